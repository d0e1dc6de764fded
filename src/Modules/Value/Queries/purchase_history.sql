-- grain: one customer with a document up to $1, the day of the standing, of one customer in $6
-- key: customer_id
-- sources: fact_day, fact_service, fact_complaint, dim_customer
-- parameters: $1 day of the standing, $2 day before the current year, $3 day before the recent window, $4 day before the window before it, $5 day before the last two years, $6 one customer in so many
WITH firsts AS (
  SELECT
    d.customer_id,
    COALESCE(MIN(CASE WHEN d.purchases > 0 THEN d.day_on END), MIN(d.day_on)) AS first_on
  FROM fact_day d
  WHERE d.day_on <= CAST($1 AS DATE) AND d.customer_id % CAST($6 AS BIGINT) = 0
  GROUP BY d.customer_id
),
days AS (
  SELECT
    d.customer_id,
    f.first_on,
    MAX(CASE WHEN d.purchases > 0 THEN d.day_on END) AS last_on,
    COUNT(CASE WHEN d.purchases > 0 THEN 1 END) AS purchase_days,
    CAST(SUM(d.net_minor) AS BIGINT) AS net_minor,
    CAST(SUM(CASE WHEN d.day_on > f.first_on THEN d.net_minor ELSE 0 END) AS BIGINT) AS later_net_minor,
    CAST(SUM(d.margin_minor) AS BIGINT) AS margin_minor,
    CAST(SUM(CASE WHEN d.day_on > CAST($2 AS DATE) THEN d.margin_minor ELSE 0 END) AS BIGINT) AS current_margin_minor,
    CAST(SUM(CASE WHEN d.day_on > CAST($2 AS DATE) THEN d.net_minor ELSE 0 END) AS BIGINT) AS current_net_minor,
    CAST(SUM(CASE WHEN d.day_on > CAST($2 AS DATE) THEN d.returned_minor ELSE 0 END) AS BIGINT) AS current_returned_minor,
    CAST(SUM(CASE WHEN d.day_on > CAST($3 AS DATE) THEN d.net_minor ELSE 0 END) AS BIGINT) AS recent_net_minor,
    COUNT(CASE WHEN d.purchases > 0 AND d.day_on > CAST($2 AS DATE) THEN 1 END) AS current_purchases,
    COUNT(CASE WHEN d.purchases > 0 AND d.day_on > CAST($5 AS DATE) THEN 1 END) AS two_year_purchases,
    CAST(SUM(CASE WHEN d.day_on > CAST($5 AS DATE) THEN d.margin_minor ELSE 0 END) AS BIGINT) AS two_year_margin_minor,
    MAX(CASE WHEN d.returned_minor <> 0 THEN d.day_on END) AS returned_on,
    COUNT(CASE WHEN d.purchases > 0 AND d.day_on > f.first_on AND d.day_on > CAST($3 AS DATE) THEN 1 END) AS recent_purchases,
    COUNT(CASE WHEN d.purchases > 0 AND d.day_on > f.first_on AND d.day_on > CAST($4 AS DATE) AND d.day_on <= CAST($3 AS DATE) THEN 1 END) AS before_purchases
  FROM fact_day d
  JOIN firsts f ON f.customer_id = d.customer_id
  WHERE d.day_on <= CAST($1 AS DATE)
  GROUP BY d.customer_id, f.first_on
),
service AS (
  SELECT
    s.customer_id,
    CAST(SUM(s.compensation_minor) AS BIGINT) AS compensation_minor,
    CAST(SUM(CASE WHEN s.day_on > CAST($2 AS DATE) THEN s.compensation_minor ELSE 0 END) AS BIGINT) AS current_compensation_minor,
    CAST(SUM(s.contacts) AS BIGINT) AS contacts,
    CAST(SUM(CASE WHEN s.day_on > CAST($2 AS DATE) THEN s.contacts ELSE 0 END) AS BIGINT) AS current_contacts,
    CAST(CAST($1 AS DATE) - MAX(CASE WHEN s.contacts > 0 THEN s.day_on END) AS BIGINT) AS contact_gap
  FROM fact_service s
  WHERE s.day_on <= CAST($1 AS DATE) AND s.customer_id % CAST($6 AS BIGINT) = 0
  GROUP BY s.customer_id
),
complaints AS (
  SELECT
    c.customer_id,
    CAST(CAST($1 AS DATE) - MIN(CASE WHEN c.closed_on IS NULL OR c.closed_on > CAST($1 AS DATE) THEN c.received_on END) AS BIGINT) AS open_days,
    CAST(CAST($1 AS DATE) - MAX(c.received_on) AS BIGINT) AS complaint_gap,
    CAST(CAST($1 AS DATE) - MAX(CASE WHEN c.satisfaction <= 2 AND c.closed_on <= CAST($1 AS DATE) THEN c.closed_on END) AS BIGINT) AS unhappy_days
  FROM fact_complaint c
  WHERE c.received_on <= CAST($1 AS DATE)
  GROUP BY c.customer_id
)
SELECT
  d.customer_id,
  CASE WHEN k.kind = 'Organisation' THEN 1 ELSE 0 END AS kind,
  CAST(CAST($1 AS DATE) - d.first_on AS BIGINT) AS observed,
  CAST(CAST($1 AS DATE) - COALESCE(d.last_on, d.first_on) AS BIGINT) AS gap,
  d.purchase_days,
  d.net_minor,
  d.later_net_minor,
  d.margin_minor,
  d.current_margin_minor,
  d.current_net_minor,
  d.current_returned_minor,
  d.recent_net_minor,
  COALESCE(s.compensation_minor, 0) AS compensation_minor,
  COALESCE(s.current_compensation_minor, 0) AS current_compensation_minor,
  COALESCE(s.contacts, 0) AS contacts,
  COALESCE(s.current_contacts, 0) AS current_contacts,
  d.current_purchases,
  d.recent_purchases,
  d.before_purchases,
  COALESCE(s.contact_gap, -1) AS contact_gap,
  COALESCE(c.open_days, -1) AS complaint_open_days,
  COALESCE(c.unhappy_days, -1) AS complaint_unhappy_days,
  COALESCE(c.complaint_gap, -1) AS complaint_gap,
  COALESCE(CAST(CAST($1 AS DATE) - d.returned_on AS BIGINT), -1) AS return_gap,
  d.two_year_purchases,
  d.two_year_margin_minor
FROM days d
LEFT JOIN dim_customer k ON k.customer_id = d.customer_id
LEFT JOIN service s ON s.customer_id = d.customer_id
LEFT JOIN complaints c ON c.customer_id = d.customer_id
ORDER BY d.customer_id

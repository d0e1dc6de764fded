-- grain: one customer with a document up to $1, the day of the standing, of one customer in $11
-- key: customer_id
-- sources: fact_day, fact_service, fact_complaint, fact_referral, dim_customer
-- parameters: $1 day of the standing, $2 day before the current year, $3 day before the recent window, $4 day before the window before it, $5 day before the last two years, $6 to $9 what a contact, a visit, a gift and a complaint cost, $10 share of a referred customer's margin that counts for who brought it, $11 one customer in so many
WITH firsts AS (
  SELECT
    d.customer_id,
    COALESCE(MIN(CASE WHEN d.purchases > 0 THEN d.day_on END), MIN(d.day_on)) AS first_on
  FROM fact_day d
  WHERE d.day_on <= CAST($1 AS DATE) AND d.customer_id % CAST($11 AS BIGINT) = 0
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
costs AS (
  SELECT
    s.customer_id,
    s.day_on,
    s.contacts,
    s.reached,
    s.compensation_minor + (s.contacts - s.visits - s.gifts) * CAST($6 AS BIGINT) + s.visits * CAST($7 AS BIGINT) + s.gifts * CAST($8 AS BIGINT) + s.complaints * CAST($9 AS BIGINT) AS service_minor
  FROM fact_service s
  WHERE s.day_on <= CAST($1 AS DATE) AND s.customer_id % CAST($11 AS BIGINT) = 0
),
service AS (
  SELECT
    s.customer_id,
    CAST(SUM(s.service_minor) AS BIGINT) AS service_minor,
    CAST(SUM(CASE WHEN s.day_on > CAST($2 AS DATE) THEN s.service_minor ELSE 0 END) AS BIGINT) AS current_service_minor,
    CAST(SUM(CASE WHEN s.day_on > CAST($2 AS DATE) THEN s.contacts ELSE 0 END) AS BIGINT) AS current_contacts,
    CAST(CAST($1 AS DATE) - MAX(CASE WHEN s.reached > 0 THEN s.day_on END) AS BIGINT) AS contact_gap
  FROM costs s
  GROUP BY s.customer_id
),
credits AS (
  SELECT r.referrer_id, r.day_on, CAST(ROUND(CAST(r.margin_minor AS DECIMAL(18, 0)) * CAST($10 AS DECIMAL(5, 4)), 0) AS BIGINT) AS credit_minor
  FROM fact_referral r
  WHERE r.day_on <= CAST($1 AS DATE)
),
referrals AS (
  SELECT
    c.referrer_id,
    CAST(SUM(c.credit_minor) AS BIGINT) AS referral_minor,
    CAST(SUM(CASE WHEN c.day_on > CAST($2 AS DATE) THEN c.credit_minor ELSE 0 END) AS BIGINT) AS current_referral_minor
  FROM credits c
  GROUP BY c.referrer_id
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
  COALESCE(s.service_minor, 0) AS service_minor,
  COALESCE(s.current_service_minor, 0) AS current_service_minor,
  COALESCE(r.referral_minor, 0) AS referral_minor,
  COALESCE(r.current_referral_minor, 0) AS current_referral_minor,
  d.current_purchases,
  d.recent_purchases,
  d.before_purchases,
  COALESCE(s.contact_gap, -1) AS contact_gap,
  COALESCE(c.open_days, -1) AS complaint_open_days,
  COALESCE(c.unhappy_days, -1) AS complaint_unhappy_days,
  COALESCE(c.complaint_gap, -1) AS complaint_gap,
  COALESCE(CAST(CAST($1 AS DATE) - d.returned_on AS BIGINT), -1) AS return_gap,
  d.two_year_purchases,
  d.two_year_margin_minor,
  COALESCE(s.current_contacts, 0) AS current_contacts
FROM days d
LEFT JOIN dim_customer k ON k.customer_id = d.customer_id
LEFT JOIN service s ON s.customer_id = d.customer_id
LEFT JOIN referrals r ON r.referrer_id = d.customer_id
LEFT JOIN complaints c ON c.customer_id = d.customer_id
ORDER BY d.customer_id

-- grain: one row: what the scorecard counts of the customers within reach up to $1
-- sources: fact_day, fact_service, dim_customer
-- parameters: $1 the last day that counts, $2 1 for all customers, else those of owner $3 and of the units in $4 (,1,2,), $5 the last day before the year, $6 the last day before the year before it, $7 the last day before the days in which a contact counts, $8 the last day before the period, $9 to $12 what a contact, a visit, a gift and a complaint cost
WITH reach AS (
  SELECT k.customer_id
  FROM dim_customer k
  WHERE CAST($2 AS BIGINT) = 1 OR k.owner_id = CAST($3 AS BIGINT) OR CAST($4 AS VARCHAR) LIKE '%,' || CAST(k.unit_id AS VARCHAR) || ',%'
),
bought AS (
  SELECT
    d.customer_id,
    MIN(CASE WHEN d.purchases > 0 THEN d.day_on END) AS first_on,
    COUNT(CASE WHEN d.purchases > 0 AND d.day_on > CAST($5 AS DATE) THEN 1 END) AS year_days,
    COUNT(CASE WHEN d.purchases > 0 AND d.day_on > CAST($6 AS DATE) AND d.day_on <= CAST($5 AS DATE) THEN 1 END) AS before_days,
    COUNT(CASE WHEN d.day_on > CAST($8 AS DATE) THEN 1 END) AS period_days,
    CAST(SUM(CASE WHEN d.day_on > CAST($8 AS DATE) THEN d.net_minor ELSE 0 END) AS BIGINT) AS net_minor,
    CAST(SUM(CASE WHEN d.day_on > CAST($8 AS DATE) THEN d.margin_minor ELSE 0 END) AS BIGINT) AS margin_minor
  FROM fact_day d
  JOIN reach r ON r.customer_id = d.customer_id
  WHERE d.day_on <= CAST($1 AS DATE)
  GROUP BY d.customer_id
),
served AS (
  SELECT
    s.customer_id,
    COUNT(CASE WHEN s.reached > 0 AND s.day_on > CAST($7 AS DATE) THEN 1 END) AS contact_days,
    COUNT(CASE WHEN s.day_on > CAST($8 AS DATE) THEN 1 END) AS period_days,
    CAST(SUM(CASE WHEN s.day_on > CAST($8 AS DATE) THEN s.compensation_minor + (s.contacts - s.visits - s.gifts) * CAST($9 AS BIGINT) + s.visits * CAST($10 AS BIGINT) + s.gifts * CAST($11 AS BIGINT) + s.complaints * CAST($12 AS BIGINT) ELSE 0 END) AS BIGINT) AS cost_minor
  FROM fact_service s
  JOIN reach r ON r.customer_id = s.customer_id
  WHERE s.day_on <= CAST($1 AS DATE)
  GROUP BY s.customer_id
)
SELECT
  COUNT(CASE WHEN b.year_days > 0 THEN 1 END) AS active,
  COUNT(CASE WHEN b.year_days > 0 AND s.contact_days > 0 THEN 1 END) AS spoken_to,
  COUNT(CASE WHEN b.before_days > 0 THEN 1 END) AS active_before,
  COUNT(CASE WHEN b.before_days > 0 AND b.year_days > 0 THEN 1 END) AS came_back,
  COUNT(CASE WHEN b.first_on > CAST($8 AS DATE) THEN 1 END) AS newcomers,
  COUNT(CASE WHEN b.period_days > 0 OR s.period_days > 0 THEN 1 END) AS dealt_with,
  CAST(COALESCE(SUM(b.net_minor), 0) AS BIGINT) AS net_minor,
  CAST(COALESCE(SUM(b.margin_minor), 0) AS BIGINT) AS margin_minor,
  CAST(COALESCE(SUM(s.cost_minor), 0) AS BIGINT) AS cost_minor
FROM bought b
FULL JOIN served s ON s.customer_id = b.customer_id

-- grain: one row: what new customers cost to serve up to $1, and their purchases
-- sources: fact_day, fact_service
-- parameters: $2 days after the first purchase in which a customer is new; contacts before it count too. $3 to $6 what a contact, a visit, a gift and a complaint cost
WITH firsts AS (
  SELECT d.customer_id, MIN(d.day_on) AS first_on
  FROM fact_day d
  WHERE d.purchases > 0 AND d.day_on <= CAST($1 AS DATE)
  GROUP BY d.customer_id
),
bought AS (
  SELECT COUNT(*) AS purchases
  FROM fact_day d
  JOIN firsts f ON f.customer_id = d.customer_id
  WHERE d.purchases > 0 AND d.day_on <= CAST($1 AS DATE) AND CAST(d.day_on - f.first_on AS BIGINT) < CAST($2 AS BIGINT)
),
served AS (
  SELECT CAST(SUM(s.compensation_minor + (s.contacts - s.visits - s.gifts) * CAST($3 AS BIGINT) + s.visits * CAST($4 AS BIGINT) + s.gifts * CAST($5 AS BIGINT) + s.complaints * CAST($6 AS BIGINT)) AS BIGINT) AS cost_minor
  FROM fact_service s
  JOIN firsts f ON f.customer_id = s.customer_id
  WHERE s.day_on <= CAST($1 AS DATE) AND CAST(s.day_on - f.first_on AS BIGINT) < CAST($2 AS BIGINT)
)
SELECT COALESCE(s.cost_minor, 0) AS cost_minor, b.purchases
FROM served s
CROSS JOIN bought b

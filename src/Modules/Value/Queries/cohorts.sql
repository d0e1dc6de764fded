-- grain: one cohort (period of the first purchase) and one period since; periods are months counted from year 0, the first of $5 each
-- key: cohort, period
-- sources: fact_day, dim_customer
-- parameters: $1 the last day that counts, $2 1 for all customers, else those of owner $3 and of the units in $4 (,1,2,), $5 months of a period
WITH reach AS (
  SELECT k.customer_id, CAST(k.kind AS VARCHAR) AS kind
  FROM dim_customer k
  WHERE CAST($2 AS BIGINT) = 1 OR k.owner_id = CAST($3 AS BIGINT) OR CAST($4 AS VARCHAR) LIKE '%,' || CAST(k.unit_id AS VARCHAR) || ',%'
),
days AS (
  SELECT d.customer_id, d.day_on, CAST(EXTRACT(YEAR FROM d.day_on) * 12 + EXTRACT(MONTH FROM d.day_on) - 1 AS BIGINT) AS month_no
  FROM fact_day d
  JOIN reach r ON r.customer_id = d.customer_id
  WHERE d.purchases > 0 AND d.day_on <= CAST($1 AS DATE)
),
firsts AS (
  SELECT d.customer_id, MIN(d.day_on) AS first_on, MIN(d.month_no) AS month_no
  FROM days d
  GROUP BY d.customer_id
),
periods AS (
  SELECT
    d.customer_id,
    f.month_no - MOD(f.month_no, CAST($5 AS BIGINT)) AS cohort,
    d.month_no - MOD(d.month_no, CAST($5 AS BIGINT)) AS period,
    MAX(CASE WHEN d.day_on > f.first_on THEN 1 ELSE 0 END) AS again
  FROM days d
  JOIN firsts f ON f.customer_id = d.customer_id
  GROUP BY d.customer_id, f.month_no - MOD(f.month_no, CAST($5 AS BIGINT)), d.month_no - MOD(d.month_no, CAST($5 AS BIGINT))
),
backs AS (
  SELECT p.customer_id, p.cohort, MIN(p.period) AS period
  FROM periods p
  WHERE p.again = 1
  GROUP BY p.customer_id, p.cohort
),
parts AS (
  SELECT p.cohort, p.period, COUNT(*) AS buyers, 0 AS came_back
  FROM periods p
  GROUP BY p.cohort, p.period
  UNION ALL
  SELECT b.cohort, b.period, 0, COUNT(*)
  FROM backs b
  GROUP BY b.cohort, b.period
)
SELECT
  p.cohort,
  p.period,
  CAST(SUM(p.buyers) AS BIGINT) AS buyers,
  CAST(SUM(p.came_back) AS BIGINT) AS came_back
FROM parts p
GROUP BY p.cohort, p.period
ORDER BY p.cohort, p.period

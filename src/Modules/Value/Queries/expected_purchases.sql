-- grain: one customer within reach with at least $5 purchase days whose own mean gap, counted from the last purchase, ends after $1 and by $6; after day $7 and customer $8, at most $9; how many there are stands in each row
-- key: customer_id
-- sources: fact_day, dim_customer
-- parameters: $1 the last day that counts, $2 1 for all customers, else those of owner $3 and of the units in $4 (,1,2,), the others as the grain says
WITH reach AS (
  SELECT k.customer_id
  FROM dim_customer k
  WHERE CAST($2 AS BIGINT) = 1 OR k.owner_id = CAST($3 AS BIGINT) OR CAST($4 AS VARCHAR) LIKE '%,' || CAST(k.unit_id AS VARCHAR) || ',%'
),
bought AS (
  SELECT d.customer_id, MIN(d.day_on) AS first_on, MAX(d.day_on) AS last_on, COUNT(*) AS purchase_days
  FROM fact_day d
  JOIN reach r ON r.customer_id = d.customer_id
  WHERE d.purchases > 0 AND d.day_on <= CAST($1 AS DATE)
  GROUP BY d.customer_id
  HAVING COUNT(*) >= CAST($5 AS BIGINT)
),
gaps AS (
  SELECT b.customer_id, b.last_on, b.purchase_days, CAST(FLOOR(CAST(b.last_on - b.first_on AS FLOAT8) / CAST(b.purchase_days - 1 AS FLOAT8) + CAST(0.5 AS FLOAT8)) AS INTEGER) AS gap_days
  FROM bought b
),
expected AS (
  SELECT g.customer_id, g.last_on, g.purchase_days, g.gap_days, g.last_on + g.gap_days AS next_on
  FROM gaps g
),
due AS (
  SELECT e.customer_id, e.last_on, e.purchase_days, e.gap_days, e.next_on, CAST(COUNT(*) OVER () AS BIGINT) AS customers
  FROM expected e
  WHERE e.next_on > CAST($1 AS DATE) AND e.next_on <= CAST($6 AS DATE)
)
SELECT
  d.customer_id,
  d.last_on,
  d.purchase_days,
  CAST(d.gap_days AS BIGINT) AS gap_days,
  d.next_on,
  d.customers
FROM due d
WHERE d.next_on > CAST($7 AS DATE) OR (d.next_on = CAST($7 AS DATE) AND d.customer_id > CAST($8 AS BIGINT))
ORDER BY d.next_on, d.customer_id
LIMIT $9

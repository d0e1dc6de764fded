-- grain: one kind of customer and one number of days between two purchase days, one after the other
-- key: kind, gap
-- sources: fact_day, dim_customer
-- parameters: $1 the last day that counts, $2 1 for all customers, else those of owner $3 and of the units in $4 (,1,2,)
WITH reach AS (
  SELECT k.customer_id, CAST(k.kind AS VARCHAR) AS kind
  FROM dim_customer k
  WHERE CAST($2 AS BIGINT) = 1 OR k.owner_id = CAST($3 AS BIGINT) OR CAST($4 AS VARCHAR) LIKE '%,' || CAST(k.unit_id AS VARCHAR) || ',%'
),
gaps AS (
  SELECT r.kind, CAST(d.day_on - LAG(d.day_on) OVER (PARTITION BY d.customer_id ORDER BY d.day_on) AS BIGINT) AS gap
  FROM fact_day d
  JOIN reach r ON r.customer_id = d.customer_id
  WHERE d.purchases > 0 AND d.day_on <= CAST($1 AS DATE)
)
SELECT g.kind, g.gap, COUNT(*) AS times
FROM gaps g
WHERE g.gap IS NOT NULL
GROUP BY g.kind, g.gap
ORDER BY g.kind, g.gap

-- grain: one customer whose first purchase fell from $5 to $6, who bought from $7 to $8, on at most $9 days, and by $10 on at least $11; after customer $12, at most $13
-- key: customer_id
-- sources: fact_day, dim_customer
-- parameters: $1 the last day that counts, $2 1 for all customers, else those of owner $3 and of the units in $4 (,1,2,), the others as the grain says
WITH reach AS (
  SELECT k.customer_id, CAST(k.kind AS VARCHAR) AS kind
  FROM dim_customer k
  WHERE CAST($2 AS BIGINT) = 1 OR k.owner_id = CAST($3 AS BIGINT) OR CAST($4 AS VARCHAR) LIKE '%,' || CAST(k.unit_id AS VARCHAR) || ',%'
)
SELECT
  d.customer_id,
  MIN(d.day_on) AS first_on,
  MAX(d.day_on) AS last_on,
  COUNT(*) AS purchase_days
FROM fact_day d
JOIN reach r ON r.customer_id = d.customer_id
WHERE d.purchases > 0 AND d.day_on <= CAST($1 AS DATE) AND d.customer_id > CAST($12 AS BIGINT)
GROUP BY d.customer_id
HAVING MIN(d.day_on) >= CAST($5 AS DATE) AND MIN(d.day_on) <= CAST($6 AS DATE)
  AND COUNT(CASE WHEN d.day_on >= CAST($7 AS DATE) AND d.day_on <= CAST($8 AS DATE) THEN 1 END) > 0
  AND COUNT(*) <= CAST($9 AS BIGINT)
  AND COUNT(CASE WHEN d.day_on <= CAST($10 AS DATE) THEN 1 END) >= CAST($11 AS BIGINT)
ORDER BY d.customer_id
LIMIT $13

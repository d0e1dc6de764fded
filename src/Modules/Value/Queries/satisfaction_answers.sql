-- grain: one customer and shop with answers from after $5 to $6, customer 0 for those whom nobody knows; 0 for no shop and no owner
-- key: customer_id, unit_id
-- sources: fact_answer, dim_customer
-- parameters: $1 the last day that counts, $2 1 for all customers, else those of owner $3 and of the units in $4 (,1,2,), $5 the last day before the period, $6 its last day
-- Whoever answered without a name belongs to the shop that it is about.
SELECT
  a.customer_id,
  COALESCE(a.unit_id, k.unit_id, 0) AS unit_id,
  COALESCE(k.owner_id, 0) AS owner_id,
  CAST(SUM(a.rated) AS BIGINT) AS rated,
  CAST(SUM(a.praised) AS BIGINT) AS praised,
  COUNT(a.mention) AS asked,
  COUNT(CASE WHEN a.mention = 2 THEN 1 END) AS named_first,
  COUNT(CASE WHEN a.trouble >= 2 THEN 1 END) AS troubled,
  COUNT(CASE WHEN a.trouble = 3 THEN 1 END) AS silent
FROM fact_answer a
LEFT JOIN dim_customer k ON k.customer_id = a.customer_id
WHERE a.answered_on > CAST($5 AS DATE) AND a.answered_on <= CAST($6 AS DATE) AND a.answered_on <= CAST($1 AS DATE)
  AND (CAST($2 AS BIGINT) = 1 OR k.owner_id = CAST($3 AS BIGINT) OR CAST($4 AS VARCHAR) LIKE '%,' || CAST(CASE WHEN a.customer_id = 0 THEN a.unit_id ELSE k.unit_id END AS VARCHAR) || ',%')
GROUP BY a.customer_id, COALESCE(a.unit_id, k.unit_id, 0), COALESCE(k.owner_id, 0)
ORDER BY a.customer_id, COALESCE(a.unit_id, k.unit_id, 0)

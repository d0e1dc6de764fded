-- grain: one customer, shop and person with answers from after $5 to $6, customer 0 for those whom nobody knows; 0 for no shop, no person and no owner
-- key: customer_id, unit_id, person_id
-- sources: fact_answer, fact_nameless_answer, dim_customer
-- parameters: $1 the last day that counts, $2 1 for all customers, else those of owner $3 and of the units in $4 (,1,2,), $5 the last day before the period, $6 its last day
-- An answer belongs to the shop of the order, complaint, request or visit that it is about, and only without one to the customer's. Whoever answered without a name belongs to the shop that it is about.
WITH answers AS (
  SELECT a.customer_id, a.unit_id, a.person_id, a.answered_on, a.mention, a.trouble, a.rated, a.praised
  FROM fact_answer a
  UNION ALL
  SELECT CAST(0 AS BIGINT), n.unit_id, CAST(NULL AS BIGINT), n.answered_on, n.mention, n.trouble, n.rated, n.praised
  FROM fact_nameless_answer n
)
SELECT
  a.customer_id,
  COALESCE(a.unit_id, k.unit_id, 0) AS unit_id,
  COALESCE(k.owner_id, 0) AS owner_id,
  CAST(SUM(a.rated) AS BIGINT) AS rated,
  CAST(SUM(a.praised) AS BIGINT) AS praised,
  COUNT(a.mention) AS asked,
  COUNT(CASE WHEN a.mention = 2 THEN 1 END) AS named_first,
  COUNT(CASE WHEN a.trouble >= 2 THEN 1 END) AS troubled,
  COUNT(CASE WHEN a.trouble = 3 THEN 1 END) AS silent,
  COALESCE(a.person_id, 0) AS person_id
FROM answers a
LEFT JOIN dim_customer k ON k.customer_id = a.customer_id
WHERE a.answered_on > CAST($5 AS DATE) AND a.answered_on <= CAST($6 AS DATE) AND a.answered_on <= CAST($1 AS DATE)
  AND (CAST($2 AS BIGINT) = 1 OR k.owner_id = CAST($3 AS BIGINT) OR CAST($4 AS VARCHAR) LIKE '%,' || CAST(CASE WHEN a.customer_id = 0 THEN a.unit_id ELSE k.unit_id END AS VARCHAR) || ',%')
GROUP BY a.customer_id, COALESCE(a.unit_id, k.unit_id, 0), COALESCE(k.owner_id, 0), COALESCE(a.person_id, 0)
ORDER BY a.customer_id, COALESCE(a.unit_id, k.unit_id, 0), COALESCE(a.person_id, 0)

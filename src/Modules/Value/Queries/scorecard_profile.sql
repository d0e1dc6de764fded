-- grain: so many facts known of so many wanted, of customers within reach as they were known at $1
-- key: facts_known, facts_wanted
-- sources: dim_customer, raw_fact_change
-- parameters: $1 the moment that ends the day, $2 1 for all customers, else those of owner $3 and of the units in $4 (,1,2,)
-- What became known later is taken off again. Which facts are wanted goes by the country that the customer has now.
WITH reach AS (
  SELECT k.customer_id, k.facts_known, k.facts_wanted, k.code_wanted, k.created_at
  FROM dim_customer k
  WHERE CAST($2 AS BIGINT) = 1 OR k.owner_id = CAST($3 AS BIGINT) OR CAST($4 AS VARCHAR) LIKE '%,' || CAST(k.unit_id AS VARCHAR) || ',%'
),
gained AS (
  SELECT f.customer_id, CAST(SUM(f.is_known - f.was_known) AS BIGINT) AS facts
  FROM raw_fact_change f
  JOIN reach r ON r.customer_id = f.customer_id
  WHERE f.changed_at >= CAST($1 AS TIMESTAMP) AND (f.field <> 'CreditCode' OR r.code_wanted = 1)
  GROUP BY f.customer_id
)
SELECT
  r.facts_known - COALESCE(g.facts, 0) AS facts_known,
  r.facts_wanted,
  COUNT(*) AS customers
FROM reach r
LEFT JOIN gained g ON g.customer_id = r.customer_id
WHERE r.created_at < CAST($1 AS TIMESTAMP)
GROUP BY r.facts_known - COALESCE(g.facts, 0), r.facts_wanted
ORDER BY 1, 2

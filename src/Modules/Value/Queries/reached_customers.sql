-- grain: one customer within reach
-- key: customer_id
-- sources: dim_customer
-- parameters: $1 1 for all customers, else those of owner $2 and of the units in $3 (,1,2,)
SELECT k.customer_id
FROM dim_customer k
WHERE CAST($1 AS BIGINT) = 1 OR k.owner_id = CAST($2 AS BIGINT) OR CAST($3 AS VARCHAR) LIKE '%,' || CAST(k.unit_id AS VARCHAR) || ',%'
ORDER BY k.customer_id

-- grain: one day up to $2 on which customers whose first purchase was by $1 bought again, of one customer in $3
-- key: day_on
-- sources: fact_day
WITH firsts AS (
  SELECT d.customer_id, MIN(d.day_on) AS first_on
  FROM fact_day d
  WHERE d.purchases > 0 AND d.day_on <= CAST($1 AS DATE) AND d.customer_id % CAST($3 AS BIGINT) = 0
  GROUP BY d.customer_id
)
SELECT d.day_on, COUNT(*) AS purchases
FROM fact_day d
JOIN firsts f ON f.customer_id = d.customer_id
WHERE d.purchases > 0 AND d.day_on > f.first_on AND d.day_on <= CAST($2 AS DATE)
GROUP BY d.day_on
ORDER BY d.day_on

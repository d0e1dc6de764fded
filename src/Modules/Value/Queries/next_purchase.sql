-- grain: one customer with a purchase after $1, of one customer in $2: how many days after it
-- key: customer_id
-- sources: fact_day
-- parameters: $1 the day, $2 one customer in so many, $3 the last day that counts
SELECT
  d.customer_id,
  CAST(MIN(d.day_on) - CAST($1 AS DATE) AS BIGINT) AS days_later
FROM fact_day d
WHERE d.purchases > 0 AND d.day_on > CAST($1 AS DATE) AND d.day_on <= CAST($3 AS DATE) AND d.customer_id % CAST($2 AS BIGINT) = 0
GROUP BY d.customer_id
ORDER BY d.customer_id

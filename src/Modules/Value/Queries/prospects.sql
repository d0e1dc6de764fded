-- grain: one customer without a document up to $1
-- key: customer_id
-- sources: dim_customer, fact_day, fact_service
-- parameters: $1 day of the standing, $2 day before the time in which a contact counts as pursuit
SELECT
  k.customer_id,
  MAX(CASE WHEN k.owner_id IS NOT NULL AND s.contacts > 0 THEN 1 ELSE 0 END) AS pursued
FROM dim_customer k
LEFT JOIN fact_service s ON s.customer_id = k.customer_id AND s.day_on <= CAST($1 AS DATE) AND s.day_on > CAST($2 AS DATE)
WHERE NOT EXISTS (SELECT 1 FROM fact_day d WHERE d.customer_id = k.customer_id AND d.day_on <= CAST($1 AS DATE))
GROUP BY k.customer_id
ORDER BY k.customer_id

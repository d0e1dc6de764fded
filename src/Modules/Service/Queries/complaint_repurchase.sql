-- grain: one complaint that was closed in the period, long enough ago to see whether its customer bought again
-- key: customer_id, complaint_id
-- sources: fact_complaint, fact_day
-- parameters: $1 and $2 first and last day of closing, $3 how many days after closing count
SELECT
  c.customer_id,
  c.complaint_id,
  CAST(MAX(CASE WHEN d.purchases > 0 THEN 1 ELSE 0 END) AS BIGINT) AS bought
FROM fact_complaint c
LEFT JOIN fact_day d ON d.customer_id = c.customer_id AND d.day_on > c.closed_on AND d.day_on <= c.closed_on + CAST($3 AS INTEGER)
WHERE c.closed_on >= CAST($1 AS DATE) AND c.closed_on <= CAST($2 AS DATE)
GROUP BY c.customer_id, c.complaint_id

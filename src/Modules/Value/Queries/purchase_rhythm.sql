-- grain: one customer with a purchase up to $1; only what a purchase model needs
-- key: customer_id
-- sources: fact_day
-- parameters: $1 the last day that counts
SELECT
  d.customer_id,
  CAST(CAST($1 AS DATE) - MIN(d.day_on) AS BIGINT) AS observed,
  CAST(CAST($1 AS DATE) - MAX(d.day_on) AS BIGINT) AS gap,
  COUNT(*) AS purchase_days
FROM fact_day d
WHERE d.purchases > 0 AND d.day_on <= CAST($1 AS DATE)
GROUP BY d.customer_id
ORDER BY d.customer_id

-- grain: one day of business with customer $1 up to $2, the newest first, at most $3
-- key: day_on
-- sources: fact_day
SELECT
  d.day_on,
  d.documents,
  d.net_minor,
  d.margin_minor,
  d.compensation_minor,
  d.contacts
FROM fact_day d
WHERE d.customer_id = $1 AND d.day_on <= CAST($2 AS DATE)
ORDER BY d.day_on DESC
LIMIT $3

-- grain: one day of business with, or service to, customer $1 up to $2, the newest first, at most $3; a contact costs $4
-- key: day_on
-- sources: fact_day, fact_service
WITH parts AS (
  SELECT d.day_on, d.documents, d.net_minor, d.margin_minor, 0 AS compensation_minor, 0 AS contacts
  FROM fact_day d
  WHERE d.customer_id = $1 AND d.day_on <= CAST($2 AS DATE)
  UNION ALL
  SELECT s.day_on, 0, 0, 0, s.compensation_minor, s.contacts
  FROM fact_service s
  WHERE s.customer_id = $1 AND s.day_on <= CAST($2 AS DATE)
)
SELECT
  p.day_on,
  CAST(SUM(p.documents) AS BIGINT) AS documents,
  CAST(SUM(p.net_minor) AS BIGINT) AS net_minor,
  CAST(SUM(p.margin_minor) AS BIGINT) AS margin_minor,
  CAST(SUM(p.compensation_minor + p.contacts * CAST($4 AS BIGINT)) AS BIGINT) AS service_minor
FROM parts p
GROUP BY p.day_on
HAVING SUM(p.documents) > 0 OR SUM(p.compensation_minor + p.contacts * CAST($4 AS BIGINT)) <> 0
ORDER BY p.day_on DESC
LIMIT $3

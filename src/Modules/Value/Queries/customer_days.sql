-- grain: one day of business with, or service to, customer $1 up to $2, or of those whom it brought, the newest first, at most $3
-- key: day_on
-- sources: fact_day, fact_service, fact_referral
-- parameters: $4 to $7 what a contact, a visit, a gift and a complaint cost, $8 share of a referred customer's margin that counts for who brought it
WITH parts AS (
  SELECT d.day_on, d.documents, d.net_minor, d.margin_minor, 0 AS service_minor, 0 AS referral_minor
  FROM fact_day d
  WHERE d.customer_id = $1 AND d.day_on <= CAST($2 AS DATE)
  UNION ALL
  SELECT s.day_on, 0, 0, 0, s.compensation_minor + (s.contacts - s.visits - s.gifts) * CAST($4 AS BIGINT) + s.visits * CAST($5 AS BIGINT) + s.gifts * CAST($6 AS BIGINT) + s.complaints * CAST($7 AS BIGINT), 0
  FROM fact_service s
  WHERE s.customer_id = $1 AND s.day_on <= CAST($2 AS DATE)
  UNION ALL
  SELECT r.day_on, 0, 0, 0, 0, CAST(ROUND(CAST(r.margin_minor AS DECIMAL(18, 0)) * CAST($8 AS DECIMAL(5, 4)), 0) AS BIGINT)
  FROM fact_referral r
  WHERE r.referrer_id = $1 AND r.day_on <= CAST($2 AS DATE)
)
SELECT
  p.day_on,
  CAST(SUM(p.documents) AS BIGINT) AS documents,
  CAST(SUM(p.net_minor) AS BIGINT) AS net_minor,
  CAST(SUM(p.margin_minor) AS BIGINT) AS margin_minor,
  CAST(SUM(p.service_minor) AS BIGINT) AS service_minor,
  CAST(SUM(p.referral_minor) AS BIGINT) AS referral_minor
FROM parts p
GROUP BY p.day_on
HAVING SUM(p.documents) > 0 OR SUM(p.service_minor) <> 0 OR SUM(p.referral_minor) <> 0
ORDER BY p.day_on DESC
LIMIT $3

-- grain: one customer within reach that bought, or whose complaint stood, in the period or in the same period a year before
-- key: customer_id
-- sources: fact_day, fact_complaint, dim_customer
-- parameters: $1 the last day that counts, $2 1 for all customers, else those of owner $3 and of the units in $4 (,1,2,), $5 the last day before the period, $6 its last day, $7 the last day before the same period a year before, $8 its last day
-- again_days: from the first purchase in the period to the next one, however late; -1 where none came. watched_days: from that first purchase to the last day that counts.
WITH bought AS (
  SELECT
    d.customer_id,
    MIN(CASE WHEN d.purchases > 0 AND d.day_on > CAST($5 AS DATE) AND d.day_on <= CAST($6 AS DATE) THEN d.day_on END) AS first_on,
    CAST(SUM(CASE WHEN d.day_on > CAST($5 AS DATE) AND d.day_on <= CAST($6 AS DATE) THEN d.purchases ELSE 0 END) AS BIGINT) AS purchases,
    CAST(SUM(CASE WHEN d.day_on > CAST($5 AS DATE) AND d.day_on <= CAST($6 AS DATE) THEN d.net_minor ELSE 0 END) AS BIGINT) AS net_minor,
    CAST(SUM(CASE WHEN d.day_on > CAST($7 AS DATE) AND d.day_on <= CAST($8 AS DATE) THEN d.purchases ELSE 0 END) AS BIGINT) AS before_purchases,
    CAST(SUM(CASE WHEN d.day_on > CAST($7 AS DATE) AND d.day_on <= CAST($8 AS DATE) THEN d.net_minor ELSE 0 END) AS BIGINT) AS before_minor
  FROM fact_day d
  WHERE d.day_on > CAST($7 AS DATE) AND d.day_on <= CAST($6 AS DATE)
  GROUP BY d.customer_id
),
again AS (
  SELECT b.customer_id, MIN(d.day_on) AS again_on
  FROM bought b
  JOIN fact_day d ON d.customer_id = b.customer_id AND d.day_on > b.first_on
  WHERE d.purchases > 0 AND d.day_on <= CAST($1 AS DATE)
  GROUP BY b.customer_id
),
complained AS (
  SELECT c.customer_id, CAST(SUM(c.stood) AS BIGINT) AS stood
  FROM fact_complaint c
  WHERE c.received_on > CAST($5 AS DATE) AND c.received_on <= CAST($6 AS DATE) AND c.stood = 1
  GROUP BY c.customer_id
)
SELECT
  k.customer_id,
  COALESCE(k.unit_id, 0) AS unit_id,
  COALESCE(k.owner_id, 0) AS owner_id,
  COALESCE(b.purchases, 0) AS purchases,
  COALESCE(b.net_minor, 0) AS net_minor,
  COALESCE(b.before_purchases, 0) AS before_purchases,
  COALESCE(b.before_minor, 0) AS before_minor,
  COALESCE(CAST(g.again_on - b.first_on AS BIGINT), -1) AS again_days,
  COALESCE(CAST(CAST($1 AS DATE) - b.first_on AS BIGINT), -1) AS watched_days,
  COALESCE(c.stood, 0) AS stood
FROM dim_customer k
LEFT JOIN bought b ON b.customer_id = k.customer_id
LEFT JOIN again g ON g.customer_id = k.customer_id
LEFT JOIN complained c ON c.customer_id = k.customer_id
WHERE (b.purchases > 0 OR b.before_purchases > 0 OR c.stood > 0)
  AND (CAST($2 AS BIGINT) = 1 OR k.owner_id = CAST($3 AS BIGINT) OR CAST($4 AS VARCHAR) LIKE '%,' || CAST(k.unit_id AS VARCHAR) || ',%')
ORDER BY k.customer_id

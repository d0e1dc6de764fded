-- grain: one customer within reach and one category of goods that it bought in the period or in the same period a year before
-- key: category, customer_id
-- sources: stg_line, dim_product, dim_customer
-- parameters: $1 the last day that counts, $2 1 for all customers, else those of owner $3 and of the units in $4 (,1,2,), $5 the last day before the period, $6 its last day, $7 the last day before the same period a year before, $8 its last day
-- again_days and watched_days as in satisfaction_customers, for goods of the same category.
WITH days AS (
  SELECT
    l.customer_id,
    p.category,
    l.day_on,
    CAST(SUM(l.net_minor) AS BIGINT) AS net_minor,
    MAX(CASE WHEN l.kind = 'Sale' AND l.order_kind = 'Sale' THEN 1 ELSE 0 END) AS is_purchase
  FROM stg_line l
  JOIN dim_product p ON p.product_id = l.product_id
  JOIN dim_customer k ON k.customer_id = l.customer_id
  WHERE p.category <> '' AND l.day_on > CAST($7 AS DATE) AND l.day_on <= CAST($1 AS DATE)
    AND (CAST($2 AS BIGINT) = 1 OR k.owner_id = CAST($3 AS BIGINT) OR CAST($4 AS VARCHAR) LIKE '%,' || CAST(k.unit_id AS VARCHAR) || ',%')
  GROUP BY l.customer_id, p.category, l.day_on
),
bought AS (
  SELECT
    d.customer_id,
    d.category,
    MIN(CASE WHEN d.is_purchase = 1 AND d.day_on > CAST($5 AS DATE) AND d.day_on <= CAST($6 AS DATE) THEN d.day_on END) AS first_on,
    CAST(SUM(CASE WHEN d.day_on > CAST($5 AS DATE) AND d.day_on <= CAST($6 AS DATE) THEN d.is_purchase ELSE 0 END) AS BIGINT) AS purchases,
    CAST(SUM(CASE WHEN d.day_on > CAST($5 AS DATE) AND d.day_on <= CAST($6 AS DATE) THEN d.net_minor ELSE 0 END) AS BIGINT) AS net_minor,
    CAST(SUM(CASE WHEN d.day_on <= CAST($8 AS DATE) THEN d.is_purchase ELSE 0 END) AS BIGINT) AS before_purchases,
    CAST(SUM(CASE WHEN d.day_on <= CAST($8 AS DATE) THEN d.net_minor ELSE 0 END) AS BIGINT) AS before_minor
  FROM days d
  GROUP BY d.customer_id, d.category
),
again AS (
  SELECT b.customer_id, b.category, MIN(d.day_on) AS again_on
  FROM bought b
  JOIN days d ON d.customer_id = b.customer_id AND d.category = b.category AND d.day_on > b.first_on
  WHERE d.is_purchase = 1
  GROUP BY b.customer_id, b.category
)
SELECT
  b.category,
  b.customer_id,
  b.purchases,
  b.net_minor,
  b.before_purchases,
  b.before_minor,
  COALESCE(CAST(g.again_on - b.first_on AS BIGINT), -1) AS again_days,
  COALESCE(CAST(CAST($1 AS DATE) - b.first_on AS BIGINT), -1) AS watched_days
FROM bought b
LEFT JOIN again g ON g.customer_id = b.customer_id AND g.category = b.category
WHERE b.purchases > 0 OR b.before_purchases > 0
ORDER BY b.category, b.customer_id

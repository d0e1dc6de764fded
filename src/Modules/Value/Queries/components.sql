-- grain: one customer with a document up to $1, within reach, of the $12 with the most of component $11 (1 first purchase, 2 repeat, 3 cross-sell, 4 service, 5 referral, 6 price); the sums over all of them, and how many have something of each, stand in each row
-- key: customer_id
-- sources: fact_day, stg_line, raw_order_line, dim_product, dim_customer, fact_service, fact_referral
-- parameters: $1 the last day that counts, $2 1 for all customers, else those of owner $3 and of the units in $4 (,1,2,), $5 to $8 what a contact, a visit, a gift and a complaint cost, $9 share of a referred customer's margin, $10 what a purchase of a new customer costs to serve
WITH reach AS (
  SELECT k.customer_id
  FROM dim_customer k
  WHERE CAST($2 AS BIGINT) = 1 OR k.owner_id = CAST($3 AS BIGINT) OR CAST($4 AS VARCHAR) LIKE '%,' || CAST(k.unit_id AS VARCHAR) || ',%'
),
days AS (
  SELECT
    d.customer_id,
    MIN(CASE WHEN d.purchases > 0 THEN d.day_on END) AS first_on,
    COUNT(CASE WHEN d.purchases > 0 THEN 1 END) AS purchase_days
  FROM fact_day d
  JOIN reach r ON r.customer_id = d.customer_id
  WHERE d.day_on <= CAST($1 AS DATE)
  GROUP BY d.customer_id
),
means AS (
  SELECT
    l.product_id,
    CAST(DATE_TRUNC('month', l.day_on) AS DATE) AS month_on,
    CAST(SUM(l.margin_minor) AS BIGINT) AS margin_minor,
    CAST(SUM(l.quantity_milli) AS BIGINT) AS quantity_milli
  FROM stg_line l
  WHERE l.product_id IS NOT NULL AND l.kind = 'Sale' AND l.order_kind = 'Sale' AND l.quantity_milli > 0 AND l.day_on <= CAST($1 AS DATE)
  GROUP BY l.product_id, CAST(DATE_TRUNC('month', l.day_on) AS DATE)
),
-- A category goes by the first of its products: comparing numbers over millions of lines is quicker than comparing words.
goods AS (
  SELECT p.product_id, MIN(p.product_id) OVER (PARTITION BY p.category) AS category_id
  FROM dim_product p
  WHERE p.category <> ''
),
known AS (
  SELECT DISTINCT l.customer_id, g.category_id
  FROM raw_order_line l
  JOIN days y ON y.customer_id = l.customer_id AND y.first_on = l.ordered_on
  JOIN goods g ON g.product_id = l.product_id
  WHERE l.kind = 'Sale'
),
lines AS (
  SELECT
    l.customer_id,
    l.margin_minor,
    CASE WHEN m.product_id IS NOT NULL AND l.kind = 'Sale' AND l.order_kind = 'Sale' AND l.quantity_milli > 0
      THEN l.margin_minor - CAST(FLOOR(CAST(l.quantity_milli AS FLOAT8) * (CAST(m.margin_minor AS FLOAT8) / CAST(m.quantity_milli AS FLOAT8)) + CAST(0.5 AS FLOAT8)) AS BIGINT)
      ELSE 0 END AS price_minor,
    CASE
      WHEN l.day_on = y.first_on THEN 1
      WHEN l.day_on > y.first_on AND g.category_id IS NOT NULL AND k.category_id IS NULL THEN 3
      ELSE 2
    END AS component
  FROM stg_line l
  JOIN days y ON y.customer_id = l.customer_id
  LEFT JOIN goods g ON g.product_id = l.product_id
  LEFT JOIN known k ON k.customer_id = l.customer_id AND k.category_id = g.category_id
  LEFT JOIN means m ON m.product_id = l.product_id AND m.month_on = CAST(DATE_TRUNC('month', l.day_on) AS DATE)
  WHERE l.day_on <= CAST($1 AS DATE)
),
margins AS (
  SELECT
    l.customer_id,
    CAST(SUM(CASE WHEN l.component = 1 THEN l.margin_minor - l.price_minor ELSE 0 END) AS BIGINT) AS first_minor,
    CAST(SUM(CASE WHEN l.component = 2 THEN l.margin_minor - l.price_minor ELSE 0 END) AS BIGINT) AS repeat_minor,
    CAST(SUM(CASE WHEN l.component = 3 THEN l.margin_minor - l.price_minor ELSE 0 END) AS BIGINT) AS cross_minor,
    CAST(SUM(l.price_minor) AS BIGINT) AS price_minor
  FROM lines l
  GROUP BY l.customer_id
),
service AS (
  SELECT s.customer_id, CAST(SUM(s.compensation_minor + (s.contacts - s.visits - s.gifts) * CAST($5 AS BIGINT) + s.visits * CAST($6 AS BIGINT) + s.gifts * CAST($7 AS BIGINT) + s.complaints * CAST($8 AS BIGINT)) AS BIGINT) AS cost_minor
  FROM fact_service s
  WHERE s.day_on <= CAST($1 AS DATE)
  GROUP BY s.customer_id
),
referrals AS (
  SELECT r.referrer_id, CAST(SUM(CAST(ROUND(CAST(r.margin_minor AS DECIMAL(18, 0)) * CAST($9 AS DECIMAL(5, 4)), 0) AS BIGINT)) AS BIGINT) AS credit_minor
  FROM fact_referral r
  WHERE r.day_on <= CAST($1 AS DATE)
  GROUP BY r.referrer_id
),
each_one AS (
  SELECT
    y.customer_id,
    m.first_minor - CASE WHEN y.purchase_days > 0 THEN CAST($10 AS BIGINT) ELSE 0 END AS first_minor,
    m.repeat_minor - CASE WHEN y.purchase_days > 0 THEN y.purchase_days - 1 ELSE 0 END * CAST($10 AS BIGINT) AS repeat_minor,
    m.cross_minor,
    y.purchase_days * CAST($10 AS BIGINT) - COALESCE(s.cost_minor, 0) AS service_minor,
    COALESCE(r.credit_minor, 0) AS referral_minor,
    m.price_minor
  FROM days y
  JOIN margins m ON m.customer_id = y.customer_id
  LEFT JOIN service s ON s.customer_id = y.customer_id
  LEFT JOIN referrals r ON r.referrer_id = y.customer_id
)
SELECT
  e.customer_id,
  CASE CAST($11 AS BIGINT) WHEN 1 THEN e.first_minor WHEN 2 THEN e.repeat_minor WHEN 3 THEN e.cross_minor WHEN 4 THEN e.service_minor WHEN 5 THEN e.referral_minor ELSE e.price_minor END AS amount_minor,
  CAST(COUNT(*) OVER () AS BIGINT) AS customers,
  CAST(SUM(e.first_minor) OVER () AS BIGINT) AS first_minor,
  CAST(SUM(e.repeat_minor) OVER () AS BIGINT) AS repeat_minor,
  CAST(SUM(e.cross_minor) OVER () AS BIGINT) AS cross_minor,
  CAST(SUM(e.service_minor) OVER () AS BIGINT) AS service_minor,
  CAST(SUM(e.referral_minor) OVER () AS BIGINT) AS referral_minor,
  CAST(SUM(e.price_minor) OVER () AS BIGINT) AS price_minor,
  CAST(COUNT(CASE WHEN e.first_minor <> 0 THEN 1 END) OVER () AS BIGINT) AS first_customers,
  CAST(COUNT(CASE WHEN e.repeat_minor <> 0 THEN 1 END) OVER () AS BIGINT) AS repeat_customers,
  CAST(COUNT(CASE WHEN e.cross_minor <> 0 THEN 1 END) OVER () AS BIGINT) AS cross_customers,
  CAST(COUNT(CASE WHEN e.service_minor <> 0 THEN 1 END) OVER () AS BIGINT) AS service_customers,
  CAST(COUNT(CASE WHEN e.referral_minor <> 0 THEN 1 END) OVER () AS BIGINT) AS referral_customers,
  CAST(COUNT(CASE WHEN e.price_minor <> 0 THEN 1 END) OVER () AS BIGINT) AS price_customers
FROM each_one e
ORDER BY amount_minor DESC, e.customer_id
LIMIT $12

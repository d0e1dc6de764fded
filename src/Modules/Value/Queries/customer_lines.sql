-- grain: one line of an order of customer $2 up to $1, with the component that its margin belongs to and the part of it that is owed to the price
-- key: order_id, line_no
-- sources: stg_line, raw_order_line, fact_day, dim_product
-- The margin at the mean price of the product in the month is taken from all customers' sales up to $1; what the line left beyond it is the price's part.
WITH bought AS (
  SELECT DISTINCT l.product_id
  FROM raw_order_line l
  WHERE l.customer_id = CAST($2 AS BIGINT) AND l.product_id IS NOT NULL
),
means AS (
  SELECT
    l.product_id,
    CAST(DATE_TRUNC('month', l.day_on) AS DATE) AS month_on,
    CAST(SUM(l.margin_minor) AS BIGINT) AS margin_minor,
    CAST(SUM(l.quantity_milli) AS BIGINT) AS quantity_milli
  FROM stg_line l
  JOIN bought b ON b.product_id = l.product_id
  WHERE l.kind = 'Sale' AND l.order_kind = 'Sale' AND l.quantity_milli > 0 AND l.day_on <= CAST($1 AS DATE)
  GROUP BY l.product_id, CAST(DATE_TRUNC('month', l.day_on) AS DATE)
),
firsts AS (
  SELECT MIN(d.day_on) AS first_on
  FROM fact_day d
  WHERE d.customer_id = CAST($2 AS BIGINT) AND d.purchases > 0 AND d.day_on <= CAST($1 AS DATE)
),
known AS (
  SELECT DISTINCT p.category
  FROM raw_order_line l
  JOIN firsts f ON f.first_on = l.ordered_on
  JOIN dim_product p ON p.product_id = l.product_id
  WHERE l.customer_id = CAST($2 AS BIGINT) AND l.kind = 'Sale' AND p.category <> ''
)
SELECT
  l.order_id,
  l.line_no,
  l.day_on,
  CAST(l.kind AS VARCHAR) AS kind,
  CASE WHEN l.order_kind = 'Sale' AND l.line_no = 1 THEN 1 ELSE 0 END AS is_purchase,
  COALESCE(p.name, '') AS product,
  COALESCE(p.category, '') AS category,
  l.quantity_milli,
  l.net_minor,
  l.margin_minor,
  CASE WHEN m.product_id IS NOT NULL AND l.kind = 'Sale' AND l.order_kind = 'Sale' AND l.quantity_milli > 0
    THEN l.margin_minor - CAST(FLOOR(CAST(l.quantity_milli AS FLOAT8) * (CAST(m.margin_minor AS FLOAT8) / CAST(m.quantity_milli AS FLOAT8)) + CAST(0.5 AS FLOAT8)) AS BIGINT)
    ELSE 0 END AS price_minor,
  CASE
    WHEN l.day_on = f.first_on THEN 1
    WHEN l.day_on > f.first_on AND p.category <> '' AND k.category IS NULL THEN 3
    ELSE 2
  END AS component
FROM stg_line l
CROSS JOIN firsts f
LEFT JOIN dim_product p ON p.product_id = l.product_id
LEFT JOIN known k ON k.category = p.category
LEFT JOIN means m ON m.product_id = l.product_id AND m.month_on = CAST(DATE_TRUNC('month', l.day_on) AS DATE)
WHERE l.customer_id = CAST($2 AS BIGINT) AND l.day_on <= CAST($1 AS DATE)
ORDER BY l.day_on DESC, l.order_id DESC, l.line_no

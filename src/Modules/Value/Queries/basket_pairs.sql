-- grain: two items found in the same basket, of the $8 items that are in most; an item with itself counts its baskets and bears its names. A category goes by its first product
-- key: item_a, item_b
-- sources: raw_order_line, dim_product, dim_customer
-- parameters: $1 the last day that counts, $2 1 for all customers, else those of owner $3 and of the units in $4 (,1,2,), $5 the day before the first that counts, $6 1 for products, 2 for categories, $7 a basket is 1 an order, 2 all that a customer bought
WITH reach AS (
  SELECT k.customer_id, CAST(k.kind AS VARCHAR) AS kind
  FROM dim_customer k
  WHERE CAST($2 AS BIGINT) = 1 OR k.owner_id = CAST($3 AS BIGINT) OR CAST($4 AS VARCHAR) LIKE '%,' || CAST(k.unit_id AS VARCHAR) || ',%'
),
items AS (
  SELECT p.product_id, CASE WHEN CAST($6 AS BIGINT) = 1 THEN p.product_id ELSE MIN(p.product_id) OVER (PARTITION BY p.category) END AS item_id
  FROM dim_product p
  WHERE CAST($6 AS BIGINT) = 1 OR p.category <> ''
),
lines AS (
  SELECT DISTINCT CASE WHEN CAST($7 AS BIGINT) = 1 THEN l.order_id ELSE l.customer_id END AS basket_id, i.item_id
  FROM raw_order_line l
  JOIN reach r ON r.customer_id = l.customer_id
  JOIN items i ON i.product_id = l.product_id
  WHERE l.kind = 'Sale' AND l.order_kind = 'Sale' AND l.ordered_on > CAST($5 AS DATE) AND l.ordered_on <= CAST($1 AS DATE)
),
most AS (
  SELECT l.item_id, COUNT(*) AS baskets
  FROM lines l
  GROUP BY l.item_id
  ORDER BY COUNT(*) DESC, l.item_id
  LIMIT $8
),
kept AS (
  SELECT l.basket_id, l.item_id
  FROM lines l
  JOIN most m ON m.item_id = l.item_id
),
pairs AS (
  SELECT a.item_id AS item_a, b.item_id AS item_b, COUNT(*) AS baskets
  FROM kept a
  JOIN kept b ON b.basket_id = a.basket_id AND b.item_id >= a.item_id
  GROUP BY a.item_id, b.item_id
),
totals AS (
  SELECT COUNT(DISTINCT l.basket_id) AS baskets, COUNT(DISTINCT l.item_id) AS items
  FROM lines l
)
SELECT
  p.item_a,
  p.item_b,
  p.baskets,
  t.baskets AS all_baskets,
  t.items AS all_items,
  d.code,
  d.name,
  d.category
FROM pairs p
CROSS JOIN totals t
LEFT JOIN dim_product d ON d.product_id = p.item_a AND p.item_a = p.item_b
ORDER BY p.item_a, p.item_b

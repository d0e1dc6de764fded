-- grain: one product ($3 1) or category (2, by its first product) that customer $4 bought after $2 up to $1
-- key: item_id
-- sources: raw_order_line, dim_product
-- parameters: as the grain says
WITH items AS (
  SELECT p.product_id, CASE WHEN CAST($3 AS BIGINT) = 1 THEN p.product_id ELSE MIN(p.product_id) OVER (PARTITION BY p.category) END AS item_id
  FROM dim_product p
  WHERE CAST($3 AS BIGINT) = 1 OR p.category <> ''
)
SELECT i.item_id, MAX(l.ordered_on) AS last_on
FROM raw_order_line l
JOIN items i ON i.product_id = l.product_id
WHERE l.customer_id = CAST($4 AS BIGINT) AND l.kind = 'Sale' AND l.order_kind = 'Sale' AND l.ordered_on > CAST($2 AS DATE) AND l.ordered_on <= CAST($1 AS DATE)
GROUP BY i.item_id
ORDER BY i.item_id

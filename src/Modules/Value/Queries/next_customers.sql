-- grain: one customer who bought an item that leads to $7, but not $7 itself; leads are $8 to $12, the strongest first, 0 where there are fewer. After place $13 and customer $14, at most $15
-- key: customer_id
-- sources: raw_order_line, dim_product, dim_customer
-- parameters: $1 the last day that counts, $2 1 for all customers, else those of owner $3 and of the units in $4 (,1,2,), $5 the day before the first that counts, $6 1 for products, 2 for categories
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
bought AS (
  SELECT
    l.customer_id,
    MIN(CASE i.item_id WHEN CAST($7 AS BIGINT) THEN 0 WHEN CAST($8 AS BIGINT) THEN 1 WHEN CAST($9 AS BIGINT) THEN 2 WHEN CAST($10 AS BIGINT) THEN 3 WHEN CAST($11 AS BIGINT) THEN 4 ELSE 5 END) AS place
  FROM raw_order_line l
  JOIN reach r ON r.customer_id = l.customer_id
  JOIN items i ON i.product_id = l.product_id
  WHERE l.kind = 'Sale' AND l.order_kind = 'Sale' AND l.ordered_on > CAST($5 AS DATE) AND l.ordered_on <= CAST($1 AS DATE)
    AND i.item_id IN (CAST($7 AS BIGINT), CAST($8 AS BIGINT), CAST($9 AS BIGINT), CAST($10 AS BIGINT), CAST($11 AS BIGINT), CAST($12 AS BIGINT))
  GROUP BY l.customer_id
)
SELECT b.customer_id, b.place
FROM bought b
WHERE b.place > 0 AND (b.place > CAST($13 AS BIGINT) OR b.place = CAST($13 AS BIGINT) AND b.customer_id > CAST($14 AS BIGINT))
ORDER BY b.place, b.customer_id
LIMIT $15

-- grain: one product
-- key: product_id
-- sources: raw_product
SELECT
  p.product_id,
  p.code,
  p.name,
  COALESCE(p.category, '') AS category
FROM raw_product p

-- grain: one product; unit_cost_minor is null where the cost is unknown
-- key: product_id
-- change: change_stamp
-- gone: sales_product (product_id)
SELECT
  p.id AS product_id,
  p.code,
  p.name,
  p.category,
  p.unit_cost_minor,
  p.cost_currency,
  p.change_stamp
FROM sales_product p

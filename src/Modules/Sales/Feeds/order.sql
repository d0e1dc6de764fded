-- grain: one document of sale (sale, return, adjustment) of one customer
-- key: customer_id, order_id
-- change: change_stamp
-- gone: sales_order (order_id)
SELECT
  o.customer_id,
  o.id AS order_id,
  o.kind,
  o.ordered_at,
  o.ordered_on,
  o.total_minor,
  o.total_currency AS currency,
  o.unit_id,
  o.seller_id,
  o.change_stamp
FROM sales_order o

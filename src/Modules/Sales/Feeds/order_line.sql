-- grain: one line of an order; day, currency, kind of order and change come from its order, and all lines of a changed order come again. Every order has a line 1
-- key: customer_id, order_id, line_no
-- change: change_stamp
-- gone: sales_order (order_id)
-- replaces: customer_id, order_id
-- order: o.customer_id, o.id
-- nullable: product_id
-- enum: kind (Sale, Return, Adjustment)
-- enum: order_kind (Sale, Return, Adjustment)
SELECT
  l.customer_id,
  l.order_id,
  l.line_no,
  l.product_id,
  l.kind,
  o.kind AS order_kind,
  o.ordered_on,
  o.total_currency AS currency,
  l.quantity_milli,
  l.amount_minor,
  o.change_stamp
FROM sales_order_line l
JOIN sales_order o ON o.customer_id = l.customer_id AND o.id = l.order_id

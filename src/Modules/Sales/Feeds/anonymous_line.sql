-- grain: one line sold to nobody in particular; counted in the firm's totals, never in a customer's
-- key: line_id
-- change: change_stamp
-- gone: sales_anonymous_line (line_id)
SELECT
  l.id AS line_id,
  l.kind,
  l.sold_at,
  l.sold_on,
  l.product_id,
  l.quantity_milli,
  l.unit_price_micro,
  l.amount_minor,
  l.currency,
  l.change_stamp
FROM sales_anonymous_line l

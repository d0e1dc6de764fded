-- grain: one line of an order in the base currency, rounded here once so that every sum adds up to the cent
-- key: customer_id, order_id, line_no
-- kind: view
-- sources: raw_order_line, raw_product, raw_firm, stg_rate_day
-- Wide decimals cost ten times as much as narrow ones, so what is narrow (nearly everything) goes its own way; the results are the same.
SELECT
  n.customer_id,
  n.order_id,
  n.line_no,
  n.day_on,
  n.kind,
  n.order_kind,
  n.product_id,
  n.quantity_milli,
  n.net_minor,
  CASE
    WHEN p.unit_cost_minor IS NOT NULL AND p.cost_currency = n.base_currency AND ABS(n.quantity_milli) < 30000000 AND p.unit_cost_minor < 30000000 THEN n.net_minor
      - CAST(ROUND(CAST(n.quantity_milli * p.unit_cost_minor AS DECIMAL(15, 0)) * CAST(0.001 AS DECIMAL(3, 3)), 0) AS BIGINT)
    WHEN p.unit_cost_minor IS NOT NULL AND k.factor IS NOT NULL THEN n.net_minor
      - CAST(ROUND(CAST(CAST(n.quantity_milli AS DECIMAL(16, 0)) * CAST(p.unit_cost_minor AS DECIMAL(16, 0)) * CAST(0.001 AS DECIMAL(3, 3)) AS DECIMAL(21, 3)) * CAST(k.factor AS DECIMAL(17, 8)), 0) AS BIGINT)
    WHEN n.margin_share = 1 THEN n.net_minor
    WHEN ABS(n.net_minor) < 10000000000 THEN CAST(ROUND(CAST(n.net_minor AS DECIMAL(11, 0)) * n.margin_share, 0) AS BIGINT)
    ELSE CAST(ROUND(CAST(n.net_minor AS DECIMAL(18, 0)) * n.margin_share, 0) AS BIGINT)
  END AS margin_minor
FROM (
  SELECT
    l.customer_id,
    l.order_id,
    l.line_no,
    l.ordered_on AS day_on,
    l.kind,
    l.order_kind,
    l.product_id,
    l.quantity_milli,
    f.base_currency,
    f.margin_share,
    CASE WHEN l.currency = f.base_currency THEN l.amount_minor ELSE CAST(ROUND(CAST(l.amount_minor AS DECIMAL(18, 0)) * r.factor, 0) AS BIGINT) END AS net_minor
  FROM raw_order_line l
  CROSS JOIN raw_firm f
  JOIN stg_rate_day r ON r.currency = l.currency AND r.day_on = l.ordered_on
) n
LEFT JOIN raw_product p ON p.product_id = n.product_id
LEFT JOIN stg_rate_day k ON k.currency = p.cost_currency AND k.day_on = n.day_on

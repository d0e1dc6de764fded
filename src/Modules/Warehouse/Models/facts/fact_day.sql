-- grain: one day of business with one customer; purchases counts orders of kind Sale, net and margin take returns and adjustments off on their own day
-- key: customer_id, day_on
-- sources: stg_line
-- check: money needs a document: SELECT 1 FROM fact_day WHERE documents = 0 LIMIT 1
SELECT
  l.customer_id,
  l.day_on,
  COUNT(CASE WHEN l.line_no = 1 THEN 1 END) AS documents,
  COUNT(CASE WHEN l.line_no = 1 AND l.order_kind = 'Sale' THEN 1 END) AS purchases,
  CAST(SUM(l.net_minor) AS BIGINT) AS net_minor,
  CAST(SUM(l.margin_minor) AS BIGINT) AS margin_minor,
  CAST(SUM(CASE WHEN l.kind = 'Return' THEN l.net_minor ELSE 0 END) AS BIGINT) AS returned_minor
FROM stg_line l
GROUP BY l.customer_id, l.day_on

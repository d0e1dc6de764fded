-- grain: one day with one customer; purchases counts orders of kind Sale, net and margin take returns and adjustments off on their own day
-- key: customer_id, day_on
-- sources: raw_order, stg_line, raw_complaint, raw_contact_entry
-- check: money needs a document: SELECT 1 FROM fact_day WHERE documents = 0 AND (net_minor <> 0 OR margin_minor <> 0) LIMIT 1
WITH parts AS (
  SELECT l.customer_id, l.day_on, 0 AS documents, 0 AS purchases, l.net_minor, l.margin_minor,
    CASE WHEN l.kind = 'Return' THEN l.net_minor ELSE 0 END AS returned_minor, 0 AS compensation_minor, 0 AS contacts
  FROM stg_line l
  UNION ALL
  SELECT o.customer_id, o.ordered_on, 1, CASE WHEN o.kind = 'Sale' THEN 1 ELSE 0 END, 0, 0, 0, 0, 0
  FROM raw_order o
  UNION ALL
  SELECT c.customer_id, c.closed_on, 0, 0, 0, 0, 0, c.compensation_minor, 0
  FROM raw_complaint c
  WHERE c.closed_on IS NOT NULL AND c.compensation_minor <> 0
  UNION ALL
  SELECT e.customer_id, e.happened_on, 0, 0, 0, 0, 0, 0, 1
  FROM raw_contact_entry e
)
SELECT
  p.customer_id,
  p.day_on,
  CAST(SUM(p.documents) AS BIGINT) AS documents,
  CAST(SUM(p.purchases) AS BIGINT) AS purchases,
  CAST(SUM(p.net_minor) AS BIGINT) AS net_minor,
  CAST(SUM(p.margin_minor) AS BIGINT) AS margin_minor,
  CAST(SUM(p.returned_minor) AS BIGINT) AS returned_minor,
  CAST(SUM(p.compensation_minor) AS BIGINT) AS compensation_minor,
  CAST(SUM(p.contacts) AS BIGINT) AS contacts
FROM parts p
GROUP BY p.customer_id, p.day_on

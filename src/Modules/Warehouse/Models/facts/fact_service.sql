-- grain: one day on which one customer was served: contacts, and compensation on the day a complaint was closed
-- key: customer_id, day_on
-- sources: raw_complaint, raw_contact_entry
WITH parts AS (
  SELECT c.customer_id, c.closed_on AS day_on, c.compensation_minor, 0 AS contacts
  FROM raw_complaint c
  WHERE c.closed_on IS NOT NULL AND c.compensation_minor <> 0
  UNION ALL
  SELECT e.customer_id, e.happened_on, 0, 1
  FROM raw_contact_entry e
)
SELECT
  p.customer_id,
  p.day_on,
  CAST(SUM(p.compensation_minor) AS BIGINT) AS compensation_minor,
  CAST(SUM(p.contacts) AS BIGINT) AS contacts
FROM parts p
GROUP BY p.customer_id, p.day_on

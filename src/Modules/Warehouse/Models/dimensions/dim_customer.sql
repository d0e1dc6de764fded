-- grain: one customer, without personal data
-- key: customer_id
-- sources: raw_customer
SELECT
  c.customer_id,
  c.code,
  c.kind,
  COALESCE(c.city, c.province, c.country) AS place,
  c.industry,
  c.source,
  c.owner_id,
  c.unit_id
FROM raw_customer c

-- grain: one customer, without personal data; facts_known of facts_wanted make its completeness
-- key: customer_id
-- sources: raw_customer
-- check: nobody has more than is wanted: SELECT 1 FROM dim_customer WHERE facts_known > facts_wanted LIMIT 1
SELECT
  c.customer_id,
  c.code,
  c.kind,
  COALESCE(c.city, c.province, c.country) AS place,
  c.industry,
  c.source,
  c.owner_id,
  c.unit_id,
  c.created_at,
  c.facts_known,
  8 + c.code_wanted AS facts_wanted,
  c.code_wanted
FROM raw_customer c

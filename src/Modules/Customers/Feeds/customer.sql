-- grain: one customer, without personal data
-- key: customer_id
-- change: change_stamp
-- gone: customers_customer (customer_id)
-- nullable: country, province, city, industry, source, owner_id, unit_id, referred_by_id
-- enum: kind (Individual, Organisation)
SELECT
  c.id AS customer_id,
  c.code,
  c.kind,
  c.country,
  c.province,
  c.city,
  c.industry,
  c.source,
  c.owner_id,
  c.unit_id,
  c.referred_by_id,
  c.created_at,
  c.change_stamp
FROM customers_customer c

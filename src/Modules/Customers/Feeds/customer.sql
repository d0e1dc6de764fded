-- grain: one customer, without personal data; facts_known counts the facts of its completeness that it has, code_wanted is 1 where a credit code is one of them
-- key: customer_id
-- change: change_stamp
-- gone: customers_customer (customer_id)
-- nullable: country, province, city, industry, source, owner_id, unit_id, referred_by_id
-- integer: facts_known, code_wanted
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
  1 + CASE WHEN c.phone IS NULL OR c.phone = '' THEN 0 ELSE 1 END
    + CASE WHEN c.email IS NULL OR c.email = '' THEN 0 ELSE 1 END
    + CASE WHEN c.city IS NULL OR c.city = '' THEN 0 ELSE 1 END
    + CASE WHEN c.address IS NULL OR c.address = '' THEN 0 ELSE 1 END
    + CASE WHEN c.source IS NULL OR c.source = '' THEN 0 ELSE 1 END
    + CASE WHEN c.owner_id IS NULL THEN 0 ELSE 1 END
    + CASE WHEN c.kind = 'Individual' AND c.birthday IS NOT NULL OR c.kind = 'Organisation' AND c.industry IS NOT NULL AND c.industry <> '' THEN 1 ELSE 0 END
    + CASE WHEN c.kind = 'Organisation' AND (c.country IS NULL OR c.country IN ('', 'CN')) AND c.credit_code IS NOT NULL AND c.credit_code <> '' THEN 1 ELSE 0 END AS facts_known,
  CASE WHEN c.kind = 'Organisation' AND (c.country IS NULL OR c.country IN ('', 'CN')) THEN 1 ELSE 0 END AS code_wanted,
  c.change_stamp
FROM customers_customer c

-- grain: one change of a fact that counts for a customer's completeness: whether it was known before and after, never what it says
-- key: customer_id, change_id
-- change: change_stamp
-- gone: customers_customer (customer_id)
-- integer: was_known, is_known
SELECT
  f.subject_id AS customer_id,
  f.id AS change_id,
  f.field,
  CASE WHEN f.old_value IS NULL OR f.old_value = '' THEN 0 ELSE 1 END AS was_known,
  CASE WHEN f.new_value IS NULL OR f.new_value = '' THEN 0 ELSE 1 END AS is_known,
  f.changed_at,
  f.change_stamp
FROM kernel_field_change f
JOIN customers_customer c ON c.id = f.subject_id
WHERE f.field IN ('Phone', 'Email', 'City', 'Address', 'Birthday', 'CreditCode', 'Industry', 'Source', 'OwnerId')

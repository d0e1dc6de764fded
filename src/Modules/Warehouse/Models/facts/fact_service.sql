-- grain: one day on which one customer was served: contacts, visits, gifts and those that reached the customer among them, complaints on the day they came in, and compensation on the day on which it was given
-- key: customer_id, day_on
-- sources: raw_complaint, raw_compensation, raw_contact_entry
WITH parts AS (
  SELECT k.customer_id, k.carried_out_on AS day_on, k.amount_minor AS compensation_minor, 0 AS contacts, 0 AS visits, 0 AS gifts, 0 AS reached, 0 AS complaints
  FROM raw_compensation k
  UNION ALL
  SELECT c.customer_id, c.received_on, 0, 0, 0, 0, 0, 1
  FROM raw_complaint c
  UNION ALL
  SELECT
    e.customer_id,
    e.happened_on,
    0,
    1,
    CASE WHEN e.channel IN ('Visit', 'Meeting', 'Event', 'StoreVisit') THEN 1 ELSE 0 END,
    CASE WHEN e.channel = 'Gift' THEN 1 ELSE 0 END,
    CASE WHEN e.reach = 'Reached' THEN 1 ELSE 0 END,
    0
  FROM raw_contact_entry e
)
SELECT
  p.customer_id,
  p.day_on,
  CAST(SUM(p.compensation_minor) AS BIGINT) AS compensation_minor,
  CAST(SUM(p.contacts) AS BIGINT) AS contacts,
  CAST(SUM(p.visits) AS BIGINT) AS visits,
  CAST(SUM(p.gifts) AS BIGINT) AS gifts,
  CAST(SUM(p.reached) AS BIGINT) AS reached,
  CAST(SUM(p.complaints) AS BIGINT) AS complaints
FROM parts p
GROUP BY p.customer_id, p.day_on

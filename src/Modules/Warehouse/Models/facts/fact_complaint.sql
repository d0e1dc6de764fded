-- grain: one complaint
-- key: customer_id, complaint_id
-- sources: raw_complaint
SELECT
  c.customer_id,
  c.complaint_id,
  c.received_on,
  c.closed_on,
  c.cause,
  c.satisfaction,
  c.stood
FROM raw_complaint c

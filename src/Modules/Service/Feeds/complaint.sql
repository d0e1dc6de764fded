-- grain: one complaint; satisfaction 1-5 or null
-- key: customer_id, complaint_id
-- change: change_stamp
-- gone: service_complaint (complaint_id)
-- integer: satisfaction
SELECT
  c.customer_id,
  c.id AS complaint_id,
  c.received_at,
  c.received_on,
  c.cause,
  c.state,
  c.closed_at,
  c.closed_on,
  c.satisfaction,
  c.change_stamp
FROM service_complaint c

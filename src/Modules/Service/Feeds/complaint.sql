-- grain: one complaint; satisfaction 1-5 or null, stood 1 where it was judged to stand, wholly or in part
-- key: customer_id, complaint_id
-- change: change_stamp
-- gone: service_complaint (complaint_id)
-- integer: satisfaction, stood
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
  CASE WHEN c.verdict IN ('Stands', 'StandsInPart') THEN 1 ELSE 0 END AS stood,
  c.change_stamp
FROM service_complaint c

-- grain: one request; times to the first answer and to the solution in working minutes, null until then
-- key: customer_id, request_id
-- change: change_stamp
-- gone: service_request (request_id)
-- integer: respond_minutes, solve_minutes, late, reopened, satisfaction
-- nullable: respond_minutes, solve_minutes, closed_on, satisfaction
SELECT
  r.customer_id,
  r.id AS request_id,
  r.kind_id,
  r.queue_id,
  r.received_at,
  r.received_on,
  r.priority,
  r.state,
  r.respond_minutes,
  r.solve_minutes,
  CASE WHEN r.responded_late OR r.solved_late THEN 1 ELSE 0 END AS late,
  r.reopened,
  r.closed_on,
  r.satisfaction,
  r.change_stamp
FROM service_request r

-- grain: one thing learned of why a customer was lost, or is on the way out
-- key: customer_id, loss_id
-- change: change_stamp
-- gone: retention_loss (loss_id)
-- enum: kind (OwnFault, Customers, Competitor, Natural)
SELECT
  l.customer_id,
  l.id AS loss_id,
  l.lost_on,
  l.kind,
  l.change_stamp
FROM retention_loss l

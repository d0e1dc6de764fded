-- grain: one attempt to win a customer back, or one customer set aside; a purchase after started_on and up to until_on counts
-- key: customer_id, win_back_id
-- change: change_stamp
-- gone: retention_win_back (win_back_id)
SELECT
  w.customer_id,
  w.id AS win_back_id,
  w.started_on,
  w.until_on,
  w.change_stamp
FROM retention_win_back w

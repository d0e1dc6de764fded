-- grain: one attempt to win a customer back, or one customer set aside
-- key: customer_id, win_back_id
-- sources: raw_win_back
SELECT
  w.customer_id,
  w.win_back_id,
  w.started_on,
  w.until_on
FROM raw_win_back w

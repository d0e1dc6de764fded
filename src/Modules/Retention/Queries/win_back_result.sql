-- grain: one attempt to win a customer back whose window reaches to $2 or later: what came of it up to $1
-- key: customer_id, win_back_id
-- sources: fact_win_back, fact_day, fact_service
-- parameters: $1 the last day that counts, $2 windows that ended before are left as they were found
WITH windows AS (
  SELECT w.customer_id, w.win_back_id, w.started_on, w.until_on
  FROM fact_win_back w
  WHERE w.until_on >= CAST($2 AS DATE)
),
bought AS (
  SELECT
    w.customer_id,
    w.win_back_id,
    MIN(CASE WHEN d.purchases > 0 THEN d.day_on END) AS returned_on,
    COUNT(CASE WHEN d.purchases > 0 THEN 1 END) AS purchases,
    CAST(SUM(d.margin_minor) AS BIGINT) AS margin_minor
  FROM windows w
  JOIN fact_day d ON d.customer_id = w.customer_id AND d.day_on > w.started_on AND d.day_on <= w.until_on AND d.day_on <= CAST($1 AS DATE)
  GROUP BY w.customer_id, w.win_back_id
),
served AS (
  SELECT
    w.customer_id,
    w.win_back_id,
    CAST(SUM(s.contacts) AS BIGINT) AS contacts
  FROM windows w
  JOIN fact_service s ON s.customer_id = w.customer_id AND s.day_on > w.started_on AND s.day_on <= w.until_on AND s.day_on <= CAST($1 AS DATE)
  GROUP BY w.customer_id, w.win_back_id
)
SELECT
  w.customer_id,
  w.win_back_id,
  b.returned_on,
  COALESCE(b.purchases, 0) AS purchases,
  COALESCE(b.margin_minor, 0) AS margin_minor,
  COALESCE(s.contacts, 0) AS contacts
FROM windows w
LEFT JOIN bought b ON b.customer_id = w.customer_id AND b.win_back_id = w.win_back_id
LEFT JOIN served s ON s.customer_id = w.customer_id AND s.win_back_id = w.win_back_id
ORDER BY w.customer_id, w.win_back_id

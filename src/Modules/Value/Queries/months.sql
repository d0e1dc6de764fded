-- grain: one month of business up to $1, the newest first
-- key: month_on
-- sources: mart_month
SELECT
  m.month_on,
  m.net_minor,
  m.margin_minor,
  m.anonymous_minor,
  m.buyers,
  m.new_buyers
FROM mart_month m
WHERE m.month_on <= CAST($1 AS DATE)
ORDER BY m.month_on DESC
LIMIT 36

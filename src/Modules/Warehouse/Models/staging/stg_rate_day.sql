-- grain: one currency on one day of business; before a currency's first rate that one counts; factor is null where there is none at all
-- key: currency, day_on
-- sources: raw_order_line, raw_anonymous_line, raw_currency, raw_firm, stg_rate
WITH days AS (
  SELECT o.ordered_on AS day_on FROM raw_order_line o
  UNION
  SELECT l.sold_on AS day_on FROM raw_anonymous_line l
)
SELECT
  c.currency,
  d.day_on,
  CASE WHEN c.currency = f.base_currency THEN CAST(1 AS DECIMAL(20, 11)) ELSE r.factor END AS factor
FROM days d
CROSS JOIN raw_currency c
CROSS JOIN raw_firm f
LEFT JOIN stg_rate r ON r.currency = c.currency AND (r.valid_on <= d.day_on OR r.nth = 1) AND (r.until_on IS NULL OR d.day_on < r.until_on)

-- grain: one rate of one currency; factor turns its minor units into those of the base currency
-- key: currency, valid_on
-- sources: raw_exchange_rate, raw_currency, raw_firm
-- check: factor is positive: SELECT 1 FROM stg_rate WHERE factor <= 0 LIMIT 1
SELECT
  r.currency,
  r.valid_on,
  LEAD(r.valid_on) OVER (PARTITION BY r.currency ORDER BY r.valid_on) AS until_on,
  ROW_NUMBER() OVER (PARTITION BY r.currency ORDER BY r.valid_on) AS nth,
  CAST(CAST(r.rate_nano AS DECIMAL(18, 0)) * CAST(0.000000001 AS DECIMAL(9, 9))
    * CASE WHEN b.minor_per_major = c.minor_per_major THEN CAST(1 AS DECIMAL(5, 2)) WHEN b.minor_per_major > c.minor_per_major THEN CAST(100 AS DECIMAL(5, 2)) ELSE CAST(0.01 AS DECIMAL(5, 2)) END
    AS DECIMAL(20, 11)) AS factor
FROM raw_exchange_rate r
JOIN raw_currency c ON c.currency = r.currency
CROSS JOIN raw_firm f
JOIN raw_currency b ON b.currency = f.base_currency
WHERE r.currency <> f.base_currency

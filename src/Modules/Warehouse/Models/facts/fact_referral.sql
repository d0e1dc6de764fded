-- grain: one day of business, within a year of its first purchase, with a customer whom another one brought; margin as on that day
-- key: referrer_id, referred_id, day_on
-- sources: raw_customer, fact_day
WITH referred AS (
  SELECT c.customer_id, c.referred_by_id
  FROM raw_customer c
  WHERE c.referred_by_id IS NOT NULL
),
firsts AS (
  SELECT r.customer_id, r.referred_by_id, MIN(d.day_on) AS first_on
  FROM referred r
  JOIN fact_day d ON d.customer_id = r.customer_id
  WHERE d.purchases > 0
  GROUP BY r.customer_id, r.referred_by_id
)
SELECT
  f.referred_by_id AS referrer_id,
  f.customer_id AS referred_id,
  d.day_on,
  d.margin_minor
FROM firsts f
JOIN fact_day d ON d.customer_id = f.customer_id AND d.day_on >= f.first_on AND CAST(d.day_on - f.first_on AS BIGINT) < 365

-- grain: one month of business; anonymous sales count for the firm, never for a customer
-- key: month_on
-- sources: fact_day, raw_anonymous_line, raw_firm, stg_rate_day
-- check: nothing gets lost: SELECT 1 FROM (SELECT CAST(SUM(net_minor) AS BIGINT) AS net FROM mart_month) m CROSS JOIN (SELECT CAST(SUM(net_minor) AS BIGINT) AS net FROM fact_day) d WHERE COALESCE(m.net, 0) <> COALESCE(d.net, 0)
WITH firsts AS (
  SELECT d.customer_id, MIN(d.day_on) AS first_on FROM fact_day d WHERE d.purchases > 0 GROUP BY d.customer_id
),
known AS (
  SELECT
    CAST(DATE_TRUNC('month', d.day_on) AS DATE) AS month_on,
    CAST(SUM(d.net_minor) AS BIGINT) AS net_minor,
    CAST(SUM(d.margin_minor) AS BIGINT) AS margin_minor,
    COUNT(DISTINCT CASE WHEN d.purchases > 0 THEN d.customer_id END) AS buyers,
    COUNT(CASE WHEN d.day_on = f.first_on THEN 1 END) AS new_buyers
  FROM fact_day d
  LEFT JOIN firsts f ON f.customer_id = d.customer_id
  GROUP BY CAST(DATE_TRUNC('month', d.day_on) AS DATE)
),
anonymous AS (
  SELECT
    CAST(DATE_TRUNC('month', l.sold_on) AS DATE) AS month_on,
    CAST(SUM(CASE WHEN l.currency = f.base_currency THEN l.amount_minor ELSE CAST(ROUND(CAST(l.amount_minor AS DECIMAL(18, 0)) * r.factor, 0) AS BIGINT) END) AS BIGINT) AS anonymous_minor
  FROM raw_anonymous_line l
  CROSS JOIN raw_firm f
  JOIN stg_rate_day r ON r.currency = l.currency AND r.day_on = l.sold_on
  GROUP BY CAST(DATE_TRUNC('month', l.sold_on) AS DATE)
)
SELECT
  COALESCE(k.month_on, a.month_on) AS month_on,
  COALESCE(k.net_minor, 0) AS net_minor,
  COALESCE(k.margin_minor, 0) AS margin_minor,
  COALESCE(k.buyers, 0) AS buyers,
  COALESCE(k.new_buyers, 0) AS new_buyers,
  COALESCE(a.anonymous_minor, 0) AS anonymous_minor
FROM known k
FULL JOIN anonymous a ON a.month_on = k.month_on

-- grain: one customer with a purchase up to $2, of one customer in $4: how often and when last by three days, and what was spent
-- key: customer_id
-- sources: fact_day
-- parameters: $1 the earlier origin, $2 the later one, $3 the end of the time that they are judged by, $4 one customer in so many
WITH firsts AS (
  SELECT d.customer_id, MIN(d.day_on) AS first_on
  FROM fact_day d
  WHERE d.purchases > 0 AND d.day_on <= CAST($2 AS DATE) AND d.customer_id % CAST($4 AS BIGINT) = 0
  GROUP BY d.customer_id
)
SELECT
  d.customer_id,
  CAST(CAST($3 AS DATE) - f.first_on AS BIGINT) AS observed,
  COUNT(CASE WHEN d.purchases > 0 AND d.day_on <= CAST($1 AS DATE) THEN 1 END) AS days_by_earlier,
  COALESCE(CAST(MAX(CASE WHEN d.purchases > 0 AND d.day_on <= CAST($1 AS DATE) THEN d.day_on END) - f.first_on AS BIGINT), 0) AS last_by_earlier,
  COUNT(CASE WHEN d.purchases > 0 AND d.day_on <= CAST($2 AS DATE) THEN 1 END) AS days_by_later,
  CAST(MAX(CASE WHEN d.purchases > 0 AND d.day_on <= CAST($2 AS DATE) THEN d.day_on END) - f.first_on AS BIGINT) AS last_by_later,
  COUNT(CASE WHEN d.purchases > 0 THEN 1 END) AS days_by_end,
  CAST(MAX(CASE WHEN d.purchases > 0 THEN d.day_on END) - f.first_on AS BIGINT) AS last_by_end,
  CAST(SUM(CASE WHEN d.day_on > f.first_on AND d.day_on <= CAST($2 AS DATE) THEN d.net_minor ELSE 0 END) AS BIGINT) AS repeat_net_minor,
  CAST(SUM(CASE WHEN d.day_on > CAST($2 AS DATE) THEN d.net_minor ELSE 0 END) AS BIGINT) AS held_out_net_minor
FROM fact_day d
JOIN firsts f ON f.customer_id = d.customer_id
WHERE d.day_on <= CAST($3 AS DATE)
GROUP BY d.customer_id, f.first_on
ORDER BY d.customer_id

-- grain: one kind of customer and one number of days from the first purchase to the second (came_back 1), or to $1 for those who have not come back
-- key: kind, days, came_back
-- sources: fact_day, dim_customer
-- parameters: $1 the last day that counts, $2 1 for all customers, else those of owner $3 and of the units in $4 (,1,2,)
WITH reach AS (
  SELECT k.customer_id, CAST(k.kind AS VARCHAR) AS kind
  FROM dim_customer k
  WHERE CAST($2 AS BIGINT) = 1 OR k.owner_id = CAST($3 AS BIGINT) OR CAST($4 AS VARCHAR) LIKE '%,' || CAST(k.unit_id AS VARCHAR) || ',%'
),
firsts AS (
  SELECT d.customer_id, r.kind, MIN(d.day_on) AS first_on
  FROM fact_day d
  JOIN reach r ON r.customer_id = d.customer_id
  WHERE d.purchases > 0 AND d.day_on <= CAST($1 AS DATE)
  GROUP BY d.customer_id, r.kind
),
seconds AS (
  SELECT f.customer_id, f.kind, f.first_on, MIN(d.day_on) AS second_on
  FROM firsts f
  LEFT JOIN fact_day d ON d.customer_id = f.customer_id AND d.purchases > 0 AND d.day_on > f.first_on AND d.day_on <= CAST($1 AS DATE)
  GROUP BY f.customer_id, f.kind, f.first_on
),
waits AS (
  SELECT s.kind, CAST(COALESCE(s.second_on, CAST($1 AS DATE)) - s.first_on AS BIGINT) AS days, CASE WHEN s.second_on IS NULL THEN 0 ELSE 1 END AS came_back
  FROM seconds s
)
SELECT w.kind, w.days, w.came_back, COUNT(*) AS customers
FROM waits w
GROUP BY w.kind, w.days, w.came_back
ORDER BY w.kind, w.days, w.came_back

-- grain: a channel and direction with which contacts came before purchases; first purchases apart; a purchase counts once for each
-- key: is_first, channel, direction
-- sources: fact_day, raw_contact_entry, dim_customer
-- parameters: $1 the last day that counts, $2 1 for all customers, else those of owner $3 and of the units in $4 (,1,2,), $5 the day before the first purchase that counts, $6 days before a purchase in which contacts count
WITH reach AS (
  SELECT k.customer_id, CAST(k.kind AS VARCHAR) AS kind
  FROM dim_customer k
  WHERE CAST($2 AS BIGINT) = 1 OR k.owner_id = CAST($3 AS BIGINT) OR CAST($4 AS VARCHAR) LIKE '%,' || CAST(k.unit_id AS VARCHAR) || ',%'
),
purchases AS (
  SELECT
    d.customer_id,
    d.day_on,
    d.margin_minor,
    CASE WHEN d.day_on = MIN(d.day_on) OVER (PARTITION BY d.customer_id) THEN 1 ELSE 0 END AS is_first
  FROM fact_day d
  JOIN reach r ON r.customer_id = d.customer_id
  WHERE d.purchases > 0 AND d.day_on <= CAST($1 AS DATE)
),
happenings AS (
  SELECT e.customer_id, e.happened_on AS day_on, 0 AS bought, CAST(e.channel AS VARCHAR) AS channel, CAST(e.direction AS VARCHAR) AS direction, e.happened_at, e.entry_id
  FROM raw_contact_entry e
  JOIN reach r ON r.customer_id = e.customer_id
  WHERE e.reach = 'Reached' AND e.happened_on <= CAST($1 AS DATE)
  UNION ALL
  SELECT p.customer_id, p.day_on, 1, NULL, NULL, NULL, NULL
  FROM purchases p
),
-- The next purchase is the earliest among the days that are not before: one pass, however many contacts and purchases a customer has.
aimed AS (
  SELECT
    h.customer_id,
    h.day_on,
    h.bought,
    h.channel,
    h.direction,
    h.happened_at,
    h.entry_id,
    MIN(CASE WHEN h.bought = 1 THEN h.day_on END) OVER (PARTITION BY h.customer_id ORDER BY h.day_on DESC RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS next_on
  FROM happenings h
),
contacts AS (
  SELECT a.customer_id, a.next_on, a.channel, a.direction, a.happened_at, a.entry_id
  FROM aimed a
  WHERE a.bought = 0 AND a.next_on > CAST($5 AS DATE) AND CAST(a.next_on - a.day_on AS BIGINT) <= CAST($6 AS BIGINT)
),
ways AS (
  SELECT DISTINCT c.customer_id, c.next_on, c.channel, c.direction
  FROM contacts c
)
SELECT
  p.is_first,
  w.channel,
  w.direction,
  COUNT(*) AS purchases,
  CAST(SUM(p.margin_minor) AS BIGINT) AS margin_minor
FROM ways w
JOIN purchases p ON p.customer_id = w.customer_id AND p.day_on = w.next_on
GROUP BY p.is_first, w.channel, w.direction
ORDER BY p.is_first, w.channel, w.direction

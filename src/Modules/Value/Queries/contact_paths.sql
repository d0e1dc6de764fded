-- grain: the last three channels before a purchase, the last one last, each contact counted for the next purchase only; empty without a contact; first purchases apart
-- key: is_first, third_last, second_last, last_channel
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
steps AS (
  SELECT
    c.customer_id,
    c.next_on,
    c.channel,
    ROW_NUMBER() OVER (PARTITION BY c.customer_id, c.next_on ORDER BY c.happened_at DESC, c.entry_id DESC) AS nth
  FROM contacts c
),
paths AS (
  SELECT
    s.customer_id,
    s.next_on,
    COALESCE(MAX(CASE WHEN s.nth = 3 THEN s.channel END), '') AS third_last,
    COALESCE(MAX(CASE WHEN s.nth = 2 THEN s.channel END), '') AS second_last,
    COALESCE(MAX(CASE WHEN s.nth = 1 THEN s.channel END), '') AS last_channel
  FROM steps s
  WHERE s.nth <= 3
  GROUP BY s.customer_id, s.next_on
),
ways AS (
  SELECT
    p.is_first,
    COALESCE(w.third_last, '') AS third_last,
    COALESCE(w.second_last, '') AS second_last,
    COALESCE(w.last_channel, '') AS last_channel,
    p.margin_minor
  FROM purchases p
  LEFT JOIN paths w ON w.customer_id = p.customer_id AND w.next_on = p.day_on
  WHERE p.day_on > CAST($5 AS DATE)
)
SELECT
  w.is_first,
  w.third_last,
  w.second_last,
  w.last_channel,
  COUNT(*) AS purchases,
  CAST(SUM(w.margin_minor) AS BIGINT) AS margin_minor
FROM ways w
GROUP BY w.is_first, w.third_last, w.second_last, w.last_channel
ORDER BY w.is_first, w.third_last, w.second_last, w.last_channel

-- grain: one customer with a purchase up to $1; that of $4 alone where it is not 0
-- key: customer_id
-- sources: fact_day, fact_service, fact_complaint, raw_order_line
-- parameters: $1 the last day that counts, $2 the day before the last year, $3 the day before the last two years, $4 as the grain says
WITH days AS (
  SELECT d.customer_id, d.day_on, d.purchases, d.net_minor, d.margin_minor, d.returned_minor
  FROM fact_day d
  WHERE d.day_on <= CAST($1 AS DATE) AND (CAST($4 AS BIGINT) = 0 OR d.customer_id = CAST($4 AS BIGINT))
),
gaps AS (
  SELECT d.customer_id, d.day_on, CAST(d.day_on - LAG(d.day_on) OVER (PARTITION BY d.customer_id ORDER BY d.day_on) AS BIGINT) AS gap
  FROM days d
  WHERE d.purchases > 0
),
rhythm AS (
  SELECT
    g.customer_id,
    MIN(g.day_on) AS first_on,
    COUNT(g.gap) AS gaps,
    CAST(SUM(g.gap) AS BIGINT) AS gap_days,
    CAST(SUM(g.gap * g.gap) AS BIGINT) AS gap_squares
  FROM gaps g
  GROUP BY g.customer_id
),
sums AS (
  SELECT
    d.customer_id,
    COUNT(CASE WHEN d.purchases > 0 AND d.day_on > CAST($2 AS DATE) THEN 1 END) AS purchases,
    CAST(SUM(CASE WHEN d.day_on > CAST($2 AS DATE) THEN d.net_minor ELSE 0 END) AS BIGINT) AS net_minor,
    CAST(SUM(CASE WHEN d.day_on <= CAST($2 AS DATE) AND d.day_on > CAST($3 AS DATE) THEN d.net_minor ELSE 0 END) AS BIGINT) AS before_minor,
    COUNT(CASE WHEN d.returned_minor <> 0 AND d.day_on > CAST($2 AS DATE) THEN 1 END) AS return_days,
    COUNT(CASE WHEN d.purchases > 0 AND d.day_on > CAST($3 AS DATE) THEN 1 END) AS two_year_purchases,
    CAST(SUM(CASE WHEN d.day_on > CAST($3 AS DATE) THEN d.margin_minor ELSE 0 END) AS BIGINT) AS two_year_margin_minor
  FROM days d
  GROUP BY d.customer_id
),
served AS (
  SELECT s.customer_id, CAST(SUM(s.contacts) AS BIGINT) AS contacts
  FROM fact_service s
  WHERE s.day_on <= CAST($1 AS DATE) AND s.day_on > CAST($2 AS DATE) AND (CAST($4 AS BIGINT) = 0 OR s.customer_id = CAST($4 AS BIGINT))
  GROUP BY s.customer_id
),
complained AS (
  SELECT c.customer_id, COUNT(*) AS complaints
  FROM fact_complaint c
  WHERE c.received_on <= CAST($1 AS DATE) AND c.received_on > CAST($2 AS DATE) AND (CAST($4 AS BIGINT) = 0 OR c.customer_id = CAST($4 AS BIGINT))
  GROUP BY c.customer_id
),
breadth AS (
  SELECT l.customer_id, COUNT(DISTINCT l.product_id) AS products
  FROM raw_order_line l
  WHERE l.kind = 'Sale' AND l.order_kind = 'Sale' AND l.ordered_on <= CAST($1 AS DATE) AND l.ordered_on > CAST($3 AS DATE) AND (CAST($4 AS BIGINT) = 0 OR l.customer_id = CAST($4 AS BIGINT))
  GROUP BY l.customer_id
)
SELECT
  r.customer_id,
  s.purchases,
  s.net_minor,
  s.before_minor,
  s.return_days,
  COALESCE(v.contacts, 0) AS contacts,
  COALESCE(c.complaints, 0) AS complaints,
  s.two_year_purchases,
  s.two_year_margin_minor,
  COALESCE(b.products, 0) AS products,
  r.gaps,
  COALESCE(r.gap_days, 0) AS gap_days,
  COALESCE(r.gap_squares, 0) AS gap_squares,
  CAST(CAST($1 AS DATE) - r.first_on AS BIGINT) AS observed
FROM rhythm r
JOIN sums s ON s.customer_id = r.customer_id
LEFT JOIN served v ON v.customer_id = r.customer_id
LEFT JOIN complained c ON c.customer_id = r.customer_id
LEFT JOIN breadth b ON b.customer_id = r.customer_id
ORDER BY r.customer_id

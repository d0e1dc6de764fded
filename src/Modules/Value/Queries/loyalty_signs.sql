-- grain: one customer with a purchase after $2 up to $1, and what that time tells of its loyalty
-- key: customer_id
-- sources: fact_day, raw_order_line, raw_customer, dim_product, raw_contact_entry, raw_bond, raw_loss, raw_survey_answer
-- parameters: $1 the last day that counts, $2 the day before the first, $3 a letter for each day from the first on, 1 where a campaign ran, $4 one customer in so many tells what is usual
-- Logarithms are whole ten-thousandths, so that sums are the same in any order. A price is compared with what the same kind of customer usually pays for the product in that currency; 3 % less (-305) is an offer.
-- Of answers to surveys the newest with a rating, and the newest in which firms were named, of customers known by name; -1 where there is none.
WITH bought AS (
  SELECT
    d.customer_id,
    COUNT(*) AS days,
    COUNT(CASE WHEN SUBSTR(CAST($3 AS VARCHAR), CAST(d.day_on - CAST($2 AS DATE) AS INTEGER), 1) = '1' THEN 1 END) AS campaign_days
  FROM fact_day d
  WHERE d.purchases > 0 AND d.day_on <= CAST($1 AS DATE) AND d.day_on > CAST($2 AS DATE)
  GROUP BY d.customer_id
),
sample AS (
  SELECT
    l.product_id,
    c.kind,
    l.currency,
    CAST(l.amount_minor AS DOUBLE PRECISION) / CAST(l.quantity_milli AS DOUBLE PRECISION) AS price,
    CAST(ROUND(10000 * LN(CAST(l.quantity_milli AS DOUBLE PRECISION))) AS BIGINT) AS quantity
  FROM raw_order_line l
  JOIN raw_customer c ON c.customer_id = l.customer_id
  WHERE l.kind = 'Sale' AND l.order_kind = 'Sale' AND l.product_id IS NOT NULL AND l.amount_minor > 0 AND l.quantity_milli > 0
    AND l.ordered_on <= CAST($1 AS DATE) AND l.ordered_on > CAST($2 AS DATE) AND l.customer_id % CAST($4 AS BIGINT) = 0
),
middle AS (
  SELECT
    l.product_id,
    l.kind,
    l.currency,
    PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY l.price) AS price,
    CAST(ROUND(CAST(SUM(l.quantity) AS DOUBLE PRECISION) / CAST(COUNT(*) AS DOUBLE PRECISION)) AS BIGINT) AS quantity
  FROM sample l
  GROUP BY l.product_id, l.kind, l.currency
  HAVING COUNT(*) >= 8
),
usual AS (
  SELECT
    m.product_id,
    m.kind,
    m.currency,
    m.price,
    m.quantity,
    CAST(ROUND(1000000 * CAST(COUNT(CASE WHEN ROUND(10000 * LN(l.price / m.price)) <= -305 THEN 1 END) AS DOUBLE PRECISION) / CAST(COUNT(*) AS DOUBLE PRECISION)) AS BIGINT) AS offers
  FROM middle m
  JOIN sample l ON l.product_id = m.product_id AND l.kind = m.kind AND l.currency = m.currency
  GROUP BY m.product_id, m.kind, m.currency, m.price, m.quantity
),
told AS (
  SELECT
    l.customer_id,
    u.offers,
    CAST(ROUND(10000 * LN(CAST(l.amount_minor AS DOUBLE PRECISION) / CAST(l.quantity_milli AS DOUBLE PRECISION) / u.price)) AS BIGINT) AS x,
    CAST(ROUND(10000 * LN(CAST(l.quantity_milli AS DOUBLE PRECISION))) AS BIGINT) - u.quantity AS y
  FROM raw_order_line l
  JOIN raw_customer c ON c.customer_id = l.customer_id
  JOIN usual u ON u.product_id = l.product_id AND u.kind = c.kind AND u.currency = l.currency
  WHERE l.kind = 'Sale' AND l.order_kind = 'Sale' AND l.amount_minor > 0 AND l.quantity_milli > 0
    AND l.ordered_on <= CAST($1 AS DATE) AND l.ordered_on > CAST($2 AS DATE)
),
paid AS (
  SELECT
    t.customer_id,
    COUNT(*) AS lines,
    COUNT(CASE WHEN t.x <= -305 THEN 1 END) AS offers,
    CAST(SUM(t.offers) AS BIGINT) AS usual_offers,
    CAST(SUM(t.x) AS BIGINT) AS x,
    CAST(SUM(t.y) AS BIGINT) AS y,
    CAST(SUM(t.x * t.x) AS BIGINT) AS xx,
    CAST(SUM(t.x * t.y) AS BIGINT) AS xy,
    CAST(SUM(t.y * t.y) AS BIGINT) AS yy,
    MIN(t.x) AS least,
    MAX(t.x) AS most
  FROM told t
  GROUP BY t.customer_id
),
breadth AS (
  SELECT l.customer_id, COUNT(DISTINCT p.category) AS categories
  FROM raw_order_line l
  JOIN dim_product p ON p.product_id = l.product_id
  WHERE l.kind = 'Sale' AND l.order_kind = 'Sale' AND p.category <> '' AND l.ordered_on <= CAST($1 AS DATE) AND l.ordered_on > CAST($2 AS DATE)
  GROUP BY l.customer_id
),
touch AS (
  SELECT e.customer_id, COUNT(*) AS contacts, COUNT(CASE WHEN e.direction = 'FromCustomer' THEN 1 END) AS own_accord
  FROM raw_contact_entry e
  WHERE e.reach = 'Reached' AND e.happened_on <= CAST($1 AS DATE) AND e.happened_on > CAST($2 AS DATE)
  GROUP BY e.customer_id
),
steps AS (
  SELECT e.customer_id, e.happened_on AS day_on, 0 AS is_purchase
  FROM raw_contact_entry e
  WHERE e.direction = 'FromCustomer' AND e.happened_on <= CAST($1 AS DATE) AND e.happened_on > CAST($2 AS DATE)
  UNION ALL
  SELECT d.customer_id, d.day_on, 1
  FROM fact_day d
  WHERE d.purchases > 0 AND d.day_on <= CAST($1 AS DATE) AND d.day_on > CAST($2 AS DATE)
    AND d.customer_id IN (SELECT t.customer_id FROM touch t WHERE t.own_accord > 0)
),
ahead AS (
  SELECT
    s.customer_id,
    s.day_on,
    s.is_purchase,
    MIN(CASE WHEN s.is_purchase = 1 THEN s.day_on END) OVER (PARTITION BY s.customer_id ORDER BY s.day_on, s.is_purchase ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS bought_on
  FROM steps s
),
enquiries AS (
  SELECT a.customer_id, CAST(a.bought_on - MIN(a.day_on) AS BIGINT) AS days
  FROM ahead a
  WHERE a.is_purchase = 0 AND a.bought_on IS NOT NULL
  GROUP BY a.customer_id, a.bought_on
),
chosen AS (
  SELECT e.customer_id, COUNT(*) AS choices, CAST(SUM(e.days) AS BIGINT) AS days
  FROM enquiries e
  WHERE e.days <= 90
  GROUP BY e.customer_id
),
bound AS (
  SELECT b.customer_id, COUNT(*) AS barriers
  FROM raw_bond b
  WHERE b.barrier IN ('Technical', 'Contractual') AND b.from_on <= CAST($1 AS DATE) AND (b.expires_on IS NULL OR b.expires_on >= CAST($1 AS DATE)) AND (b.ended_on IS NULL OR b.ended_on > CAST($1 AS DATE))
  GROUP BY b.customer_id
),
contracts AS (
  SELECT
    b.customer_id,
    b.from_on,
    CASE WHEN b.ended_on IS NOT NULL AND (b.expires_on IS NULL OR b.ended_on <= b.expires_on) THEN b.ended_on ELSE b.expires_on END AS until_on
  FROM raw_bond b
  WHERE b.barrier = 'Contractual' AND b.from_on <= CAST($1 AS DATE)
),
lapsed AS (
  SELECT c.customer_id, CAST(CAST($1 AS DATE) - MAX(c.until_on) AS BIGINT) AS days
  FROM contracts c
  GROUP BY c.customer_id
  HAVING COUNT(CASE WHEN c.until_on IS NULL OR c.until_on >= CAST($1 AS DATE) THEN 1 END) = 0
),
losses AS (
  SELECT s.customer_id, COUNT(CASE WHEN s.kind = 'Competitor' THEN 1 END) AS drawn
  FROM raw_loss s
  WHERE s.lost_on <= CAST($1 AS DATE) AND s.lost_on > CAST($2 AS DATE)
  GROUP BY s.customer_id
),
rated AS (
  SELECT a.customer_id, a.csat, a.nps, ROW_NUMBER() OVER (PARTITION BY a.customer_id ORDER BY a.answered_on DESC, a.answer_id DESC) AS place
  FROM raw_survey_answer a
  WHERE (a.csat IS NOT NULL OR a.nps IS NOT NULL) AND a.answered_on <= CAST($1 AS DATE) AND a.answered_on > CAST($2 AS DATE)
),
named AS (
  SELECT a.customer_id, a.mention, ROW_NUMBER() OVER (PARTITION BY a.customer_id ORDER BY a.answered_on DESC, a.answer_id DESC) AS place
  FROM raw_survey_answer a
  WHERE a.mention IS NOT NULL AND a.answered_on <= CAST($1 AS DATE) AND a.answered_on > CAST($2 AS DATE)
)
SELECT
  b.customer_id,
  b.days,
  b.campaign_days,
  COALESCE(p.lines, 0) AS lines,
  COALESCE(p.offers, 0) AS offers,
  COALESCE(p.usual_offers, 0) AS usual_offers,
  COALESCE(p.x, 0) AS x,
  COALESCE(p.y, 0) AS y,
  COALESCE(p.xx, 0) AS xx,
  COALESCE(p.xy, 0) AS xy,
  COALESCE(p.yy, 0) AS yy,
  COALESCE(p.least, 0) AS least,
  COALESCE(p.most, 0) AS most,
  COALESCE(r.categories, 0) AS categories,
  COALESCE(t.contacts, 0) AS contacts,
  COALESCE(t.own_accord, 0) AS own_accord,
  COALESCE(c.choices, 0) AS choices,
  COALESCE(c.days, 0) AS choice_days,
  COALESCE(n.barriers, 0) AS barriers,
  COALESCE(s.drawn, -1) AS drawn,
  COALESCE(e.days, -1) AS lapsed_days,
  CAST(COALESCE(v.csat, -1) AS BIGINT) AS csat,
  CAST(COALESCE(v.nps, -1) AS BIGINT) AS nps,
  CAST(COALESCE(m.mention, -1) AS BIGINT) AS mention
FROM bought b
LEFT JOIN paid p ON p.customer_id = b.customer_id
LEFT JOIN breadth r ON r.customer_id = b.customer_id
LEFT JOIN touch t ON t.customer_id = b.customer_id
LEFT JOIN chosen c ON c.customer_id = b.customer_id
LEFT JOIN bound n ON n.customer_id = b.customer_id
LEFT JOIN lapsed e ON e.customer_id = b.customer_id
LEFT JOIN losses s ON s.customer_id = b.customer_id
LEFT JOIN rated v ON v.customer_id = b.customer_id AND v.place = 1
LEFT JOIN named m ON m.customer_id = b.customer_id AND m.place = 1
ORDER BY b.customer_id

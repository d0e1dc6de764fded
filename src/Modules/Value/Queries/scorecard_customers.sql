-- grain: one customer behind figure $13 of the scorecard (1 profile, 2 knowledge, 3 retention, 4 acquisition, 5 profitability) on side $14 (1 those that count for it, 0 the others), at most $18, after rank $16 and customer $17
-- key: customer_id
-- sources: dim_customer, raw_fact_change, fact_day, fact_service
-- parameters: $1 the last day that counts, $2 1 for all customers, else those of owner $3 and of the units in $4 (,1,2,), $5 the last day before the year, $6 the last day before the year before it, $7 the last day before the days in which a contact counts, $8 the last day before the period, $9 to $12 what a contact, a visit, a gift and a complaint cost, $15 the moment that ends the day
-- The rank is how many facts are missing; else money: of the year, of the year before, of the period, made or lost.
WITH reach AS (
  SELECT k.customer_id, k.facts_known, k.facts_wanted, k.code_wanted, k.created_at
  FROM dim_customer k
  WHERE CAST($2 AS BIGINT) = 1 OR k.owner_id = CAST($3 AS BIGINT) OR CAST($4 AS VARCHAR) LIKE '%,' || CAST(k.unit_id AS VARCHAR) || ',%'
),
gained AS (
  SELECT f.customer_id, CAST(SUM(f.is_known - f.was_known) AS BIGINT) AS facts
  FROM raw_fact_change f
  JOIN reach r ON r.customer_id = f.customer_id
  WHERE f.changed_at >= CAST($15 AS TIMESTAMP) AND (f.field <> 'CreditCode' OR r.code_wanted = 1)
  GROUP BY f.customer_id
),
bought AS (
  SELECT
    d.customer_id,
    MIN(CASE WHEN d.purchases > 0 THEN d.day_on END) AS first_on,
    COUNT(CASE WHEN d.purchases > 0 AND d.day_on > CAST($5 AS DATE) THEN 1 END) AS year_days,
    COUNT(CASE WHEN d.purchases > 0 AND d.day_on > CAST($6 AS DATE) AND d.day_on <= CAST($5 AS DATE) THEN 1 END) AS before_days,
    CAST(SUM(CASE WHEN d.day_on > CAST($5 AS DATE) THEN d.margin_minor ELSE 0 END) AS BIGINT) AS year_minor,
    CAST(SUM(CASE WHEN d.day_on > CAST($6 AS DATE) AND d.day_on <= CAST($5 AS DATE) THEN d.margin_minor ELSE 0 END) AS BIGINT) AS before_minor,
    COUNT(CASE WHEN d.day_on > CAST($8 AS DATE) THEN 1 END) AS period_days,
    CAST(SUM(CASE WHEN d.day_on > CAST($8 AS DATE) THEN d.margin_minor ELSE 0 END) AS BIGINT) AS margin_minor
  FROM fact_day d
  JOIN reach r ON r.customer_id = d.customer_id
  WHERE d.day_on <= CAST($1 AS DATE)
  GROUP BY d.customer_id
),
served AS (
  SELECT
    s.customer_id,
    COUNT(CASE WHEN s.reached > 0 AND s.day_on > CAST($7 AS DATE) THEN 1 END) AS contact_days,
    COUNT(CASE WHEN s.day_on > CAST($8 AS DATE) THEN 1 END) AS period_days,
    CAST(SUM(CASE WHEN s.day_on > CAST($8 AS DATE) THEN s.compensation_minor + (s.contacts - s.visits - s.gifts) * CAST($9 AS BIGINT) + s.visits * CAST($10 AS BIGINT) + s.gifts * CAST($11 AS BIGINT) + s.complaints * CAST($12 AS BIGINT) ELSE 0 END) AS BIGINT) AS cost_minor
  FROM fact_service s
  JOIN reach r ON r.customer_id = s.customer_id
  WHERE s.day_on <= CAST($1 AS DATE)
  GROUP BY s.customer_id
),
each_one AS (
  SELECT
    r.customer_id,
    r.created_at,
    r.facts_wanted - r.facts_known + COALESCE(g.facts, 0) AS missing,
    COALESCE(b.year_days, 0) AS year_days,
    COALESCE(b.before_days, 0) AS before_days,
    b.first_on,
    b.year_minor,
    b.before_minor,
    COALESCE(b.margin_minor, 0) AS margin_minor,
    COALESCE(b.period_days, 0) + COALESCE(s.period_days, 0) AS period_days,
    COALESCE(s.contact_days, 0) AS contact_days,
    COALESCE(b.margin_minor, 0) - COALESCE(s.cost_minor, 0) AS made_minor
  FROM reach r
  LEFT JOIN gained g ON g.customer_id = r.customer_id
  LEFT JOIN bought b ON b.customer_id = r.customer_id
  LEFT JOIN served s ON s.customer_id = r.customer_id
),
ranked AS (
  SELECT
    e.customer_id,
    CASE
      WHEN CAST($13 AS BIGINT) = 1 AND e.created_at < CAST($15 AS TIMESTAMP) THEN CASE WHEN e.missing = 0 THEN 1 ELSE 0 END
      WHEN CAST($13 AS BIGINT) = 2 AND e.year_days > 0 THEN CASE WHEN e.contact_days > 0 THEN 1 ELSE 0 END
      WHEN CAST($13 AS BIGINT) = 3 AND e.before_days > 0 THEN CASE WHEN e.year_days > 0 THEN 1 ELSE 0 END
      WHEN CAST($13 AS BIGINT) = 4 AND e.first_on > CAST($8 AS DATE) THEN 1
      WHEN CAST($13 AS BIGINT) = 5 AND e.period_days > 0 THEN CASE WHEN e.made_minor >= 0 THEN 1 ELSE 0 END
    END AS side,
    CASE CAST($13 AS BIGINT) WHEN 1 THEN e.missing WHEN 2 THEN e.year_minor WHEN 3 THEN e.before_minor WHEN 4 THEN e.margin_minor ELSE ABS(e.made_minor) END AS rank
  FROM each_one e
)
SELECT
  k.customer_id,
  k.rank
FROM ranked k
WHERE k.side = CAST($14 AS BIGINT) AND (k.rank < CAST($16 AS BIGINT) OR (k.rank = CAST($16 AS BIGINT) AND k.customer_id > CAST($17 AS BIGINT)))
ORDER BY k.rank DESC, k.customer_id
LIMIT $18

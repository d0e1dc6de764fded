-- grain: one customer whom nobody can reach: the newest sign of it after $2 up to $1, since when nobody reached the customer and it bought nothing
-- key: customer_id
-- sources: raw_contact_entry, fact_day
-- parameters: $1 the last day that counts, $2 the day before the first on which a sign counts
WITH signs AS (
  SELECT e.customer_id, MAX(e.happened_on) AS lost_on
  FROM raw_contact_entry e
  WHERE e.reach IN ('NumberDead', 'Bounced', 'PersonLeft') AND e.happened_on <= CAST($1 AS DATE) AND e.happened_on > CAST($2 AS DATE)
  GROUP BY e.customer_id
),
kinds AS (
  SELECT
    s.customer_id,
    s.lost_on,
    MAX(CASE WHEN e.reach = 'PersonLeft' THEN 3 WHEN e.reach = 'NumberDead' THEN 2 ELSE 1 END) AS kind
  FROM signs s
  JOIN raw_contact_entry e ON e.customer_id = s.customer_id AND e.happened_on = s.lost_on AND e.reach IN ('NumberDead', 'Bounced', 'PersonLeft')
  GROUP BY s.customer_id, s.lost_on
)
SELECT k.customer_id, k.lost_on, k.kind
FROM kinds k
WHERE NOT EXISTS (
    SELECT 1 FROM raw_contact_entry e
    WHERE e.customer_id = k.customer_id AND e.reach = 'Reached' AND e.happened_on >= k.lost_on AND e.happened_on <= CAST($1 AS DATE)
  )
  AND NOT EXISTS (
    SELECT 1 FROM fact_day d
    WHERE d.customer_id = k.customer_id AND d.purchases > 0 AND d.day_on > k.lost_on AND d.day_on <= CAST($1 AS DATE)
  )
ORDER BY k.customer_id

-- grain: one customer whose newest answer after $2 up to $1 is that much worse than the one before to a question of the same kind; kind 1 CSAT, 2 NPS
-- key: customer_id
-- sources: raw_survey_answer
-- parameters: $1 the last day that counts, $2 the day before the first on which the worse answer counts, $3 so many points of CSAT are a fall
-- NPS falls from promoter (9-10) to detractor (0-6). Of two falls the newer one, of the same day CSAT. Whoever answered without a name is nobody here.
WITH given AS (
  SELECT a.customer_id, a.answer_id, a.answered_on, 1 AS kind, a.csat AS score
  FROM raw_survey_answer a
  WHERE a.csat IS NOT NULL AND a.answered_on <= CAST($1 AS DATE)
  UNION ALL
  SELECT a.customer_id, a.answer_id, a.answered_on, 2, a.nps
  FROM raw_survey_answer a
  WHERE a.nps IS NOT NULL AND a.answered_on <= CAST($1 AS DATE)
),
placed AS (
  SELECT g.customer_id, g.kind, g.score, g.answered_on, ROW_NUMBER() OVER (PARTITION BY g.customer_id, g.kind ORDER BY g.answered_on DESC, g.answer_id DESC) AS place
  FROM given g
),
falls AS (
  SELECT n.customer_id, n.kind, b.score AS earlier_score, b.answered_on AS earlier_on, n.score, n.answered_on
  FROM placed n
  JOIN placed b ON b.customer_id = n.customer_id AND b.kind = n.kind AND b.place = 2
  WHERE n.place = 1 AND n.answered_on > CAST($2 AS DATE)
    AND ((n.kind = 1 AND b.score - n.score >= CAST($3 AS BIGINT)) OR (n.kind = 2 AND b.score >= 9 AND n.score <= 6))
)
SELECT
  f.customer_id,
  CAST(f.kind AS BIGINT) AS kind,
  CAST(f.earlier_score AS BIGINT) AS earlier_score,
  f.earlier_on,
  CAST(f.score AS BIGINT) AS score,
  f.answered_on
FROM falls f
WHERE NOT EXISTS (
    SELECT 1 FROM falls o
    WHERE o.customer_id = f.customer_id AND (o.answered_on > f.answered_on OR (o.answered_on = f.answered_on AND o.kind < f.kind))
  )
ORDER BY f.customer_id

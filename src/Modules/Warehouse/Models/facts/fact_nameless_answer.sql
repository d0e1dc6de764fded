-- grain: one answered survey of somebody whom the firm does not know, in a whole group of ten
-- key: answer_id
-- sources: raw_anonymous_answer
-- check: who praises has rated: SELECT 1 FROM fact_nameless_answer WHERE praised > rated LIMIT 1
-- Ten answers of one survey and shop, in the order in which they came, count together and on the day of the last of them: no two days and no two periods differ by a single answer.
WITH placed AS (
  SELECT n.*, ROW_NUMBER() OVER (PARTITION BY n.survey_id, COALESCE(n.unit_id, 0) ORDER BY n.answer_id) - 1 AS place
  FROM raw_anonymous_answer n
),
grouped AS (
  SELECT
    p.*,
    MAX(p.answered_on) OVER (PARTITION BY p.survey_id, COALESCE(p.unit_id, 0), p.place - p.place % 10) AS group_on,
    COUNT(*) OVER (PARTITION BY p.survey_id, COALESCE(p.unit_id, 0), p.place - p.place % 10) AS group_size
  FROM placed p
)
SELECT
  g.answer_id,
  g.survey_id,
  g.unit_id,
  g.group_on AS answered_on,
  g.ces,
  g.mention,
  g.trouble,
  CASE WHEN g.csat IS NOT NULL OR g.nps IS NOT NULL THEN 1 ELSE 0 END AS rated,
  CASE WHEN g.csat >= 4 OR (g.csat IS NULL AND g.nps >= 9) THEN 1 ELSE 0 END AS praised
FROM grouped g
WHERE g.group_size = 10

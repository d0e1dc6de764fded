-- grain: one answered survey; customer_id is 0 where nobody knows whose it is, unit_id null where it is about the customer's
-- key: customer_id, answer_id
-- sources: raw_survey_answer, raw_anonymous_answer
-- check: who praises has rated: SELECT 1 FROM fact_answer WHERE praised > rated LIMIT 1
WITH answers AS (
  SELECT a.customer_id, a.answer_id, a.survey_id, a.unit_id, a.answered_on, a.csat, a.nps, a.ces, a.mention, a.trouble
  FROM raw_survey_answer a
  UNION ALL
  SELECT CAST(0 AS BIGINT), n.answer_id, n.survey_id, n.unit_id, n.answered_on, n.csat, n.nps, n.ces, n.mention, n.trouble
  FROM raw_anonymous_answer n
)
SELECT
  a.customer_id,
  a.answer_id,
  a.survey_id,
  a.unit_id,
  a.answered_on,
  a.ces,
  a.mention,
  a.trouble,
  CASE WHEN a.csat IS NOT NULL OR a.nps IS NOT NULL THEN 1 ELSE 0 END AS rated,
  CASE WHEN a.csat >= 4 OR (a.csat IS NULL AND a.nps >= 9) THEN 1 ELSE 0 END AS praised
FROM answers a

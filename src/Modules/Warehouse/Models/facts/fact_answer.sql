-- grain: one answered survey of a customer; unit_id null where it is about the customer's shop, person_id who sold, handled or visited
-- key: customer_id, answer_id
-- sources: raw_survey_answer
-- check: who praises has rated: SELECT 1 FROM fact_answer WHERE praised > rated LIMIT 1
SELECT
  a.customer_id,
  a.answer_id,
  a.survey_id,
  a.unit_id,
  a.person_id,
  a.answered_on,
  a.ces,
  a.mention,
  a.trouble,
  CASE WHEN a.csat IS NOT NULL OR a.nps IS NOT NULL THEN 1 ELSE 0 END AS rated,
  CASE WHEN a.csat >= 4 OR (a.csat IS NULL AND a.nps >= 9) THEN 1 ELSE 0 END AS praised
FROM raw_survey_answer a

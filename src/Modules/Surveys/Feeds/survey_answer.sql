-- grain: one answered survey of a customer; csat 1-5, nps 0-10, ces 1-7, mention 0 not named, 1 named, 2 named first, trouble 1 none, 2 told, 3 kept silent; null where not asked; unit_id and person_id of what it is about
-- key: customer_id, answer_id
-- change: change_stamp
-- gone: surveys_answer (answer_id)
-- integer: csat, nps, ces, mention, trouble
-- nullable: unit_id, person_id, csat, nps, ces, mention, trouble
SELECT
  a.customer_id,
  a.id AS answer_id,
  a.survey_id,
  a.unit_id,
  a.person_id,
  a.answered_on,
  a.csat,
  a.nps,
  a.ces,
  a.mention,
  a.trouble,
  a.change_stamp
FROM surveys_answer a

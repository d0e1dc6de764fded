-- grain: one answered survey of somebody whom the firm does not know; as survey_answer
-- key: answer_id
-- change: change_stamp
-- gone: surveys_anonymous_answer (answer_id)
-- integer: csat, nps, ces, mention, trouble
-- nullable: unit_id, csat, nps, ces, mention, trouble
SELECT
  a.id AS answer_id,
  a.survey_id,
  a.unit_id,
  a.answered_on,
  a.csat,
  a.nps,
  a.ces,
  a.mention,
  a.trouble,
  a.change_stamp
FROM surveys_anonymous_answer a

-- grain: one solution of a complaint that was carried out and cost something, in minor units of the base currency, on the day on which it was
-- key: customer_id, proposal_id
-- change: change_stamp
-- gone: service_proposal (proposal_id)
SELECT
  p.customer_id,
  p.id AS proposal_id,
  p.complaint_id,
  p.carried_out_on,
  p.money_minor + p.gift_minor AS amount_minor,
  p.change_stamp
FROM service_proposal p
WHERE p.state = 'CarriedOut' AND p.money_minor + p.gift_minor <> 0

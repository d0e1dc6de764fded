-- grain: one contact between firm and customer; minutes is null where nobody noted it
-- key: customer_id, entry_id
-- change: change_stamp
-- gone: contact_entry (entry_id)
-- integer: minutes
-- nullable: minutes
-- enum: channel (Visit, Meeting, Call, Email, Sms, WeChat, Letter, Gift, Event, StoreVisit)
-- enum: direction (ToCustomer, FromCustomer)
-- enum: reach (Reached, NoAnswer, NumberDead, Bounced, PersonLeft)
SELECT
  e.customer_id,
  e.id AS entry_id,
  e.channel,
  e.direction,
  e.reach,
  e.person_id,
  e.happened_at,
  e.happened_on,
  e.minutes,
  e.change_stamp
FROM contact_entry e

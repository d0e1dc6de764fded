-- grain: one thing that holds a customer; barrier is null for what is no barrier to leaving, expires_on without an end, ended_on where it was not ended before
-- key: customer_id, bond_id
-- change: change_stamp
-- gone: retention_bond (bond_id)
-- nullable: barrier, expires_on, ended_on
-- enum: barrier (Economic, Technical, Contractual)
SELECT
  b.customer_id,
  b.id AS bond_id,
  b.barrier,
  b.from_on,
  b.expires_on,
  b.ended_on,
  b.change_stamp
FROM retention_bond b

-- grain: one contact with, complaint of, or compensation to customer $2 up to $1, and what it cost
-- key: kind, id, day_on
-- sources: raw_contact_entry, raw_complaint, raw_compensation
-- parameters: $3 to $6 what a contact, a visit, a gift and a complaint cost
SELECT
  'contact' AS kind,
  e.entry_id AS id,
  e.happened_on AS day_on,
  CAST(e.channel AS VARCHAR) AS word,
  CASE
    WHEN e.channel IN ('Visit', 'Meeting', 'Event', 'StoreVisit') THEN CAST($4 AS BIGINT)
    WHEN e.channel = 'Gift' THEN CAST($5 AS BIGINT)
    ELSE CAST($3 AS BIGINT)
  END AS cost_minor
FROM raw_contact_entry e
WHERE e.customer_id = CAST($2 AS BIGINT) AND e.happened_on <= CAST($1 AS DATE)
UNION ALL
SELECT 'complaint', c.complaint_id, c.received_on, CAST(c.cause AS VARCHAR), CAST($6 AS BIGINT)
FROM raw_complaint c
WHERE c.customer_id = CAST($2 AS BIGINT) AND c.received_on <= CAST($1 AS DATE)
UNION ALL
SELECT 'compensation', k.complaint_id, k.carried_out_on, CAST(c.cause AS VARCHAR), CAST(SUM(k.amount_minor) AS BIGINT)
FROM raw_compensation k
JOIN raw_complaint c ON c.customer_id = k.customer_id AND c.complaint_id = k.complaint_id
WHERE k.customer_id = CAST($2 AS BIGINT) AND k.carried_out_on <= CAST($1 AS DATE)
GROUP BY k.complaint_id, k.carried_out_on, c.cause
ORDER BY day_on DESC, kind, id

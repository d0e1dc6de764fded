-- grain: one contact with, complaint of, or compensation to customer $2 up to $1, and what it cost
-- key: kind, id
-- sources: raw_contact_entry, raw_complaint
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
SELECT 'compensation', c.complaint_id, c.closed_on, CAST(c.cause AS VARCHAR), c.compensation_minor
FROM raw_complaint c
WHERE c.customer_id = CAST($2 AS BIGINT) AND c.closed_on <= CAST($1 AS DATE) AND c.compensation_minor <> 0
ORDER BY day_on DESC, kind, id

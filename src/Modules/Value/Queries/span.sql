-- grain: one row: the first and the last day with a purchase, and the last day with a document
-- sources: fact_day
SELECT
  MIN(CASE WHEN d.purchases > 0 THEN d.day_on END) AS first_on,
  MAX(CASE WHEN d.documents > 0 THEN d.day_on END) AS last_on
FROM fact_day d

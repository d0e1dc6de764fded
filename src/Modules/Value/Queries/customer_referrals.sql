-- grain: one day up to $1 on which somebody whom customer $2 brought did business within a year of the first purchase; $3 of the margin counts
-- key: referred_id, day_on
-- sources: fact_referral
SELECT r.referred_id, r.day_on, CAST(ROUND(CAST(r.margin_minor AS DECIMAL(18, 0)) * CAST($3 AS DECIMAL(5, 4)), 0) AS BIGINT) AS credit_minor
FROM fact_referral r
WHERE r.referrer_id = CAST($2 AS BIGINT) AND r.day_on <= CAST($1 AS DATE)
ORDER BY r.day_on DESC, r.referred_id

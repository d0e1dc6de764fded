-- grain: one rate of one currency, valid from a day until the currency's next rate; rate_nano billionths of a base unit for one unit
-- key: rate_id
-- change: change_stamp
-- gone: sales_exchange_rate (rate_id)
SELECT
  r.id AS rate_id,
  r.currency,
  r.valid_from AS valid_on,
  r.rate_nano,
  r.change_stamp
FROM sales_exchange_rate r

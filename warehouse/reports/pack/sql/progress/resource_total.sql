-- title: All action areas together (the sum is that of this warehouse; the strategy prints none)
-- snapshots: money
-- low_amount | Planned range, low end | usd | sum of the low ends of the planned ranges, US dollars
-- high_amount | Planned range, high end | usd | sum of the high ends of the planned ranges, US dollars
-- committed_usd | Committed | usd | commitments recorded, all action areas, US dollars
-- spent_usd | Spent | usd | expenditure recorded, all action areas, US dollars
-- commitment_count | Entries of commitments | count | entries of commitments
-- expenditure_count | Entries of expenditure | count | entries of expenditure
-- overspent_count | Areas with more spent than committed | count | action areas with more spent than committed
-- unrecorded_count | Areas without a commitment | count | action areas without a commitment on record
select
    total.low_amount,
    total.high_amount,
    total.committed_usd,
    total.spent_usd,
    total.commitment_count,
    total.expenditure_count,
    (select count(*) from monitoring.resource_absorption where is_overspent) as overspent_count,
    (select count(*) from monitoring.resource_absorption where commitment_count = 0) as unrecorded_count
from monitoring.resource_total as total

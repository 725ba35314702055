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
-- elapsed_months | Months gone | count | whole months of the years of the planned ranges that had gone by at the end of the as-of date | not known
-- term_months | Months of the term | count | months of the years that the planned ranges are for | not known
with term as (
    select
        12 * (max(end_year) - min(start_year) + 1) as term_months,
        min(start_year) as start_year
    from strategy.resource_envelopes
),

day_after as (
    select as_of_date + 1 as day_after
    from guide.release
),

elapsed as (
    select
        term.term_months,
        12 * (year(day_after.day_after) - term.start_year) + month(day_after.day_after) - 1 as elapsed_months
    from term
    cross join day_after
)

select
    total.low_amount,
    total.high_amount,
    total.committed_usd,
    total.spent_usd,
    total.commitment_count,
    total.expenditure_count,
    (select count(*) from monitoring.resource_absorption where is_overspent) as overspent_count,
    (select count(*) from monitoring.resource_absorption where commitment_count = 0) as unrecorded_count,
    case
        when elapsed.elapsed_months < 0 then 0
        when elapsed.elapsed_months > elapsed.term_months then elapsed.term_months
        else elapsed.elapsed_months
    end as elapsed_months,
    elapsed.term_months
from monitoring.resource_total as total
cross join elapsed

-- title: What was there before the start: differences by year, and with an invented start
-- snapshots: designs
-- design_id | Design | text
-- what | What is shown | text
-- years_before | Years before the start | count | years before the true start | = year_words
-- year | Invented start | year | | no invented start
-- value | Difference | number | difference between treated and comparison areas, in the unit of the indicator
-- interval_low | From | number | low end of the 95 % interval | no interval
-- interval_high | To | number | high end of the 95 % interval | no interval
-- p_value | p-value | number | share of the assignments as far from nought | no test
-- year_words | Why no years are told | text annex | | told
select
    diagnostics.design_id,
    case diagnostics.diagnostic
        when 'event_time' then 'difference against the year before the start'
        else 'the estimate with an invented start'
    end as what,
    case when diagnostics.diagnostic = 'event_time' then -diagnostics.event_time end as years_before,
    case when diagnostics.diagnostic = 'placebo_in_time' then diagnostics.year end as year,
    diagnostics.value,
    diagnostics.interval_low,
    diagnostics.interval_high,
    diagnostics.p_value,
    case when diagnostics.diagnostic = 'placebo_in_time' then 'an invented start' end as year_words
from evaluation.impact_diagnostics as diagnostics
inner join evaluation.impact_designs as designs
    on diagnostics.design_id = designs.design_id
    and diagnostics.design_version_no = designs.design_version_no
where
    designs.is_current
    and designs.verdict = 'passed'
    and (
        (diagnostics.diagnostic = 'event_time' and diagnostics.event_time < 0)
        or diagnostics.diagnostic = 'placebo_in_time'
    )
order by diagnostics.design_id, diagnostics.diagnostic_no

-- title: How the difference went before the start, by design
-- key: design_id
-- snapshots: designs
-- design_id | Design | text
-- year_count | Years before | count | years before the start with a difference against the year before the start
-- away_count | Away from nought | count | years before the start whose 95 % interval does not hold nought
-- earliest_value | First difference | number | difference in the earliest of these years, in the unit of the indicator
-- earliest_years | Years before the start, earliest | count | years from the earliest of them to the start
-- latest_value | Last difference | number | difference in the latest of these years, in the unit of the indicator
-- latest_years | Years before the start, latest | count | years from the latest of them to the start
-- step_count | Steps | count | steps from one of these years to the next
-- falling_count | Steps down | count | steps from one of these years to the next that go down
-- rising_count | Steps up | count | steps from one of these years to the next that go up
-- invented_year | Invented start | year | | none
-- invented_value | Estimate with an invented start | number | estimate with an invented start before the true one, in the unit of the indicator | none
-- invented_p | p-value with an invented start | number | share of the assignments as far from nought, with an invented start | no test
-- drift_value | What the drift before would make | number | what the estimate would be if the drift of the years before the start had gone on and nothing else had happened, in the unit of the indicator | not told
-- drift_p | p-value of the drift | number | share of the assignments with a drift before the start as far from nought | no test
with points as (
    select
        diagnostics.diagnostic,
        diagnostics.year,
        diagnostics.p_value,
        diagnostics.design_id,
        diagnostics.event_time,
        diagnostics.value,
        diagnostics.interval_low,
        diagnostics.interval_high,
        diagnostics.value - lag(diagnostics.value) over (
            partition by diagnostics.design_id, diagnostics.diagnostic
            order by diagnostics.event_time
        ) as step,
        row_number() over (
            partition by diagnostics.design_id, diagnostics.diagnostic
            order by diagnostics.event_time
        ) as place,
        row_number() over (
            partition by diagnostics.design_id, diagnostics.diagnostic
            order by diagnostics.event_time desc
        ) as place_from_last
    from evaluation.impact_diagnostics as diagnostics
    inner join evaluation.impact_designs as designs
        on diagnostics.design_id = designs.design_id
        and diagnostics.design_version_no = designs.design_version_no
    where
        designs.is_current
        and designs.verdict = 'passed'
        and (
            (diagnostics.diagnostic = 'event_time' and diagnostics.event_time < 0)
            or diagnostics.diagnostic in ('placebo_in_time', 'drift_before')
        )
)

select
    design_id,
    count(event_time) as year_count,
    count(event_time) filter (where interval_low > 0 or interval_high < 0) as away_count,
    max(case when event_time < 0 and place = 1 then value end) as earliest_value,
    max(case when event_time < 0 and place = 1 then -event_time end) as earliest_years,
    max(case when event_time < 0 and place_from_last = 1 then value end) as latest_value,
    max(case when event_time < 0 and place_from_last = 1 then -event_time end) as latest_years,
    count(case when event_time < 0 then step end) as step_count,
    count(*) filter (where event_time < 0 and step < 0) as falling_count,
    count(*) filter (where event_time < 0 and step > 0) as rising_count,
    max(case when diagnostic = 'placebo_in_time' then year end) as invented_year,
    max(case when diagnostic = 'placebo_in_time' then value end) as invented_value,
    max(case when diagnostic = 'placebo_in_time' then p_value end) as invented_p,
    max(case when diagnostic = 'drift_before' then value end) as drift_value,
    max(case when diagnostic = 'drift_before' then p_value end) as drift_p
from points
group by design_id
order by design_id

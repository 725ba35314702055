-- title: Constituents' views in the latest wave of each survey: share agreeing by group
-- key: view_key
-- snapshots: surveys
-- view_key | Key | text annex
-- survey_id | Survey | text
-- wave | Wave | text
-- item_id | Item | text
-- item_label | Statement | text | | wording not told
-- criterion_code | Criterion | text annex | | none told
-- constituent_group | Group | text
-- response_count | Answers | count | answers of the group on the scale from 1 to 5 | withheld: fewer than 5 answers
-- population_count | Size of the group | count | size of the group | unknown or withheld
-- share | Agreeing | share | answers of 4 or 5 as a share of the group's answers | withheld or without answers
-- interval_low | From | share | lower limit of the 95 % interval of the share agreeing | no interval
-- interval_high | To | share | upper limit of the 95 % interval of the share agreeing | no interval
-- response_rate | Response rate | share annex | respondents of the group as a share of its size | unknown or withheld
-- change | Change since the wave before (percentage points) | points | change of the share agreeing since the wave before, percentage points | no change told
with latest as (
    select
        survey_id,
        max(wave_order) as wave_order
    from evaluation.constituent_views
    group by survey_id
)

select
    views.survey_id || '|' || views.wave || '|' || views.item_id || '|' || views.constituent_group as view_key,
    views.survey_id,
    views.wave,
    views.item_id,
    views.item_label,
    views.criterion_code,
    views.constituent_group,
    views.response_count,
    views.population_count,
    views.share,
    views.interval_low,
    views.interval_high,
    views.response_rate,
    views.change
from evaluation.constituent_views as views
inner join latest
    on views.survey_id = latest.survey_id
    and views.wave_order = latest.wave_order
order by views.survey_id, views.item_id, views.constituent_group

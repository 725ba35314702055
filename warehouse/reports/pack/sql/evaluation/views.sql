-- title: Constituents' views in the latest wave of each survey: share agreeing by group
-- key: view_key
-- snapshots: surveys
-- view_key | Key | text annex
-- survey_id | Survey | text annex
-- wave | Wave | text
-- item_id | Item | text
-- item_label | Statement | text | | wording not told
-- criterion_code | Criterion | text annex | | none told
-- constituent_group | Group | text
-- response_count | Answers | count | answers of the group on the scale from 1 to 5 | withheld: fewer than five answers
-- population_count | Size of the group | count annex | size of the group | unknown or withheld
-- share | Agreeing | share | answers of 4 or 5 as a share of the group's answers | = share_words
-- interval_low | From | share | lower limit of the 95 % interval of the share agreeing | = interval_words
-- interval_high | To | share | upper limit of the 95 % interval of the share agreeing | = interval_words
-- response_rate | Response rate | share annex | respondents of the group as a share of its size | unknown or withheld
-- change | Change since the wave before (percentage points) | points | change of the share agreeing since the wave before, percentage points | = change_words
-- change_low | Change at least | points | lower limit of the 95 % interval of the change, percentage points | = limit_words
-- change_high | Change at most | points | upper limit of the 95 % interval of the change, percentage points | = limit_words
-- change_told | What the interval says of a change | text | | = change_words
-- share_words | Why there is no share | text annex | | there is one
-- interval_words | Why there is no interval | text annex | | there is one
-- change_words | Why there is no change | text annex | | there is one
-- limit_words | Why the change has no interval | text annex | | there is one
with latest as (
    select
        survey_id,
        max(wave_order) as wave_order
    from evaluation.constituent_views
    group by survey_id
),

worded as (
    select
        views.*,
        case
            when views.share is not null then null
            when views.is_suppressed then 'withheld: fewer than five answers'
            else 'nobody answered'
        end as share_words,
        case
            when views.change is not null then null
            when views.previous_wave is null then 'first wave'
            when views.is_suppressed then 'withheld in this wave'
            when views.share is null then 'nobody answered in this wave'
            when before.is_suppressed then 'withheld in the wave before'
            else 'nobody answered in the wave before'
        end as change_words
    from evaluation.constituent_views as views
    left join evaluation.constituent_views as before
        on views.survey_id = before.survey_id
        and views.previous_wave = before.wave
        and views.item_id = before.item_id
        and views.constituent_group = before.constituent_group
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
    views.change,
    views.change_low,
    views.change_high,
    case
        when views.change_low <= 0 and views.change_high >= 0 then 'holds zero: may be no change'
        when views.change_low > 0 then 'more agree'
        when views.change_high < 0 then 'fewer agree'
        when views.change is not null then 'has no interval'
    end as change_told,
    views.share_words,
    case
        when views.interval_low is not null then null
        when views.interval_method = 'none_all_answered' then 'exact: all answered'
        else coalesce(views.share_words, 'no interval')
    end as interval_words,
    views.change_words,
    case when views.change_low is null then coalesce(views.change_words, 'no interval') end as limit_words
from worded as views
inner join latest
    on views.survey_id = latest.survey_id
    and views.wave_order = latest.wave_order
order by views.survey_id, views.item_id, views.constituent_group

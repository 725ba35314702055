-- title: The three groups side by side in the latest wave of each survey
-- key: item_key
-- snapshots: surveys
-- item_key | Key | text annex
-- survey_id | Survey | text annex
-- wave | Wave | text
-- item_id | Item | text
-- item_label | Statement | text | | wording not told
-- criterion_code | Criterion | text annex | | none told
-- government_share | Governments | share | share agreeing of governments | = government_words
-- employer_share | Employers | share | share agreeing of employers | = employer_words
-- worker_share | Workers | share | share agreeing of workers | = worker_words
-- tripartite_share | Tripartite | share | mean of the three groups' shares agreeing | = tripartite_words
-- tripartite_low | From | share annex | lower limit of the 95 % interval of the tripartite share | = tripartite_words
-- tripartite_high | To | share annex | upper limit of the 95 % interval of the tripartite share | = tripartite_words
-- pooled_share | Pooled | share | share agreeing of all answers in one pot | = pooled_words
-- is_divergent | Intervals of two groups do not touch | flag | | fewer than two groups
-- apart_groups | Groups apart (higher first) | text | the two groups whose intervals do not touch; of several such pairs the farthest | none
-- apart_distance | These two apart by (percentage points) | points | distance of the shares agreeing of the two groups whose intervals do not touch, percentage points | none
-- divergence | Highest less lowest | points annex | highest less lowest share agreeing of all groups, whether their intervals touch or not, percentage points | fewer than two groups
-- withheld_reason | Why a score is withheld | code annex | | not withheld
-- government_words | Why governments have no share | text annex | | there is one
-- employer_words | Why employers have no share | text annex | | there is one
-- worker_words | Why workers have no share | text annex | | there is one
-- tripartite_words | Why there is no tripartite share | text annex | | there is one
-- pooled_words | Why there is no pooled share | text annex | | there is one
with latest as (
    select
        survey_id,
        max(wave_order) as wave_order
    from evaluation.view_divergence
    group by survey_id
),

small as (
    select
        survey_id,
        wave,
        item_id,
        max(case when constituent_group = 'government' then 1 else 0 end) as is_government_small,
        max(case when constituent_group = 'employer' then 1 else 0 end) as is_employer_small,
        max(case when constituent_group = 'worker' then 1 else 0 end) as is_worker_small
    from evaluation.constituent_views
    where is_suppressed
    group by survey_id, wave, item_id
)

select
    items.survey_id || '|' || items.wave || '|' || items.item_id as item_key,
    items.survey_id,
    items.wave,
    items.item_id,
    items.item_label,
    items.criterion_code,
    items.government_share,
    items.employer_share,
    items.worker_share,
    items.tripartite_share,
    items.tripartite_low,
    items.tripartite_high,
    items.pooled_share,
    items.is_divergent,
    replace(
        replace(
            replace(replace(items.apart_groups, ', ', ' and '), 'government', 'governments'), 'employer', 'employers'
        ), 'worker', 'workers'
    ) as apart_groups,
    items.apart_distance,
    items.divergence,
    items.withheld_reason,
    case
        when items.government_share is not null then null
        when small.is_government_small = 1 then 'withheld: fewer than five answers'
        else 'nobody answered'
    end as government_words,
    case
        when items.employer_share is not null then null
        when small.is_employer_small = 1 then 'withheld: fewer than five answers'
        else 'nobody answered'
    end as employer_words,
    case
        when items.worker_share is not null then null
        when small.is_worker_small = 1 then 'withheld: fewer than five answers'
        else 'nobody answered'
    end as worker_words,
    case
        when items.tripartite_low is not null then null
        when items.withheld_reason = 'group_too_small' then 'withheld: a group is too small'
        when items.withheld_reason = 'group_without_answers' then 'withheld: a group without answers'
        else 'no interval'
    end as tripartite_words,
    case
        when items.pooled_share is not null then null
        when items.withheld_reason = 'group_too_small' then 'withheld: a group is too small'
        else 'nobody answered'
    end as pooled_words
from evaluation.view_divergence as items
inner join latest
    on items.survey_id = latest.survey_id
    and items.wave_order = latest.wave_order
left join small
    on items.survey_id = small.survey_id
    and items.wave = small.wave
    and items.item_id = small.item_id
order by items.survey_id, items.item_id

-- title: The three groups side by side in the latest wave of each survey
-- key: item_key
-- snapshots: surveys
-- item_key | Key | text annex
-- survey_id | Survey | text annex
-- wave | Wave | text
-- item_id | Item | text
-- item_label | Statement | text | | wording not told
-- criterion_code | Criterion | text annex | | none told
-- government_share | Governments | share | share agreeing of governments | withheld or without answers
-- employer_share | Employers | share | share agreeing of employers | withheld or without answers
-- worker_share | Workers | share | share agreeing of workers | withheld or without answers
-- tripartite_share | Tripartite | share | mean of the three groups' shares agreeing | withheld: a group is missing
-- tripartite_low | From | share annex | lower limit of the 95 % interval of the tripartite share | no interval
-- tripartite_high | To | share annex | upper limit of the 95 % interval of the tripartite share | no interval
-- pooled_share | Pooled | share | share agreeing of all answers in one pot | withheld
-- is_divergent | Intervals of two groups do not touch | flag | | fewer than two groups
-- apart_groups | Groups apart (higher first) | text | the two groups whose intervals do not touch; of several such pairs the farthest | none
-- apart_distance | These two apart by (percentage points) | points | distance of the shares agreeing of the two groups whose intervals do not touch, percentage points | none
-- divergence | Highest less lowest | points annex | highest less lowest share agreeing of all groups, whether their intervals touch or not, percentage points | fewer than two groups
-- withheld_reason | Why a score is withheld | code annex | | not withheld
with latest as (
    select
        survey_id,
        max(wave_order) as wave_order
    from evaluation.view_divergence
    group by survey_id
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
    items.withheld_reason
from evaluation.view_divergence as items
inner join latest
    on items.survey_id = latest.survey_id
    and items.wave_order = latest.wave_order
order by items.survey_id, items.item_id

-- title: Surveys of constituents
-- snapshots: surveys
-- survey_count | Surveys | count | surveys of constituents on record
-- item_count | Statements | count | statements asked about in the latest wave of each survey
-- divergent_count | Groups apart | count | statements on which the intervals of two groups do not touch
-- withheld_count | Withheld | count | statements for which a score over all groups is withheld
with latest as (
    select
        survey_id,
        max(wave_order) as wave_order
    from evaluation.view_divergence
    group by survey_id
)

select
    count(distinct items.survey_id) as survey_count,
    count(*) as item_count,
    count(*) filter (where items.is_divergent) as divergent_count,
    count(*) filter (where items.withheld_reason is not null) as withheld_count
from evaluation.view_divergence as items
inner join latest
    on items.survey_id = latest.survey_id
    and items.wave_order = latest.wave_order

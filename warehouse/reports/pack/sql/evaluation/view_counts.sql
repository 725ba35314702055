-- title: Surveys of constituents
-- snapshots: surveys
-- survey_count | Surveys | count | surveys of constituents on record
-- item_count | Statements | count | statements asked about in the latest wave of each survey
-- divergent_count | Groups apart | count | statements on which the intervals of two groups do not touch
-- change_count | Changes told | count | changes since the wave before, one statement and group each, in the latest wave
-- no_change_count | Changes that may be none | count | changes since the wave before whose 95 % interval holds zero
-- withheld_count | Withheld | count | statements for which a score over all groups is withheld
with latest as (
    select
        survey_id,
        max(wave_order) as wave_order
    from evaluation.view_divergence
    group by survey_id
),

changes as (
    select
        count(*) as change_count,
        count(*) filter (where views.change_low <= 0 and views.change_high >= 0) as no_change_count
    from evaluation.constituent_views as views
    inner join latest
        on views.survey_id = latest.survey_id
        and views.wave_order = latest.wave_order
    where views.change is not null
)

select
    count(distinct items.survey_id) as survey_count,
    count(*) as item_count,
    count(*) filter (where items.is_divergent) as divergent_count,
    max(changes.change_count) as change_count,
    max(changes.no_change_count) as no_change_count,
    count(*) filter (where items.withheld_reason is not null) as withheld_count
from evaluation.view_divergence as items
cross join changes
inner join latest
    on items.survey_id = latest.survey_id
    and items.wave_order = latest.wave_order

-- Which sources of which series are left out of indicators.series, and why; no reason means that it stands. 1. Where a
-- series has a survey value, what is modelled goes; where it has none but modelled values, its empty rows go. 2. Of
-- the totals of several classification versions one series stands: a survey's before a modelled one, then the one
-- with the most values, then the one whose total has the most values in the dataset, then the first code. 3. Where
-- several sources of a series stand, they may give the same period; their rows are compared one by one later.
{% set series = 'snapshot_id reference_area_code given_sex given_classification_1 given_classification_2'.split() %}
with
int_series__counted as (
    select * from {{ ref('int_series__counted') }}
),

weighed as (
    select
        *,
        sum(case when is_modelled then value_count else 0 end) over (
            partition by {{ series | join(', ') }}
        ) as modelled_value_count,
        sum(case when is_modelled then 0 else value_count end) over (
            partition by {{ series | join(', ') }}
        ) as survey_value_count
    from int_series__counted
),

of_one_kind as (
    select
        *,
        case
            when is_modelled and survey_value_count > 0 then 'modelled beside survey'
            when not is_modelled and survey_value_count = 0 and modelled_value_count > 0
                then 'survey without a value beside modelled'
        end as kind_reason
    from weighed
),

series as (
    select
        {{ series | join(',\n        ') }},
        case when is_classification_1_total then '' else given_classification_1 end as category_1,
        case when is_classification_2_total then '' else given_classification_2 end as category_2,
        min(case when is_modelled then 1 else 0 end) as kind_rank,
        sum(value_count) as series_value_count,
        count(*) as source_count
    from of_one_kind
    where kind_reason is null
    group by
        {{ series | join(',\n        ') }},
        is_classification_1_total,
        is_classification_2_total
),

known_widely as (
    select
        *,
        sum(series_value_count) over (
            partition by snapshot_id, given_classification_1, given_classification_2
        ) as dataset_value_count
    from series
),

ranked as (
    select
        *,
        row_number() over (
            partition by snapshot_id, reference_area_code, given_sex, category_1, category_2
            order by
                kind_rank asc,
                series_value_count desc,
                dataset_value_count desc,
                given_classification_1 asc,
                given_classification_2 asc
        ) as version_rank
    from known_widely
),

final as (
    select
        sources.snapshot_id,
        sources.reference_area_code,
        sources.given_sex,
        sources.given_classification_1,
        sources.given_classification_2,
        sources.given_source,
        sources.value_count,
        case
            when sources.kind_reason is not null then sources.kind_reason
            when ranked.version_rank > 1 then 'same total in another classification version'
        end as reason,
        sources.kind_reason is null and ranked.version_rank = 1 and ranked.source_count > 1 as is_contested
    from of_one_kind as sources
    left join ranked
        on {% for column in series %}
            sources.{{ column }} = ranked.{{ column }}{{ ' and' if not loop.last }}{% endfor %}
)

select * from final

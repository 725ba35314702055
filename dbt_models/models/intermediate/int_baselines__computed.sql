-- First version of each baseline, by the rule of its sheet. Outcomes: the last value at or before 2022 and not before
-- 2018, a real one before a modelled one; else the one of 2023, which is late. Beside it stands what it would be
-- without the pandemic years 2020 and 2021. What the strategy itself does starts from nought at the end of 2022.
{% set keys = ['indicator_id', 'indicator_version_no', 'reference_area_code', 'disaggregation'] %}
with
int_indicators__sheets as (
    select * from {{ ref('int_indicators__sheets') }}
),

int_indicator_values__yearly as (
    select *
    from {{ ref('int_indicator_values__yearly') }}
    where not coalesce(is_projected, false)
        and year <= extract(year from {{ as_of_date() }})
),

int_targets__known as (
    select * from {{ ref('int_targets__known') }}
),

offered as (
    select
        observed.*,
        case
            when sheets.baseline_rule = 'last_2018_2022' and observed.year between 2018 and 2022 then 'last_2018_2022'
            when sheets.baseline_rule = 'last_2018_2022' and observed.year = 2023 then 'first_2023_late'
            when sheets.baseline_rule = 'first_report' then 'first_report'
            when sheets.baseline_rule = 'first_load_2022' and observed.year = 2022 then 'first_load_2022'
        end as baseline_rule,
        {{ is_pandemic_year('observed.year') }} as is_pandemic_year
    from int_indicator_values__yearly as observed
    inner join int_indicators__sheets as sheets
        on observed.indicator_id = sheets.indicator_id
            and observed.indicator_version_no = sheets.indicator_version_no
),

weighed as (
    select
        *,
        case when baseline_rule = 'first_2023_late' then 1 else 0 end as rule_rank,
        case when value_kind = 'modelled' then 1 else 0 end as kind_rank,
        case when baseline_rule = 'first_report' then year else -year end as year_rank
    from offered
    where baseline_rule is not null
),

ranked as (
    select
        *,
        row_number() over (
            partition by {{ keys | join(', ') }}
            order by rule_rank, kind_rank, year_rank
        ) as choice,
        row_number() over (
            partition by {{ keys | join(', ') }}, is_pandemic_year
            order by rule_rank, kind_rank, year_rank
        ) as choice_among_like_years
    from weighed
),

starting_from_nought as (
    select
        {{ keys | join(',\n        ') }}
    from int_indicator_values__yearly
    union
    select
        {{ keys | join(',\n        ') }}
    from int_targets__known
),

final as (
    select
        -- keys
        {% for key in keys %}
        ranked.{{ key }},
        {% endfor %}
        -- baseline
        ranked.year as baseline_year,
        ranked.value as baseline_value,
        ranked.baseline_rule,
        -- what the value is
        ranked.value_kind,
        ranked.observation_status_code,
        ranked.source_code,
        -- without the pandemic years
        without_pandemic.year as year_without_pandemic,
        without_pandemic.value as value_without_pandemic,
        -- origin
        ranked.snapshot_id,
        ranked.row_number
    from ranked
    left join ranked as without_pandemic
        on {% for key in keys %}
            ranked.{{ key }} = without_pandemic.{{ key }} and{% endfor %}
            not without_pandemic.is_pandemic_year
            and without_pandemic.choice_among_like_years = 1
    where ranked.choice = 1
    union all
    select
        {% for key in keys %}
        starting_from_nought.{{ key }},
        {% endfor %}
        2022 as baseline_year,
        cast(0 as double) as baseline_value,
        sheets.baseline_rule,
        'defined' as value_kind,
        cast(null as string) as observation_status_code,
        cast(null as string) as source_code,
        2022 as year_without_pandemic,
        cast(0 as double) as value_without_pandemic,
        cast(null as string) as snapshot_id,
        cast(null as bigint) as row_number
    from starting_from_nought
    inner join int_indicators__sheets as sheets
        on starting_from_nought.indicator_id = sheets.indicator_id
            and starting_from_nought.indicator_version_no = sheets.indicator_version_no
    where sheets.baseline_rule = 'zero_2022'
)

select * from final

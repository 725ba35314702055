-- Every row of "change since baseline": each series that is compared, and what has no value, counted once per
-- indicator; how many of the years to expect are there, and for all that is not known the reason.
{% set series = [
    'indicator_id', 'indicator_version_no', 'reference_area_code', 'area_kind', 'disaggregation', 'aggregation_method',
] %}
{% set compared = [
    'before_mean', 'after_mean', 'difference', 'before_without_pandemic_mean', 'difference_without_pandemic',
    'before_trend', 'after_trend', 'before_without_pandemic_trend', 'after_latest_year', 'after_latest_value',
    'baseline_year', 'baseline_value', 'baseline_rule', 'baseline_kind', 'is_pandemic_baseline', 'is_late_baseline',
    'latest_difference', 'year_without_pandemic', 'value_without_pandemic', 'latest_difference_without_pandemic',
    'has_break_before', 'has_break_between', 'has_break_after', 'value_kind', 'is_modelled', 'has_unfinished_year',
    'revision_part', 'revision_share', 'composition_part', 'composition_share', 'fixed_country_count',
    'least_country_count', 'most_country_count', 'is_partial', 'snapshot_id',
] %}
{% set counted = [
    'before_count', 'before_without_pandemic_count', 'after_count', 'projected_count', 'source_count',
    'source_change_count', 'known_again_count', 'revised_count',
] %}
{% set reasons = [
    'reason_no_difference', 'reason_no_difference_without_pandemic', 'reason_not_judged',
    'reason_not_judged_without_pandemic', 'reason_no_revision_share', 'reason_no_composition_share',
] %}
with
int_change_series__compared as (
    select * from {{ ref('int_change_series__compared') }}
),

int_change_areas__missing as (
    select * from {{ ref('int_change_areas__missing') }}
),

rows_to_tell as (
    select
        {{ series | join(',\n        ') }},
        1 as area_count,
        cast(null as string) as missing_reason
    from int_change_series__compared
    union all
    select
        indicator_id,
        indicator_version_no,
        reference_area_code,
        area_kind,
        'total' as disaggregation,
        'as_published' as aggregation_method,
        area_count,
        reason_no_difference as missing_reason
    from int_change_areas__missing
),

final as (
    select
        -- keys
        {% for key in series %}
        told.{{ key }},
        {% endfor %}
        told.area_count,
        -- what is compared, and how many values there are of how many years to expect
        {% for column in compared %}
        compared.{{ column }},
        {% endfor %}
        {% for column in counted %}
        coalesce(compared.{{ column }}, 0) as {{ column }},
        {% endfor %}
        {% for period, years in {
            'before': expected_years(first_year_before(), first_year_after() | int - 1),
            'after': expected_years(first_year_after(), last_whole_year()),
        }.items() %}
        {{ years }} as {{ period }}_expected_count,
        {{ rounded(
            'coalesce(compared.' ~ period ~ '_whole_year_count, 0)'
            ~ ' / nullif(cast(' ~ years ~ ' as double), 0)', 6
        ) }}
            as {{ period }}_coverage,
        {% endfor %}
        -- better or worse
        coalesce(compared.change_class, 'not_judged') as change_class,
        coalesce(compared.change_class_without_pandemic, 'not_judged') as change_class_without_pandemic,
        -- breaks
        case
            when compared.has_break_before or compared.has_break_between or compared.has_break_after then true
            when not (compared.has_break_before or compared.has_break_between or compared.has_break_after) then false
        end as has_break,
        nullif(compared.break_years, '') as break_years,
        -- why something is not there
        {% for reason in reasons %}
        coalesce(told.missing_reason, compared.{{ reason }}) as {{ reason }},
        {% endfor %}
        {% for trend in ['before_trend', 'before_without_pandemic_trend', 'after_trend'] %}
        case when compared.{{ trend }} is null then 'fewer_than_3_points' end as reason_no_{{ trend }},
        {% endfor %}
        {% for known, told_by in {
            'baseline': 'baseline_year', 'latest_difference': 'latest_difference',
            'latest_difference_without_pandemic': 'latest_difference_without_pandemic',
        }.items() %}
        case
            when compared.{{ told_by }} is not null then null
            when told.missing_reason is not null then told.missing_reason
            when told.aggregation_method <> 'as_published' then 'regional_figure'
            when compared.baseline_year is null then 'no_baseline'
            {%- if known.endswith('without_pandemic') %}
            when compared.year_without_pandemic is null then 'pandemic_years_only'
            {%- endif %}
            else 'no_later_value'
        end as reason_no_{{ known }},
        {% endfor %}
        case
            when told.missing_reason is not null then told.missing_reason
            when told.aggregation_method <> 'as_published' then 'regional_figure'
            when compared.unknown_break_count > 0 then 'origin_unknown'
        end as reason_break_unknown
    from rows_to_tell as told
    left join int_change_series__compared as compared
        on {% for key in series %}
            told.{{ key }} = compared.{{ key }}{{ ' and' if not loop.last }}{% endfor %}
)

select * from final

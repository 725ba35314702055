-- The five parts of a good target, tested for each version of each target, with the reason in words.
with
int_targets__judgeable as (
    select * from {{ ref('int_targets__judgeable') }}
),

described as (
    select
        *,
        {% for lacks, words in [
            ('not has_sheet', 'a known version of the indicator'),
            ('not has_area', 'a known area'),
            ('not has_group', 'one group, such as sex=SEX_F'),
        ] -%}
        case when {{ lacks }} then '; {{ words }}' else '' end{{ ' || ' if not loop.last }}
        {%- endfor %} as unnamed,
        {% for lacks, words in [
            ('unit is null', 'unit'),
            ('source is null', 'source'),
            ('baseline_value is null', 'baseline'),
            ('not has_number', 'number'),
        ] -%}
        case when {{ lacks }} then '; {{ words }}' else '' end{{ ' || ' if not loop.last }}
        {%- endfor %} as unmeasured,
        'it needs ' || cast({{ rounded('needed_growth', 2) }} as string)
        || case when is_rate then ' %' else '' end || ' a year'
        || case when is_rate then '' when unit = '%' then ' (percentage points)' else ' (' || unit || ')' end
        || '; eight in ten of ' || cast(peer_count as string) || ' other countries saw '
        || cast({{ rounded('low_growth', 2) }} as string)
        || ' to ' || cast({{ rounded('high_growth', 2) }} as string) as growth_words,
        cast(target_year as string) as year_words
    from int_targets__judgeable
),

final as (
    select
        target_id,
        version_no,
        1 as criterion_no,
        'specific' as criterion,
        case when unnamed = '' then 'pass' else 'fail' end as outcome,
        case
            when unnamed = '' then 'It names indicator, version, area and group.'
            else 'It does not name ' || substring(unnamed, 3) || '.'
        end as detail
    from described
    union all
    select
        target_id,
        version_no,
        2 as criterion_no,
        'measurable' as criterion,
        case when unmeasured = '' then 'pass' else 'fail' end as outcome,
        case
            when unmeasured = '' then 'Unit, source and baseline are there.'
            else 'It lacks: ' || substring(unmeasured, 3) || '.'
        end as detail
    from described
    union all
    select
        target_id,
        version_no,
        3 as criterion_no,
        'achievable' as criterion,
        case when verdict = 'within' then 'pass' else 'note' end as outcome,
        case
            when target_type not in ('value', 'relative_change')
                then 'It needs no number, so no growth can be compared.'
            when verdict is null
                then 'Without a number, and a baseline before its year, the growth that it needs is unknown.'
            when reference_area_code = 'STRATEGY'
                then 'No other area has this indicator, so no growth can be compared.'
            when verdict = 'too_few_peers'
                then 'Only ' || cast(peer_count as string) || ' other countries can be compared; it takes 10.'
            when verdict = 'within' then 'Within what others have seen: ' || growth_words || '.'
            when verdict = 'stretch' then 'Stretch: ' || growth_words || '.'
            else 'Easier than what others have seen: ' || growth_words || '.'
        end as detail
    from described
    union all
    select
        target_id,
        version_no,
        4 as criterion_no,
        'relevant' as criterion,
        case when statement_count > 0 then 'pass' else 'fail' end as outcome,
        case
            when statement_count > 0 then 'A contribution statement links the indicator to the work of the strategy.'
            else 'No contribution is claimed: the indicator is context.'
        end as detail
    from described
    union all
    select
        target_id,
        version_no,
        5 as criterion_no,
        'time_bound' as criterion,
        case
            when target_year between first_year and last_year and is_read_in_time then 'pass'
            else 'fail'
        end as outcome,
        case
            when target_year is null then 'It names no year.'
            when target_year not between first_year and last_year
                then 'Its year, ' || year_words || ', lies outside the term of the strategy.'
            when is_read_in_time is null then 'How long a value takes to come out is not known.'
            when is_read_in_time then 'Its year lies in the term, and a value comes out in time for the last report.'
            else 'A value for ' || year_words || ' comes out about ' || cast(release_lag_months as string)
                || ' months after the year ends: too late for the last report of the term.'
        end as detail
    from described
)

select * from final

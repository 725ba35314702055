{# CTEs rated_now and rated_before: what the method that rates says of each latest year, now and in earlier releases. #}
{% macro rated_now_and_before() -%}
rated_now as (
    select
        cases.*,
        rated.method,
        rated.ratio,
        rated.class,
        rated.reason_not_rated
    from int_progress__cases as cases
    inner join int_indicators__sheets as sheets
        on cases.indicator_id = sheets.indicator_id
            and cases.indicator_version_no = sheets.indicator_version_no
    inner join int_progress__rated as rated
        on cases.case_id = rated.case_id
            and rated.method = {{ rating_method('cases.target_type') }}
    where cases.is_latest
),

-- a target without a number of its own takes the baseline's, so its number then is no number that was set
rated_before as (
    select
        earlier.*,
        case
            when earlier.target_type in ('maintain', 'done_by_date') and targets.target_id is not null
                then targets.target_value
            when earlier.target_type <> 'relative_change' then earlier.target_value
        end as given_target_value,
        case
            when earlier.reason_not_rated = 'stale' then true
            when coalesce(earlier.reason_not_rated, 'too_early') in ('origin_unknown', 'too_early') then false
            else extract(year from earlier.release_as_of_date) - earlier.year > {{ var('stale_years') }}
        end as is_stale
    from stg_releases__progress as earlier
    left join int_targets__known as targets
        on earlier.target_id = targets.target_id
            and earlier.target_version_no = targets.version_no
    where earlier.method = {{ rating_method('earlier.target_type') }}
)
{%- endmacro %}

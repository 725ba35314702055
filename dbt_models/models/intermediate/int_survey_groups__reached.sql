-- One row per survey, wave and group: how many answered anything, of how many, and how they were asked.
with
int_survey_rows__known as (
    select * from {{ ref('int_survey_rows__known') }}
),

answers as (
    select
        survey_id,
        wave,
        constituent_group,
        respondent_id,
        mode
    from int_survey_rows__known
    where record = 'response' and is_newest and answer <> 'withdrawn'
),

populations as (
    select
        survey_id,
        wave,
        constituent_group,
        population_count
    from int_survey_rows__known
    where record = 'population' and is_newest
),

waves as (
    select distinct
        survey_id,
        wave
    from answers
),

constituent_groups as (
    select 'government' as constituent_group
    union all
    select 'employer' as constituent_group
    union all
    select 'worker' as constituent_group
),

counted as (
    select
        survey_id,
        wave,
        constituent_group,
        cast(count(distinct respondent_id) as integer) as respondent_count
    from answers
    group by survey_id, wave, constituent_group
),

modes as (
    select
        survey_id,
        wave,
        constituent_group,
        {{ joined_text('mode', ', ') }} as modes
    from (
        select distinct
            survey_id,
            wave,
            constituent_group,
            mode
        from answers
        where mode is not null
    ) as distinct_modes
    group by survey_id, wave, constituent_group
),

final as (
    select
        waves.survey_id,
        waves.wave,
        groups.constituent_group,
        coalesce(counted.respondent_count, 0) as respondent_count,
        populations.population_count,
        modes.modes
    from waves
    cross join constituent_groups as groups
    left join counted
        on
            waves.survey_id = counted.survey_id
            and waves.wave = counted.wave
            and groups.constituent_group = counted.constituent_group
    left join populations
        on
            waves.survey_id = populations.survey_id
            and waves.wave = populations.wave
            and groups.constituent_group = populations.constituent_group
    left join modes
        on
            waves.survey_id = modes.survey_id
            and waves.wave = modes.wave
            and groups.constituent_group = modes.constituent_group
)

select * from final

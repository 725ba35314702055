-- One row per survey, wave, item and group, with the group that nobody of has answered too.
with
int_survey_rows__known as (
    select * from {{ ref('int_survey_rows__known') }}
),

int_survey_groups__reached as (
    select * from {{ ref('int_survey_groups__reached') }}
),

answers as (
    select * from int_survey_rows__known
    where record = 'response' and is_newest and answer <> 'withdrawn'
),

items as (
    select
        survey_id,
        wave,
        wave_order,
        item_id,
        bool_or(is_sample) as is_sample
    from answers
    group by survey_id, wave, wave_order, item_id
),

counted as (
    select
        survey_id,
        wave,
        item_id,
        constituent_group,
        {% for point in range(1, 6) %}
        sum(case when answer = '{{ point }}' then 1 else 0 end) as answer_{{ point }}_count,
        {% endfor %}
        sum(case when answer = 'dont_know' then 1 else 0 end) as dont_know_count,
        sum(case when answer in ('4', '5') then weight end) as top_two_weight,
        sum(case when answer <> 'dont_know' then weight end) as answered_weight
    from answers
    group by survey_id, wave, item_id, constituent_group
),

final as (
    select
        items.survey_id,
        items.wave,
        items.wave_order,
        items.item_id,
        groups.constituent_group,
        {% for point in range(1, 6) %}
        cast(coalesce(counted.answer_{{ point }}_count, 0) as integer) as answer_{{ point }}_count,
        {% endfor %}
        cast(coalesce(counted.dont_know_count, 0) as integer) as dont_know_count,
        case when counted.answered_weight > 0 then coalesce(counted.top_two_weight, 0) end as top_two_weight,
        counted.answered_weight,
        groups.respondent_count,
        groups.population_count,
        groups.modes,
        items.is_sample
    from items
    inner join int_survey_groups__reached as groups
        on
            items.survey_id = groups.survey_id
            and items.wave = groups.wave
    left join counted
        on
            items.survey_id = counted.survey_id
            and items.wave = counted.wave
            and items.item_id = counted.item_id
            and groups.constituent_group = counted.constituent_group
)

select * from final

-- The steps of each rating that changed side by side, and what each of them did to the ratio. A step that says nothing,
-- or has no ratio, leaves the ratio of the step before, so that the parts add up to the whole change. What the same
-- inputs gave then and no longer give (a rule, or a sheet or target that changed under its version number) belongs to
-- the method.
{% set words = ['source_revision', 'new_period', 'baseline', 'target', 'method'] %}
{% set class_changed = "coalesce(class_before, '') <> coalesce(class_now, '')" %}
with
int_rating_changes__paired as (
    select * from {{ ref('int_rating_changes__paired') }}
),

int_rating_changes__stepped as (
    select * from {{ ref('int_rating_changes__stepped') }}
),

{{ rating_walk() }}

parted as (
    select
        *,
        {% for word in words[:4] %}
        case
            when ratio_before is not null and ratio_now is not null
                then carried_at_{{ loop.index }} - carried_at_{{ loop.index0 }} + 0
        end as part_{{ word }},
        {% endfor %}
        case
            when ratio_before is not null and ratio_now is not null
                then (ratio_now - carried_at_4) + (carried_at_0 - ratio_before) + 0
        end as part_method,
        case when ratio_before is not null and ratio_now is not null then cast(0 as double) end as part_quality_gate
    from walked_5
),

searched as (
    select
        *,
        {{ rounded('greatest(abs(part_' ~ words | join('), abs(part_') ~ '))', 9) }} as largest_part,
        case
            {{ last_step(words, '(ratio@now is null) <> (ratio@before is null)') }}
        end as ratio_step,
        case
            when coalesce(class_now, '') <> coalesce(class_at_5, '') then 'quality_gate'
            {{ last_step(words, "coalesce(class@now, '') <> coalesce(class@before, '')") }}
        end as class_step,
        case
            when coalesce(reason_not_rated_now, '') <> coalesce(reason_at_5, '') then 'quality_gate'
            {{ last_step(words, "coalesce(reason@now, '') <> coalesce(reason@before, '')") }}
        end as reason_step
    from parted
),

final as (
    select
        -- keys
        rating_change_id,
        release_id,
        release_as_of_date,
        indicator_id,
        coalesce(indicator_version_no_now, indicator_version_no_before) as indicator_version_no,
        reference_area_code,
        disaggregation,
        -- then and now
        method_before,
        method_now,
        year_before,
        year_now,
        value_before,
        value_now,
        ratio_before,
        ratio_now,
        ratio_now - ratio_before as ratio_change,
        class_before,
        class_now,
        reason_not_rated_before as reason_before,
        reason_not_rated_now as reason_now,
        -- what each step did
        {% for word in words %}
        part_{{ word }},
        {% endfor %}
        part_quality_gate,
        {% for word in words %}
        class_at_{{ loop.index }} as class_after_{{ word }},
        {% endfor %}
        class_now as class_after_quality_gate,
        -- why
        case
            when ratio_before is null and ratio_now is not null then 'first_rated'
            when ratio_before is not null and ratio_now is null then 'no_longer_rated'
            when {{ class_changed }} then 'class_changed'
            when largest_part > 0 then 'ratio_moved'
            else 'reason_changed'
        end as change_kind,
        case
            when not is_known_before then 'new_period'
            when not is_known_now then 'source_revision'
            when (ratio_before is null) <> (ratio_now is null) then ratio_step
            when {{ class_changed }} and coalesce(class_at_5, '') = coalesce(class_before, '') then 'quality_gate'
            {% for word in words %}
            when largest_part > 0 and {{ rounded('abs(part_' ~ word ~ ')', 9) }} = largest_part then '{{ word }}'
            {% endfor %}
            when {{ class_changed }} then class_step
            else reason_step
        end as cause,
        -- marks
        coalesce(is_proposed_now, is_proposed_before) as is_proposed
    from searched
)

select * from final

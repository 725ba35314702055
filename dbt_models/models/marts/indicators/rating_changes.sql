-- Why a rating is another one than in an earlier release: the change, taken apart in a fixed order of steps.
with
int_rating_changes__parted as (
    select * from {{ ref('int_rating_changes__parted') }}
),

final as (
    select
        -- keys
        release_id,
        release_as_of_date,
        indicator_id,
        indicator_version_no,
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
        ratio_change,
        class_before,
        class_now,
        reason_before,
        reason_now,
        -- what each step did to the ratio
        part_source_revision,
        part_new_period,
        part_baseline,
        part_target,
        part_method,
        part_quality_gate,
        -- the class after each step
        class_after_source_revision,
        class_after_new_period,
        class_after_baseline,
        class_after_target,
        class_after_method,
        class_after_quality_gate,
        -- why
        change_kind,
        cause,
        -- marks
        is_proposed,
        {{ is_sample_run() }} as is_sample
    from int_rating_changes__parted
)

select * from final

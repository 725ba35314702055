-- Steps that stand out from the other steps of their series (docs/regions.md). Where more than half of the steps are
-- equal, the median deviation is zero: the mean deviation takes its place, and one single step that differs from all
-- others is an outlier whatever its size. Of many tests some fire by chance: the p-value is by Student's t with half as
-- many degrees of freedom as there are other steps (the median deviation knows the spread of few steps badly), and
-- Benjamini and Hochberg's adjustment of it says which still stand.
with
measured as (
    select
        *,
        case
            when step_count < {{ least_steps() }} then 'step'
            when median_deviation > 0 then 'modified_z'
            when deviating_count = 1 then 'any_change'
            when deviating_count > 1 then 'mean_deviation'
        end as test
    from {{ ref('int_steps__measured') }}
),

scored as (
    select
        *,
        {% call rounded_to(6) -%}
            case test
                when 'step' then abs(value - previous_value) / nullif(abs(value) + abs(previous_value), 0)
                when 'modified_z' then 0.6745 * deviation / median_deviation
                when 'mean_deviation' then deviation / (1.2533 * mean_deviation)
            end
        {%- endcall %} as statistic
    from measured
),

normal as (
    select
        *,
        case
            when test in ('modified_z', 'mean_deviation')
                then {{ as_normal('statistic', '((step_count - 1) / 2)') }}
        end as normal_value
    from scored
),

weighed as (
    select
        *,
        {{ two_sided_tail('normal_value') }} as p_value
    from normal
),

ranked as (
    select
        snapshot_id,
        row_number,
        p_value,
        count(*) over (partition by dataset_code) as family_count,
        count(*) over (
            partition by dataset_code
            order by p_value asc
            range between unbounded preceding and current row
        ) as p_rank,
        dataset_code
    from weighed
    where p_value is not null
),

adjusted as (
    select
        snapshot_id,
        row_number,
        family_count,
        least(
            min(p_value * family_count / nullif(p_rank, 0)) over (
                partition by dataset_code
                order by p_value desc
                range between unbounded preceding and current row
            ),
            1
        ) as adjusted_p_value
    from ranked
),

final as (
    select
        weighed.snapshot_id,
        weighed.row_number,
        weighed.dataset_code,
        weighed.indicator_code,
        weighed.reference_area_code,
        weighed.disaggregation,
        weighed.sex_code,
        weighed.classification_1_code,
        weighed.classification_2_code,
        weighed.year,
        weighed.value,
        weighed.is_break,
        weighed.observation_kind,
        weighed.is_sample,
        weighed.previous_year,
        weighed.previous_value,
        weighed.step_count,
        weighed.median_step,
        weighed.median_deviation,
        weighed.mean_deviation,
        weighed.test,
        weighed.statistic,
        {{ rounded('weighed.p_value', 9) }} as p_value,
        adjusted.family_count,
        {{ rounded('adjusted.adjusted_p_value', 9) }} as adjusted_p_value
    from weighed
    left join adjusted
        on weighed.snapshot_id = adjusted.snapshot_id
            and weighed.row_number = adjusted.row_number
    where (weighed.test = 'step' and weighed.statistic > {{ step_threshold() }})
        or (weighed.test in ('modified_z', 'mean_deviation') and weighed.statistic > {{ outlier_threshold() }})
        or (weighed.test = 'any_change' and weighed.deviation > 0)
)

select * from final

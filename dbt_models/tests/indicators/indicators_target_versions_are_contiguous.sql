-- The versions of a target that the framework proposes are numbered 1, 2, 3 in the order in which they became known.
with
targets as (
    select * from {{ ref('stg_results_framework__targets') }}
),

counted as (
    select
        target_id,
        version_no,
        row_number() over (partition by target_id order by known_from, version_no) as expected_no
    from targets
),

final as (
    select *
    from counted
    where version_no <> expected_no
)

select * from final

-- What the method that rates says at each step. A step whose value is missing (one that vanished, or that was not there
-- yet) says nothing.
with
int_rating_changes__cases as (
    select * from {{ ref('int_rating_changes__cases') }}
),

int_rating_changes__linear as (
    select * from {{ ref('int_rating_changes__linear') }}
),

int_rating_changes__trend as (
    select * from {{ ref('int_rating_changes__trend') }}
),

rated as (
    select
        case_id,
        method,
        ratio,
        class,
        reason_not_rated
    from int_rating_changes__linear
    union all
    select
        case_id,
        method,
        ratio,
        class,
        reason_not_rated
    from int_rating_changes__trend
),

final as (
    select
        cases.case_id,
        cases.rating_change_id,
        cases.step,
        cases.value is not null as is_judged,
        case when cases.value is not null then rated.ratio end as ratio,
        case when cases.value is not null then rated.class end as class,
        case when cases.value is not null then rated.reason_not_rated end as reason_not_rated
    from int_rating_changes__cases as cases
    inner join rated
        on cases.case_id = rated.case_id
            and rated.method = {{ rating_method('cases.target_type') }}
)

select * from final

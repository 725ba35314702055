-- Each rating and finding that names evidence: how many of the items it names there are, were accepted, were rejected.
with
int_evaluation_rows__known as (
    select * from {{ ref('int_evaluation_rows__known') }}
),

int_evaluation__evidence as (
    select * from {{ ref('int_evaluation__evidence') }}
),

final as (
    select
        named.row_id,
        cast(count(evidence.evidence_id) as integer) as evidence_count,
        cast(count(case when evidence.is_accepted then 1 end) as integer) as accepted_evidence_count,
        cast(count(case when evidence.review = 'rejected' then 1 end) as integer) as rejected_evidence_count
    from int_evaluation_rows__known as named
    inner join int_evaluation__evidence as evidence
        on {{ is_listed('evidence.evidence_id', 'named.evidence_ids') }}
    where named.record in ('rating', 'finding') and evidence.evidence_source = 'evaluation'
    group by named.row_id
)

select * from final

-- Evidence and reports that have an address, except what was rejected, once for each place that they belong to.
with evidence as (

    select
        title,
        link,
        evidence_date as document_date,
        evidence_kind,
        review,
        indicator_id,
        case when indicator_id is null then output_id end as output_id,
        case when evidence_source = 'evaluation' then 'A07' else 'A08' end as category
    from evaluation.evidence
    where review <> 'rejected'

),

reports as (

    select
        'Report on milestone ' || phase_id || ', ' || reporting_period_id as title,
        evidence_link as link,
        submitted_date as document_date,
        'report' as evidence_kind,
        report_state as review,
        cast(null as varchar) as indicator_id,
        output_id,
        'A08' as category
    from monitoring.milestone_reports
    where counts and is_latest

),

addressed as (

    select * from evidence
    union all
    select * from reports

),

final as (

    select
        indicator_id,
        output_id,
        link,
        category,
        min(title) as title,
        max(document_date) as document_date,
        min(evidence_kind) as evidence_kind,
        min(review) as review
    from addressed
    where lower(trim(link)) like 'http%'
    group by indicator_id, output_id, link, category

)

select * from final
order by indicator_id, output_id, link, category

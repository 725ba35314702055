-- What was rated, recommended, answered or designed, compared with the version handed in before it; drafts stand apart.
-- Landing asks for a reason when a version says something else than one that has landed. A file that is handed in under
-- an earlier day than one that landed before it cannot be caught there; here the order is that of the days.
with
int_evaluation_rows__known as (
    select * from {{ ref('int_evaluation_rows__known') }}
),

stated as (
    select
        row_id,
        subject_key,
        known_from,
        snapshot_id,
        correction_code,
        case record
            when 'rating'
                then
                    coalesce(cast(rating as string), '') || '|' || coalesce(justification, '')
                    || '|' || coalesce(evidence_ids, '')
            when 'recommendation'
                then
                    coalesce(finding_ids, '') || '|' || coalesce(recommendation, '')
                    || '|' || coalesce(priority, '') || '|' || coalesce(addressed_to, '')
            when 'response'
                then
                    coalesce(response, '') || '|' || coalesce(action, '')
                    || '|' || coalesce(owner, '') || '|' || coalesce(cast(due_date as string), '')
            when 'design' then coalesce(design_sha256, '')
        end as content
    from int_evaluation_rows__known
    where not is_draft and record in ('rating', 'recommendation', 'response', 'design')
),

compared as (
    select
        row_id,
        correction_code,
        content,
        lag(content) over (
            partition by subject_key
            order by known_from, snapshot_id
        ) as content_before
    from stated
),

final as (
    select
        row_id,
        coalesce(content <> content_before, false) as is_changed,
        coalesce(content <> content_before and correction_code is null, false) as is_undeclared
    from compared
)

select * from final

-- Which figures of earlier releases of this home read otherwise in this one, with the old value, the new one and why.
-- The reason is looked for among what this release knows of the subject and that one did not: the most serious is named
-- (a change without a reason, a correction, a decision, a review, a first report). Where there is none, time passed;
-- where time cannot have done it either, the plan or a rule of this software is another one.
with
int_figures__compared as (
    select * from {{ ref('int_figures__compared') }}
),

int_register_events__subjects as (
    select * from {{ ref('int_register_events__subjects') }}
),

stg_releases__inputs as (
    select * from {{ ref('stg_releases__inputs') }}
),

releases as (
    select distinct
        release_id,
        release_as_of_date
    from stg_releases__inputs
),

news as (
    select
        releases.release_id,
        events.*,
        case events.cause
            when 'undeclared change' then 1
            when 'correction' then 2
            when 'decision' then 3
            when 'review' then 4
            else 5
        end as cause_rank
    from int_register_events__subjects as events
    cross join releases
    left join stg_releases__inputs as inputs
        on releases.release_id = inputs.release_id
            and events.snapshot_id = inputs.snapshot_id
    where inputs.snapshot_id is null
        or cast(events.known_from as date) > releases.release_as_of_date
),

explained as (
    select
        compared.release_id,
        compared.figure_id,
        news.cause,
        news.detail,
        news.report_id,
        row_number() over (
            partition by compared.release_id, compared.figure_id
            order by news.cause_rank asc, news.known_from desc, news.report_id desc
        ) as news_rank,
        count(*) over (partition by compared.release_id, compared.figure_id) as news_count
    from int_figures__compared as compared
    inner join news
        on compared.release_id = news.release_id
            and compared.table_name = news.table_name
            and compared.subject_id = news.subject_id
            and {{ event_bears_on('news', 'compared') }}
),

judged as (
    select
        compared.*,
        explained.detail,
        explained.report_id as cause_report_id,
        explained.news_count,
        coalesce(explained.cause, case when compared.may_be_time then 'time passed' else 'plan or rule' end) as cause
    from int_figures__compared as compared
    left join explained
        on compared.release_id = explained.release_id
            and compared.figure_id = explained.figure_id
            and explained.news_rank = 1
),

final as (
    select
        -- keys
        release_id || '|' || figure_id as restated_id,
        release_id,
        release_as_of_date,
        figure_id,
        -- figure
        table_name,
        measure,
        subject_kind,
        subject_id,
        output_id,
        reading,
        reporting_period_id,
        old_value,
        new_value,
        -- why
        cause,
        case
            when news_count > 1
                then detail || ' It is the most serious of ' || cast(news_count as string) || ' reports and decisions '
                    || 'that this release knows and that one did not.'
            when news_count = 1 then detail
            when cause = 'time passed' then 'Nothing new came in; the day is a later one.'
            else 'Nothing new came in: the plan, or a rule of the software, is another one than in that release.'
        end as cause_detail,
        cause_report_id,
        cause not in ('time passed', 'new report') as is_restatement,
        {{ is_sample_run() }} as is_sample
    from judged
)

select * from final

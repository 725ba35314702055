-- The figures of this release in one shape, so that a later release can tell which of them it gives otherwise.
-- Counts and states as text; shares with six places and money with two, so that the order of adding up does not show.
-- known_by: when the latest report or decision behind the figure became known; empty where there is none yet.
{% set counts = ['due_count', 'achieved_on_time_count', 'achieved_late_count', 'overdue_count', 'not_reported_count',
    'cancelled_count', 'active_count', 'elapsed_phase_periods', 'active_phase_periods'] %}
{% set rates = ['on_time_rate', 'activity_rate'] %}
{% set blank = 'cast(null as string)' %}
{# table: (kind of subject, its key, output, reading, half-year, [texts], [shares], [money]) #}
{% set tables = {
    'milestone_status': ('phase', 'phase_id', 'output_id', 'reading', blank,
        ['status', 'delay_days', 'forecast_date', 'actual_date', 'active_periods', 'elapsed_periods'], [], []),
    'output_progress': ('output', 'output_id', 'output_id', 'reading', 'reporting_period_id',
        counts + ['is_reported'], rates, []),
    'action_area_progress': ('action_area', 'action_area_id', blank, 'reading', 'reporting_period_id',
        counts + ['reported_output_count'], rates + ['reporting_rate'], []),
    'strategy_progress': ('strategy', "'GB347'", blank, 'reading', 'reporting_period_id',
        counts + ['reported_output_count'], rates + ['reporting_rate'], []),
    'resource_absorption': ('action_area', 'action_area_id', blank, blank, blank,
        ['committed_position', 'spent_position'], [], ['committed_usd', 'spent_usd']),
    'commitment_status': ('commitment', 'commitment_id', blank, blank, blank, ['status', 'status_alternative'], [], []),
} %}
{% set relations = {
    'milestone_status': ref('int_milestone_status__assembled'),
    'output_progress': ref('int_output_progress__assembled'),
    'resource_absorption': ref('int_money__positioned'),
    'commitment_status': ref('int_promises__judged'),
    'action_area_progress': ref('int_action_areas__summed'),
    'strategy_progress': ref('int_strategy__summed'),
} %}
with
int_results__valued as (
    select * from {{ ref('int_results__valued') }}
),

int_register_events__subjects as (
    select * from {{ ref('int_register_events__subjects') }}
),

stated as (
    {% for table, (kind, key, output, reading, period, texts, shares, money) in tables.items() %}
    {% for measure in texts + shares + money %}
    select
        '{{ table }}' as table_name,
        '{{ measure }}' as measure,
        '{{ kind }}' as subject_kind,
        {{ key }} as subject_id,
        {{ output }} as output_id,
        {{ reading }} as reading,
        {{ period }} as reporting_period_id,
        {% if measure in texts -%}
        cast({{ measure }} as string) as value
        {%- else -%}
        cast(cast({{ measure }} as decimal(18, {{ 6 if measure in shares else 2 }})) as string) as value
        {%- endif %}
    from {{ relations[table] }}
    union all
    {% endfor %}
    {% endfor %}
    select
        'output_results' as table_name,
        case disaggregation when 'total' then 'value' else 'value, ' || disaggregation end as measure,
        'indicator' as subject_kind,
        indicator_id as subject_id,
        output_id,
        cast(null as string) as reading,
        reporting_period_id,
        cast(cast(value as decimal(18, 6)) as string) as value
    from int_results__valued
    where is_latest
),

known as (
    select
        stated.table_name,
        stated.subject_id,
        stated.reporting_period_id,
        max(events.known_from) as known_by
    from (
        select distinct
            table_name,
            subject_id,
            reporting_period_id
        from stated
    ) as stated
    inner join int_register_events__subjects as events
        on stated.table_name = events.table_name
            and stated.subject_id = events.subject_id
            and {{ event_bears_on('events', 'stated') }}
    group by stated.table_name, stated.subject_id, stated.reporting_period_id
),

final as (
    select
        -- key
        stated.table_name || '|' || stated.measure || '|' || stated.subject_id || '|' || coalesce(stated.reading, '')
        || '|' || coalesce(stated.reporting_period_id, '') as figure_id,
        stated.table_name,
        stated.measure,
        stated.subject_kind,
        stated.subject_id,
        stated.output_id,
        stated.reading,
        stated.reporting_period_id,
        -- figure
        stated.value,
        known.known_by,
        {{ as_of_date() }} as as_of_date,
        {{ is_sample_run() }} as is_sample
    from stated
    left join known
        on stated.table_name = known.table_name
            and stated.subject_id = known.subject_id
            and coalesce(stated.reporting_period_id, '') = coalesce(known.reporting_period_id, '')
    where stated.value is not null
)

select * from final

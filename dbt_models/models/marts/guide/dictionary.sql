-- Written from the properties files that also become the comments in the DuckDB file, so that it cannot drift from
-- them. It is made last and anew in each run ({{ var("run_id") }}): its examples are values of all the other tables.
-- The macros of the release stand in it, and are made once every table that they read is there.
-- depends_on: {{ ref('checks') }}, {{ ref('results') }}, {{ ref('check_reach') }}, {{ ref('scorecard') }}
-- depends_on: {{ ref('check_trend') }}, {{ ref('start_here') }}, {{ ref('queries') }}, {{ ref('release') }}
-- depends_on: {{ ref('inputs') }}, {{ ref('cite') }}, {{ ref('changes') }}
{{ config(post_hook="{{ create_release_macros() }}") }}
with
final as (
    select
        schema_name,
        table_name,
        column_name,
        kind,
        column_position,
        data_type,
        key_position,
        unit,
        code_list,
        source,
        example_value,
        description,
        table_description
    from (
        {{ published_columns() }}
    ) as columns (
        schema_name,
        table_name,
        column_name,
        kind,
        column_position,
        data_type,
        description,
        table_description,
        unit,
        code_list,
        source,
        example_value,
        key_position
    )
)

select * from final

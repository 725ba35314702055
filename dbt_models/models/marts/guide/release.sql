with
final as (
    select
        '{{ var("release_id") }}' as release_id,
        {{ as_of_date() }} as as_of_date,
        {{ utc_timestamp("'" ~ var("built_at") ~ "'") }} as built_at,
        {{ is_sample_run() }} as is_sample,
        '{{ var("run_id") }}' as run_id,
        '{{ var("fingerprint") }}' as fingerprint,
        '{{ var("git_commit") }}' as git_commit,
        nullif('{{ var("inputs_sha256") }}', '') as inputs_sha256,
        nullif('{{ var("lock_sha256") }}', '') as lock_sha256,
        '{{ dbt_version }}' as dbt_version,
        {{ engine_version() }} as engine_version,
        nullif('{{ var("storage_version") }}', '') as storage_version,
        nullif('{{ var("python_version") }}', '') as python_version,
        nullif('{{ var("dagster_version") }}', '') as dagster_version,
        nullif('{{ var("great_expectations_version") }}', '') as great_expectations_version,
        nullif('{{ var("streamlit_version") }}', '') as streamlit_version
)

select * from final

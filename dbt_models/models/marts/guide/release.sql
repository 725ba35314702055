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
        '{{ dbt_version }}' as dbt_version,
        version() as engine_version
)

select * from final

{# Tables that hold rows of snapshots are added to, not made anew, while the code and the dictionaries stay the same: a
   row depends on its own snapshot and on these alone (docs/decisions/0010-only-what-changed-is-built.md). Snapshots whose
   rows stand in the build file are named in built_snapshots; raw.ilostat leaves them out. A run that cannot rely on what
   was built names none and starts from an empty file. #}

{# Whether the rows of a snapshot are still to be added. #}
{% macro is_new(column) -%}
    {%- if var('built_snapshots') -%}
        {{ column }} not in ('{{ var('built_snapshots') | join("', '") }}')
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}


{# Before rows are added: take out those whose key (a snapshot, or more columns of it) is not in `kept` any more. #}
{% macro forget_all_but(kept, key=['snapshot_id'], only='true') -%}
    {%- if is_incremental() -%}
        delete from {{ this }}
        where {{ key | join(" || '_' || ") }} not in (
            select {{ key | join(" || '_' || ") }} from {{ kept }} where {{ only }}
        )
    {%- endif -%}
{%- endmacro %}

-- Every way along the links that visits no output twice. A way has at most as many links as there are outputs less one;
-- the loop stands for a recursion, so that every SQL engine can run it.
with
int_output_links__directed as (
    select * from {{ ref('int_output_links__directed') }}
),

ways_1 as (
    select
        supplier_output_id as first_output_id,
        consumer_output_id as output_id,
        supplier_output_id || ' → ' || consumer_output_id as path,
        synergy_ids,
        basis_rank,
        cast(basis_rank as string) as basis_path,
        1 as length
    from int_output_links__directed
),

{% for step in range(2, 20) %}
ways_{{ step }} as (
    select
        ways.first_output_id,
        links.consumer_output_id as output_id,
        ways.path || ' → ' || links.consumer_output_id as path,
        ways.synergy_ids || ', ' || links.synergy_ids as synergy_ids,
        case when links.basis_rank > ways.basis_rank then links.basis_rank else ways.basis_rank end as basis_rank,
        ways.basis_path || ', ' || cast(links.basis_rank as string) as basis_path,
        {{ step }} as length
    from ways_{{ step - 1 }} as ways
    inner join int_output_links__directed as links
        on ways.output_id = links.supplier_output_id
            and ways.path not like '%' || links.consumer_output_id || '%'
),

{% endfor %}
ways as (
    {% for step in range(1, 20) %}
    select * from ways_{{ step }}
    {% if not loop.last %} union all {% endif %}
    {% endfor %}
),

final as (
    select
        first_output_id,
        output_id,
        path,
        synergy_ids,
        case basis_rank when 1 then 'explicit' when 2 then 'section' else 'implied' end as basis,
        replace(replace(replace(basis_path, '1', 'explicit'), '2', 'section'), '3', 'implied') as basis_path,
        length,
        length = min(length) over (partition by first_output_id, output_id) as is_shortest
    from ways
)

select * from final

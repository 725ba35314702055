-- Plans of impact designs, every version that was registered, with what the gate says of each.
with
int_impact_designs__versioned as (
    select * from {{ ref('int_impact_designs__versioned') }}
),

int_impact_areas__listed as (
    select * from {{ ref('int_impact_areas__listed') }}
),

int_indicators__sheets as (
    select *
    from {{ ref('int_indicators__sheets') }}
    where is_current
),

verdicts as (
    select *
    from {{ ref('int_impact_designs__assessed') }}
    where record = 'verdict'
),

areas as (
    select
        design_id,
        design_version_no,
        {% for role in ['treated', 'comparison'] %}
        {{ joined_text("case when role = '" ~ role ~ "' then reference_area_code end", ' ') }} as {{ role }}_areas,
        cast(count(case when role = '{{ role }}' then 1 end) as integer) as {{ role }}_area_count,
        {% endfor %}
        min(start_year) as first_start_year
    from int_impact_areas__listed
    group by design_id, design_version_no
),

final as (
    select
        -- keys
        designs.design_id,
        cast(designs.design_version_no as integer) as design_version_no,
        designs.is_current,
        -- question
        designs.question_id,
        designs.design_question,
        designs.indicator_id,
        sheets.indicator_label,
        sheets.unit,
        -- plan
        designs.method,
        designs.sex_code,
        designs.disaggregation,
        areas.treated_areas,
        areas.comparison_areas,
        areas.treated_area_count,
        areas.comparison_area_count,
        cast(designs.first_year as integer) as first_year,
        cast(designs.last_year as integer) as last_year,
        cast(areas.first_start_year as integer) as first_start_year,
        designs.assumptions,
        designs.spillover_risk,
        designs.spillover_reason,
        -- registration
        designs.design_sha256,
        designs.registered_by,
        designs.registered_at,
        designs.received_at,
        designs.known_to,
        designs.correction_code,
        designs.correction_note,
        -- gate
        verdicts.verdict,
        case when verdicts.verdict = 'refused' then verdicts.sentence end as refusal_reasons,
        case when verdicts.verdict = 'passed' then verdicts.sentence end as notes,
        verdicts.claim,
        verdicts.claim_words,
        -- origin
        designs.snapshot_id,
        designs.row_number,
        designs.place,
        designs.is_sample
    from int_impact_designs__versioned as designs
    inner join verdicts
        on designs.design_id = verdicts.design_id
            and designs.design_version_no = verdicts.design_version_no
    left join areas
        on designs.design_id = areas.design_id
            and designs.design_version_no = areas.design_version_no
    left join int_indicators__sheets as sheets
        on designs.indicator_id = sheets.indicator_id
)

select * from final

-- Rows with a value are those of the linear method in the mart of progress, for the sheets that hold: none more, none
-- less, and every figure and class the same; the class without target is that of the method trend.
with
tracking_table as (
    select * from {{ ref('tracking_table') }}
),

indicators as (
    select * from {{ ref('indicators') }}
),

progress as (
    select
        progress.*,
        untargeted.class as trend_class
    from {{ ref('progress') }} as progress
    inner join {{ ref('progress') }} as untargeted
        on progress.indicator_id = untargeted.indicator_id
            and progress.indicator_version_no = untargeted.indicator_version_no
            and progress.reference_area_code = untargeted.reference_area_code
            and progress.disaggregation = untargeted.disaggregation
            and progress.year = untargeted.year
            and untargeted.method = 'trend'
    inner join indicators
        on progress.indicator_id = indicators.indicator_id
            and progress.indicator_version_no = indicators.indicator_version_no
    where progress.method = 'linear'
),

shown as (
    select
        indicator_id,
        indicator_version_no,
        reference_area_code,
        disaggregation,
        year,
        baseline_year,
        baseline_value,
        target_id,
        target_year,
        target_value,
        value,
        value_kind,
        expected_value,
        class,
        reason_not_rated,
        trend_class,
        is_latest,
        snapshot_id,
        row_number,
        met_share as progress_share,
        met_share_capped as progress_share_capped
    from tracking_table
    where year is not null
),

judged as (
    select
        indicator_id,
        indicator_version_no,
        reference_area_code,
        disaggregation,
        year,
        baseline_year,
        baseline_value,
        target_id,
        target_year,
        target_value,
        value,
        value_kind,
        expected_value,
        class,
        reason_not_rated,
        trend_class,
        is_latest,
        snapshot_id,
        row_number,
        progress_share,
        progress_share_capped
    from progress
),

lacking as (
    select * from judged
    except all
    select * from shown
),

added as (
    select * from shown
    except all
    select * from judged
),

final as (
    select
        'not in the tracking table' as difference,
        indicator_id,
        reference_area_code,
        disaggregation,
        year,
        value
    from lacking
    union all
    select
        'not in the mart of progress' as difference,
        indicator_id,
        reference_area_code,
        disaggregation,
        year,
        value
    from added
)

select * from final

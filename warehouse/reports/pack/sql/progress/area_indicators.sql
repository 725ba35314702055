-- title: Indicators by country and area: how many series stand where
-- key: indicator_id
-- snapshots: area_indicators
-- indicator_id | Code | text
-- indicator_label | Indicator | text
-- role | Role | text
-- series_count | Series with a value | count | series of the indicator with a value
-- survey_count | From surveys or records | count | series whose latest value comes from a survey or records
-- modelled_count | Modelled | count | series whose latest value is modelled or projected
-- met_count | Achieved or on track | count | series of the indicator rated achieved or on track
-- behind_count | Behind | count | series of the indicator rated needs acceleration, limited, off track, not met or deterioration
-- not_rated_count | Not rated | count | series of the indicator with a value and no class
-- latest_year | Latest year | year | | no value
select
    indicator_id,
    indicator_label,
    role,
    count(*) filter (where value is not null) as series_count,
    count(*) filter (where value_kind = 'survey') as survey_count,
    count(*) filter (where value_kind in ('modelled', 'projected')) as modelled_count,
    count(*) filter (where class in ('achieved', 'on_track')) as met_count,
    count(*) filter (where class is not null and class not in ('achieved', 'on_track')) as behind_count,
    count(*) filter (where class is null and value is not null) as not_rated_count,
    max(year) as latest_year
from indicators.tracking_table
where is_latest and (reference_area_code <> 'STRATEGY' or reference_area_code is null)
group by indicator_id, indicator_label, role
order by indicator_id

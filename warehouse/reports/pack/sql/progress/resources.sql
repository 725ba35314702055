-- title: Planned range, commitments and expenditure by action area
-- key: action_area_id
-- snapshots: money
-- action_area_id | Code | text
-- action_area_label | Action area | text
-- low_amount | Planned range for the whole term, low end | usd | low end of the planned range, US dollars
-- high_amount | Planned range for the whole term, high end | usd | high end of the planned range, US dollars
-- committed_usd | Committed so far | usd | commitments recorded, US dollars
-- spent_usd | Spent so far | usd | expenditure recorded, US dollars
-- committed_position | Commitments so far against the range of the whole term | text
-- share_of_low | Commitments as a share of the low end | share annex | commitments divided by the low end of the range | no share
-- share_note | Why there is no share | text annex
-- is_overspent | More spent than committed | flag
-- chart_label | Label in pictures | text annex
select
    absorption.action_area_id,
    areas.action_area_label,
    absorption.low_amount,
    absorption.high_amount,
    absorption.committed_usd,
    absorption.spent_usd,
    case
        when absorption.committed_position in ('below range', 'within range')
            then absorption.committed_position || ' so far'
        else absorption.committed_position
    end as committed_position,
    absorption.share_of_low,
    absorption.share_note,
    absorption.is_overspent,
    areas.action_area_id || ' ' || areas.action_area_label as chart_label
from monitoring.resource_absorption as absorption
inner join strategy.action_areas as areas
    on absorption.action_area_id = areas.action_area_id
order by areas.action_area_no

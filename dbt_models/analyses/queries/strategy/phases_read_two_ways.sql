select
    phase_id,
    phase_label,
    start_year,
    end_year,
    alternative_start_year,
    alternative_end_year,
    reading_confidence,
    ambiguity_note
from strategy.phases
where ambiguity_note is not null
order by phase_id

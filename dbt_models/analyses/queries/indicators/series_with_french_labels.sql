select
    indicator_label,
    reference_area_label,
    sex_label,
    time_period,
    value,
    unit,
    observation_kind,
    has_all_labels
from indicators.indicator_series('IL11', in_language := 'fr', country := 'KHM')

select
    reference_area_code,
    year,
    women_value,
    men_value,
    women_observation_kind,
    men_observation_kind,
    difference,
    ratio
from indicators.gaps_by_sex(of_indicator := 'IL11', in_year := 2024)

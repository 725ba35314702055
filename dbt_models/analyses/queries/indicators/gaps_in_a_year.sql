select
    reference_area_code,
    year,
    women_value,
    men_value,
    difference,
    ratio
from indicators.gaps_by_sex(of_indicator := 'IL11', in_year := 2024)

select
    sex_code,
    time_period,
    value,
    observation_kind,
    snapshot_id,
    row_number,
    file_name,
    file_sha256,
    sha256,
    known_from,
    licence
from indicators.trace('IL11', 'KHM', in_year := 2023)

select
    release_id,
    as_of_date,
    is_sample,
    fingerprint,
    inputs_sha256,
    engine_version
from guide.release

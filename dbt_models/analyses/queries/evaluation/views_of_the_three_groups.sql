select
    survey_id,
    wave,
    item_label,
    government_share,
    employer_share,
    worker_share,
    tripartite_share,
    divergence,
    is_divergent,
    withheld_reason
from evaluation.view_divergence
order by survey_id, wave_order, item_id

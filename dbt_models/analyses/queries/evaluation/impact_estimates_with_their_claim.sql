select
    design_id,
    quantity,
    verdict,
    estimate,
    interval_low,
    interval_high,
    claim_words,
    refusal_reasons
from evaluation.impact_estimates
where is_current
order by design_id, quantity

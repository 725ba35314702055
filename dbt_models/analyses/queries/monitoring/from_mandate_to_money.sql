select
    block_id,
    output_id,
    phase_count,
    indicator_count,
    evidence_count,
    high_amount,
    orphan_step
from monitoring.mandate_trace
order by block_id, output_id

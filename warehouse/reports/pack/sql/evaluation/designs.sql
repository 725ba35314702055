-- title: Impact designs
-- key: design_id
-- snapshots: designs
-- design_id | Code | text
-- design_question | Question | text
-- indicator_label | Indicator | text
-- method | Method | code
-- treated_area_count | Treated areas | count | treated areas of the plan
-- comparison_area_count | Comparison areas | count | comparison areas of the plan
-- first_year | From | year
-- last_year | To | year
-- registered_at | Registered, by its own word | date
-- received_at | Here since | date
-- registered_by | Registered by | text annex | | nobody named
-- is_own_word | Here only after the day of its own word | flag annex
-- first_start_year | First start | year annex | | no start named
-- verdict | Verdict of the gate | text
-- refusal_reasons | Why it is refused | text annex | | not refused
-- notes | What to read with it | text annex | | none
-- claim_words | What may be claimed | text annex | | nothing
-- assumptions | Assumptions | text annex
-- design_sha256 | Checksum of the plan | text annex
-- snapshot_id | Workbook | text annex
-- place | Place in it | text annex
select
    design_id,
    design_question,
    indicator_label,
    method,
    treated_area_count,
    comparison_area_count,
    first_year,
    last_year,
    registered_at,
    received_at,
    registered_by,
    cast(received_at as date) > cast(registered_at as date) as is_own_word,
    first_start_year,
    verdict,
    refusal_reasons,
    notes,
    claim_words,
    assumptions,
    design_sha256,
    snapshot_id,
    place
from evaluation.impact_designs
where is_current
order by design_id

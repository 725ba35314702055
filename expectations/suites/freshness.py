"""Rules on how fresh the figures are: is what ILOSTAT has also what is shown?

Owns: what a reader must be told when a dataset could not be fetched, or was not looked for in time.
Never: keeps a release back for it: the last good snapshot stands, and says that it may be old.
"""

from expectations.rules import WARNING, Facts, Rule, no_rows

FRESHNESS = "quality.freshness"


def rules(facts: Facts) -> tuple[Rule, ...]:  # noqa: ARG001 - every suite is asked the same way
    """The rules on freshness."""
    return (
        Rule(
            "DWSC-QUA-001", "no_dataset_is_stale", FRESHNESS, "timeliness",
            "For every dataset shown, the last look at ILOSTAT succeeded and is no longer ago than its rhythm allows",
            "Run dwsc fetch again; if it fails once more, look at stale_reason and at docs/fetching.md",
            no_rows("select dataset_code, known_from, checked_at, stale_reason from {batch} "
                    "where is_stale and dataset_code is not null and snapshot_id is not null"),
            severity=WARNING, needs="ilostat",
        ),
    )  # fmt: skip

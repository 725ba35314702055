"""Rules on how fresh the figures are: is what ILOSTAT has also what is shown?

Owns: what a reader must be told when a dataset could not be fetched.
Never: keeps a release back for it: the last good snapshot stands, and says that it may be old.
"""

from expectations.rules import WARNING, Facts, Rule, no_rows

FRESHNESS = "quality.freshness"


def rules(facts: Facts) -> tuple[Rule, ...]:  # noqa: ARG001 - every suite is asked the same way
    """The rules on freshness."""
    return (
        Rule(
            "DWSC-QUA-001", "no_dataset_is_stale", FRESHNESS, "timeliness",
            "The last look at ILOSTAT succeeded for every dataset that is shown",
            "Run dwsc fetch again; if it fails once more, look at stale_reason and at docs/fetching.md",
            no_rows("select dataset_code, known_from, checked_at, stale_reason from {batch} "
                    "where is_stale and snapshot_id is not null"),
            severity=WARNING, needs="ilostat",
        ),
    )  # fmt: skip

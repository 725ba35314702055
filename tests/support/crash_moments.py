"""The moments of `warehouse.crash` at which each kind of command is killed; `#3` means the third time.

Owns: the lists, of which together none may lack a moment that stands in the code.
Never: kills.
"""

LANDING = (
    "snapshot prepared", "snapshot renamed", "origin written", "text written beside its place", "text in its place",
    "accepted file moved", "refused file kept", "file copied beside its place", "snapshot renamed#2",
)  # fmt: skip
FETCHING = ("body fetched", "body in its place", "body landed", "fetch noted", "body landed#2")
HANDING_IN = ("handed-in file written beside its place", "handed-in file in its place", "text written beside its place")
PUBLISHING = (
    "release folder made", "build file copied", "database of the release proven", "files of a table written",
    "files of a table written#3", "files of the release written", "papers of the release written",
    "sums of the release written", "release sealed", "release renamed", "text written beside its place",
    "text in its place", "release pointed at",
)  # fmt: skip
# In the order of a run that builds upon the last one.
RUNNING = (
    "build lock held", "inputs of the run written", "state of the build set aside", "before dbt",
    "table made or tested#20", "dbt ended", "changes since the last release written", "before dbt#2",
    "results of dbt written",
    "state of the build written", "before publishing", "files of a table taken over#30",
)  # fmt: skip
# Of one that builds from nothing, tried in the home that a killed run left.
RUNNING_FROM_NOTHING = ("log of the old build removed", "build emptied", "table made or tested#9")
# Of a home whose snapshots are kept in an object store, tried in `test_store_killed`.
EXCHANGING = (
    "Parquet put into the store", "origin put into the store", "fetched snapshot renamed", "replaced origin kept",
)  # fmt: skip
ALL = (*EXCHANGING, *LANDING, *FETCHING, *HANDING_IN, *PUBLISHING, *RUNNING, *RUNNING_FROM_NOTHING)

"""The one error tree.

Owns: every error a person can meet, and the sentence that tells what to do next.
Never: catches anything; decides an exit code (the CLI does).
"""


class WarehouseError(Exception):
    """Raised when the warehouse cannot go on and a person must act.

    The message says what, where and what to do next.
    """


class SettingsError(WarehouseError):
    """Raised by `warehouse.settings`: a DWSC_ variable is unknown or has a wrong value.

    Correct the variable it names.
    """


class HomeError(WarehouseError):
    """Raised when a home cannot take what is asked, such as sample data among real data.

    Use the home the message names.
    """


class LockedError(WarehouseError):
    """Raised by `warehouse.lock`: another run holds the build.

    Wait for it, or stop the process that the message names.
    """


class RefusedError(WarehouseError):
    """Raised when a file is refused.

    Mend the places that the message lists and land the file again; the original is kept.
    """


class SnapshotError(WarehouseError):
    """Raised when a stored snapshot is missing or damaged.

    Restore it from backup, or land its original file again.
    """


class StoreError(WarehouseError):
    """Raised by `warehouse.store`: snapshots cannot be brought to or from where they lie.

    What was landed stays in the home and is put there next time; the message says what to mend.
    """


class FetchError(WarehouseError):
    """Raised when ILOSTAT's service cannot be asked or does not answer as it should.

    Fetch again later; the last good snapshots stand.
    """


class GateError(WarehouseError):
    """Raised when a blocking check fails or nothing was checked.

    The last release stands; mend the rows that it names.
    """


class BuildError(WarehouseError):
    """Raised when the build of the warehouse stops.

    The last release stands; the message names the step and its log.
    """


class EngineLostError(BuildError):
    """Raised when Spark does not answer, or went away while it worked.

    Nothing is lost: look whether the cluster is up, and run again.
    """


class ReleaseError(WarehouseError):
    """Raised when a release is missing, damaged or cannot be written. The message says which and how to repair it."""


class QueryError(WarehouseError):
    """Raised when a query is not exactly one SELECT, fails, or passes its limits. Correct the statement."""

"""Where snapshots lie, as `dwsc doctor` says it.

Owns: the sentence, after a look whether that place can be reached and written.
Never: makes a folder; leaves more in a store than one small object, by which it is tried.
"""

import os

from warehouse.errors import StoreError
from warehouse.settings import Settings
from warehouse.store.bucket import Bucket
from warehouse.store.ledger import Ledger
from warehouse.store.names import stored
from warehouse.store.place import require_place
from warehouse.store.put import prove_it_keeps


def described(settings: Settings) -> str:
    """Where snapshots lie.

    Raises:
        StoreError: they cannot be kept there; the message says why and what to do.
    """
    require_place(settings)
    if settings.is_object_store:
        bucket = Bucket(settings)
        known = len(stored(bucket.list()))
        prove_it_keeps(bucket, Ledger.read(settings))
        return f"{known} in {settings.snapshots}, which can be read and written; the home holds a copy"
    if not settings.snapshots:
        return "in the home"
    if not os.access(settings.snapshots_folder, os.R_OK | os.W_OK | os.X_OK):
        raise StoreError(f"{settings.snapshots_folder} may not be read and written by this user. Allow it (chmod).")
    return f"in {settings.snapshots_folder}, which may be shared"

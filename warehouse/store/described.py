"""Where snapshots lie, as `dwsc doctor` says it.

Owns: the sentence, after a look whether that place can be reached and written.
Never: makes a folder.
"""

import os

from warehouse.errors import StoreError
from warehouse.settings import Settings
from warehouse.store.place import require_place


def described(settings: Settings) -> str:
    """Where snapshots lie.

    Raises:
        StoreError: they cannot be kept there; the message says why and what to do.
    """
    require_place(settings)
    if not settings.snapshots:
        return "in the home"
    if not os.access(settings.snapshots_folder, os.R_OK | os.W_OK | os.X_OK):
        raise StoreError(f"{settings.snapshots_folder} may not be read and written by this user. Allow it (chmod).")
    return f"in {settings.snapshots_folder}, which may be shared"

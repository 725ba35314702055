"""The folder that a home is.

Owns: making it, and the sentence where that cannot be done.
Never: makes anything in it; knows what a home holds.
"""

import errno

from warehouse.errors import HomeError
from warehouse.settings import Settings

_CANNOT = {
    errno.EACCES, errno.EEXIST, errno.ELOOP, errno.ENAMETOOLONG, errno.ENOENT, errno.ENOTDIR, errno.EPERM, errno.EROFS,
}  # fmt: skip


def make_home(settings: Settings) -> None:
    """Make the folder of the home, if it is not there yet.

    Raises:
        HomeError: it cannot be made there.
        OSError: the disk is full or fails.
    """
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
        raise HomeError(
            f"The home {settings.home} cannot be made: {error.strerror}. Nothing was changed. Set DWSC_HOME to a "
            "folder that you may write, such as data/main, or make it by hand and allow writing in it."
        ) from error

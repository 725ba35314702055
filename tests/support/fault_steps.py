"""Steps that no command starts alone, for the forks of a warm process: each is named by `Warm.step`.

Owns: publishing a build file that waits in the home, and handing in a register.
Never: is imported by the process of the tests for anything else.
"""

import sys
from pathlib import Path

from support import release_build
from warehouse.errors import WarehouseError
from warehouse.reports.check import check_upload
from warehouse.reports.submit import submit
from warehouse.settings import get_settings


def publish() -> int:
    """Publish the build file of this home, as the last step of a run does; 1 with the message on standard error."""
    try:
        release = release_build.publish_build(get_settings())
    except WarehouseError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(release.release_id)
    return 0


def hand_in(path: str) -> int:
    """Check a register and put it into landing/, as the page does."""
    settings, content = get_settings(), Path(path).read_bytes()
    try:
        with Path(path).open("rb") as file:
            checked = check_upload(settings, Path(path).name, file)
        sys.stdout.write(submit(settings, checked, content).message)
    except WarehouseError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0

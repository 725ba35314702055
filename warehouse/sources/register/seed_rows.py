"""One seed file as rows.

Owns: reading a CSV of seeds/ as it stands, and saying so when it is gone.
Never: knows what a column means.
"""

import csv
from pathlib import Path

from warehouse.errors import WarehouseError


def seed_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a seed file, by column; every value is text.

    Raises:
        WarehouseError: the file is missing.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except FileNotFoundError as error:
        raise WarehouseError(f"{path} is missing; it is part of the project. Restore it with git.") from error

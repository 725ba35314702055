"""The entry that Dagster loads.

Owns: that everything under defs/ is loaded.
Never: defines anything itself.
"""

from pathlib import Path

import dagster as dg


@dg.definitions
def defs() -> dg.Definitions:
    """Load every definition from the defs folder."""
    return dg.load_from_defs_folder(path_within_project=Path(__file__).parent)

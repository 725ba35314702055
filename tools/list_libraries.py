"""Writes docs/libraries.md: every library with version and licence, those that only Spark needs apart.

Owns: that page.
Never: runs in a build; `make pins` starts it, in the environment that has Spark too.
"""

import re
import sys
from pathlib import Path

from warehouse.environment import Library, libraries

ROOT = Path(__file__).resolve().parents[1]
_HEADING = """# Libraries

What the project runs with and is developed with, from `requirements.lock`; remade by `make pins`. Each release carries
the same list as `sbom.cdx.json` (CycloneDX 1.6). The licence is the one that the library states; `BSD` says nothing of
its clauses, `OR` is a choice. A test holds that no licence is unknown or forbids to run and pass on the whole.

"""
_OF_SPARK = """
## Only with Spark

What the extra `spark` brings beside them, from `requirements-spark.lock`; a release built on Spark lists these too.

"""
_TABLE = "| library | version | licence |\n| --- | --- | --- |\n"
_BROUGHT_BY_PYTHON = {"pip", "setuptools", "wheel"}


def main() -> int:
    """Write the page; 1 where Spark is not installed, because its part would be lost."""
    of_spark = set(re.findall(r"(?m)^([a-z0-9-]+)==", (ROOT / "requirements-spark.lock").read_text(encoding="utf-8")))
    found = [one for one in libraries() if one.name not in _BROUGHT_BY_PYTHON]
    beside = [one for one in found if one.name in of_spark]
    if not beside:
        sys.stderr.write("Spark is not installed here; make pins does it.\n")
        return 1
    page = ROOT / "docs" / "libraries.md"
    shown = [_rows([one for one in found if one.name not in of_spark]), _rows(beside)]
    page.write_text(_HEADING + _TABLE + shown[0] + _OF_SPARK + _TABLE + shown[1], encoding="utf-8")
    return 0


def _rows(listed: list[Library]) -> str:
    return "".join(f"| {one.name} | {one.version} | {one.licence} |\n" for one in listed)


if __name__ == "__main__":
    sys.exit(main())

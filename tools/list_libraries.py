"""Writes docs/libraries.md: every library with version and licence.

Owns: that page.
Never: runs in a build; `make pins` starts it.
"""

from pathlib import Path

from warehouse.environment import libraries

_HEADING = """# Libraries

What the project runs with and is developed with, from `requirements.lock`; remade by `make pins`. Each release carries
the same list as `sbom.cdx.json` (CycloneDX 1.6). The licence is the one that the library states; `BSD` says nothing of
its clauses, `OR` is a choice. A test holds that no licence is unknown or forbids to run and pass on the whole.

| library | version | licence |
| --- | --- | --- |
"""
_BROUGHT_BY_PYTHON = {"pip", "setuptools", "wheel"}

if __name__ == "__main__":
    lines = [
        f"| {one.name} | {one.version} | {one.licence} |\n" for one in libraries() if one.name not in _BROUGHT_BY_PYTHON
    ]
    page = Path(__file__).resolve().parent.parent / "docs" / "libraries.md"
    page.write_text(_HEADING + "".join(lines), encoding="utf-8")

"""A home in which every real ILOSTAT file and a filled register were landed and published.

Owns: what is landed, and the one run. Several modules read the release or the build file; none changes them.
"""

import subprocess
from datetime import date
from pathlib import Path

from support import faults
from warehouse.sources.register.template import write_register

REPORTS = [
    {
        "phase_id": "O01-S1",
        "output_id": "O01",
        "reporting_period_id": "2023H2",
        "status": "completed",
        "actual_date": "2023-11-30",
        "evidence_link": "https://example.org/plan",
        "reporter": "Unit A",
    },
    {
        "phase_id": "O04-S2",
        "output_id": "O04",
        "reporting_period_id": "2024H2",
        "status": "in_progress",
        "forecast_date": "2025-06-30",
        "reason": "more countries than planned",
        "reporter": "Unit A",
    },
]


def observation_files(folder: Path) -> list[Path]:
    """Every file with figures."""
    return sorted(path for path in folder.iterdir() if path.name.endswith((".csv", ".csv.gz", ".xlsx")))


def make_real_home(real_data: Path, folder: Path) -> str:
    """Land all of it and run; where the home is."""
    home, register = folder / "home", folder / "register.xlsx"
    write_register(register, REPORTS, submitted_on=date(2025, 1, 31), reporter="Unit A", data_kind="real")
    others = [*sorted(real_data.glob("*.json")), *sorted((real_data / "dic").iterdir())]
    files = [str(path) for path in (*observation_files(real_data), *others, register)]
    for arguments in (["land", *files], ["run"]):
        done: subprocess.CompletedProcess[str] = faults.dwsc(home, *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
    return str(home)

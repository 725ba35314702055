"""What costs most to make, made once for all processes of a test session that run side by side.

Owns: who makes it, and that the others wait for it.
Never: knows what it is; whoever uses it changes only a copy.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from filelock import FileLock


def made_once(folder: Path, make: Callable[[Path], Any]) -> Any:
    """What `make` answered, as JSON has it, after filling this folder; whoever comes first lets it be made."""
    made = folder / "made.json"
    with FileLock(f"{folder}.lock"):
        if not made.exists():
            folder.mkdir(exist_ok=True)
            answer = json.dumps(make(folder))
            made.write_text(answer)
    return json.loads(made.read_text())

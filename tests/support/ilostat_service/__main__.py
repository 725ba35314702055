"""`python -m support.ilostat_service`, in tests/: the stand-in for a person who tries `dwsc fetch` without the net.

Owns: its command line.
Never: runs anything but the stand-in.
"""

import argparse
import sys
import time
from pathlib import Path

from support.ilostat_service.datasets import many, real_datasets
from support.ilostat_service.quirks import QUIRKS
from support.ilostat_service.service import EVERYTHING, IlostatService


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("support.ilostat_service", description="A stand-in for ILOSTAT's service.")
    parser.add_argument("--port", type=int, default=8765, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--generated", type=int, default=20, help="how many invented datasets to hold")
    parser.add_argument("--rows", type=int, default=600, help="rows of each of them")
    parser.add_argument("--real", type=Path, help="folder with real ILOSTAT files to hold too")
    parser.add_argument("--trouble", choices=sorted(QUIRKS), help="what goes wrong with every answer")
    parser.add_argument("--times", type=int, help="how often it goes wrong; for ever if not given")
    return parser.parse_args()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Serve until Ctrl-C, and print each request."""
    arguments = _arguments()
    held = many(arguments.generated, arguments.rows) + (real_datasets(arguments.real) if arguments.real else [])
    with IlostatService(held, folder=arguments.real, port=arguments.port) as service:
        if arguments.trouble:
            service.trouble(EVERYTHING, QUIRKS[arguments.trouble], times=arguments.times)
        _say(f"{len(held)} datasets at {service.address}; Ctrl-C ends it. To fetch from it:")
        _say(f"  DWSC_HOME=data/try DWSC_ILOSTAT_ADDRESS={service.address} dwsc fetch {held[0].code}")
        shown = 0
        while True:
            time.sleep(0.2)
            for entry in service.log[shown:]:
                _say(f"{entry.status} {entry.path}{f'  ({entry.quirk})' if entry.quirk else ''}")
                shown += 1


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        _say("Ended.")

"""Looks for secrets in every version of every file that git knows, on any branch.

Owns: which text is looked at, by which detectors, and what is known to be none.
Never: prints a secret that it found: only where it stands.

Detectors are those of detect-secrets that know the form of a key (not the ones that guess by entropy, which take every
checksum for one), and files that should never be there, such as .env.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from detect_secrets.core.scan import scan_line
from detect_secrets.settings import transient_settings

ROOT = Path(__file__).resolve().parent.parent
DETECTORS = (
    "ArtifactoryDetector", "AWSKeyDetector", "AzureStorageKeyDetector", "BasicAuthDetector", "CloudantDetector",
    "DiscordBotTokenDetector", "GitHubTokenDetector", "GitLabTokenDetector", "IbmCloudIamDetector", "JwtTokenDetector",
    "MailchimpDetector", "NpmDetector", "OpenAIDetector", "PrivateKeyDetector", "PypiTokenDetector", "SendGridDetector",
    "SlackDetector", "SoftlayerDetector", "SquareOAuthDetector", "StripeDetector", "TelegramBotTokenDetector",
    "TwilioKeyDetector",
)  # fmt: skip
FORBIDDEN_FILE = re.compile(r"(^|/)(\.env(\..*)?|secrets\.toml|id_(rsa|ed25519|ecdsa)|.*\.(pem|p12|pfx|key|kdbx))$")
# Words that stand where a secret would in a document, and the invented secret of tests/support/canary.py.
PLACEHOLDER = re.compile(r"(?i)(your|my)?[_-]?((pass)?word|pass|secret|token|key)|x+|\*+|…|\.+|<.*>|\$?\{.*\}|Canary.*")
_PLACE = re.compile(r"^\+\+\+ b/(.*)$")


@dataclass(frozen=True)
class Found:
    """Where something looks like a secret; `kind` is the detector's name for it."""

    commit: str
    path: str
    kind: str


def main() -> None:
    """Scan the history and say where something was found."""
    found, lines = scan(ROOT)
    for one in sorted(found, key=lambda each: (each.path, each.commit)):
        sys.stdout.write(f"{one.path} in {one.commit[:10]}: {one.kind}\n")
    sys.stdout.write(f"{lines:,} added lines of the whole history were looked at; {len(found)} look like a secret.\n")
    sys.exit(1 if found or not lines else 0)


def scan(root: Path) -> tuple[set[Found], int]:
    """What was found in the history of a repository, and how many added lines were looked at."""
    found, looked_at = set[Found](), 0
    seen = set[str]()
    with transient_settings({"plugins_used": [{"name": name} for name in DETECTORS]}):
        for commit, path, line in _added(root):
            if FORBIDDEN_FILE.search(path):
                found.add(Found(commit, path, "a file for secrets"))
            looked_at += 1
            if line in seen or not _may_hold_one(line):
                continue
            seen.add(line)
            secrets = [one for one in scan_line(line) if not PLACEHOLDER.fullmatch(one.secret_value or "")]
            found |= {Found(commit, path, one.type) for one in secrets}
    return found, looked_at


def _may_hold_one(line: str) -> bool:
    """A line without a run of ten signs or a key's heading holds no key of any known form."""
    return "://" in line or "-----BEGIN" in line or re.search(r"[A-Za-z0-9_\-+/=.:]{20,}", line) is not None


def _added(root: Path) -> Iterator[tuple[str, str, str]]:
    """Commit, file and text of every line that any commit added."""
    command = [
        "git",
        "log",
        "--all",
        "--no-color",
        "--format=commit %H",
        "--unified=0",
        "--diff-filter=AMR",
        "-p",
        "-m",
    ]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True, errors="replace") as log:
        commit = path = ""
        for line in log.stdout or []:
            if line.startswith("commit "):
                commit = line.split()[1]
            elif place := _PLACE.match(line):
                path = place[1]
            elif line.startswith("+"):
                yield commit, path, line[1:].rstrip("\n")
    if log.returncode:
        raise SystemExit(f"git could not tell the history of {root}.")


if __name__ == "__main__":
    main()

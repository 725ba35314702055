#!/usr/bin/env bash
# Makes the virtual environment from requirements.lock. Usage: tools/setup.sh PYTHON VENV
# Every file that is installed has the SHA-256 that the lock names, uv itself and what builds the project too; nothing is
# compiled, so no code of a library runs while it is installed. uv installs in seconds what pip takes minutes for; where uv
# cannot be had or cannot reach the registry that pip is configured for, pip does the same from the same lock.
set -euo pipefail
python=$1 venv=$2

if [ -z "$python" ]; then
    echo "No Python 3.11, 3.12 or 3.13 was found. Install one (Debian: apt install python3 python3-venv), then run make again." >&2
    exit 1
fi

echo "Setting up $venv with $("$python" --version). The first time takes one to three minutes."
if ! "$python" -m venv --clear "$venv"; then
    echo "Python could not make a virtual environment. On Debian or Ubuntu: apt install python3-venv, then run make again." >&2
    exit 1
fi

pip=("$venv/bin/python" -m pip --disable-pip-version-check --quiet)
uv=("$venv/bin/uv" pip install --quiet --compile-bytecode --python "$venv/bin/python")
by_hash=(--require-hashes --no-deps --only-binary :all: -r) # the lock is whole: pip check below holds that
project=(--no-deps --no-build-isolation -e .)

# The lines of the lock that are about uv: its pin, and the hashes that follow it.
uv_lock=$(mktemp)
trap 'rm -f "$uv_lock"' EXIT
awk '/^[^ #]/ { wanted = /^uv==/ } wanted' requirements.lock >"$uv_lock"

if "${pip[@]}" install "${by_hash[@]}" "$uv_lock" && "${uv[@]}" "${by_hash[@]}" requirements.lock && "${uv[@]}" "${project[@]}"; then
    :
else
    echo "Installing with pip instead; this takes a few minutes."
    "${pip[@]}" install "${by_hash[@]}" requirements.lock
    "${pip[@]}" install "${project[@]}"
fi
"$venv/bin/python" -m pip --disable-pip-version-check check --quiet 2>/dev/null || "$venv/bin/python" -m pip check

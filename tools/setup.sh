#!/usr/bin/env bash
# Makes the virtual environment from pyproject.toml and constraints.txt. Usage: tools/setup.sh PYTHON VENV
# uv installs in seconds what pip takes minutes for; where uv cannot be had or cannot reach the registry that pip is
# configured for, pip does the same from the same pins.
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
pinned_uv=$(grep '^uv==' constraints.txt || echo uv)
if "${pip[@]}" install "$pinned_uv" &&
    "$venv/bin/uv" pip install --quiet --compile-bytecode --python "$venv/bin/python" -e '.[dev]' -c constraints.txt; then
    :
else
    echo "Installing with pip instead; this takes a few minutes."
    "${pip[@]}" install -e '.[dev]' -c constraints.txt
fi
"$venv/bin/python" -m pip --disable-pip-version-check check --quiet 2>/dev/null || "$venv/bin/python" -m pip check

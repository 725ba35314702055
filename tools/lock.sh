#!/usr/bin/env bash
# Remakes the files of pins. Usage: tools/lock.sh VENV
# constraints.txt: what is installed, one line a library, for people. requirements.lock: the same versions with the SHA-256 of
# every file that may be installed, for Python 3.11 to 3.13 on every system; tools/setup.sh installs from it alone.
# requirements-spark.lock: what the extra `spark` asks for beside them (tools/setup_spark.sh).
set -euo pipefail
venv=$1
uv=$venv/bin/uv

pins=$(mktemp)
trap 'rm -f "$pins"' EXIT
"$uv" pip freeze --python "$venv/bin/python" --exclude-editable >"$pins"
{ echo "# Every pin of the project, transitive ones too; no host. Remade by: make pins" && cat "$pins"; } >constraints.txt

{
    echo "# Every library of constraints.txt with the SHA-256 of its files; no host. Remade by: make pins"
    "$uv" pip compile --quiet pyproject.toml --extra dev --constraints constraints.txt --universal --python-version 3.11 \
        --generate-hashes --only-binary :all: --no-annotate --no-header
} >"$pins"
cp "$pins" requirements.lock

{
    "$uv" pip compile --quiet pyproject.toml --extra dev --extra spark --constraints constraints.txt --universal \
        --python-version 3.11 --generate-hashes --only-binary :all: --no-binary pyspark --no-annotate --no-header
} >"$pins"
{
    echo "# What the extra spark asks for beside requirements.lock, with the SHA-256 of its files; no host. Remade by: make pins"
    awk 'FNR == NR { if (/^[^ #]/) known[$1] = 1; next } /^[^ #]/ { wanted = !($1 in known) } wanted' requirements.lock "$pins"
} >requirements-spark.lock

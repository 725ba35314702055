#!/usr/bin/env bash
# Makes the virtual environment with Spark beside everything else. Usage: tools/setup_spark.sh PYTHON VENV
# Spark comes as a source archive alone: it is unpacked by setuptools as locked, and nothing of it is compiled. Every file has
# the SHA-256 that requirements-spark.lock names.
set -euo pipefail
python=$1 venv=$2

bash tools/setup.sh "$python" "$venv"
echo "Adding Apache Spark, about 500 MB."
by_hash=(--require-hashes --no-deps --no-build-isolation --only-binary :all: --no-binary pyspark -r)
parts=$(mktemp -d)
trap 'rm -rf "$parts"' EXIT
awk '/^[^ #]/ { wanted = /^pyspark==/ } wanted' requirements-spark.lock >"$parts/2.txt"
awk '/^[^ #]/ { wanted = !/^pyspark==/ } wanted' requirements-spark.lock >"$parts/1.txt"
for part in "$parts/1.txt" "$parts/2.txt"; do # what packs it comes first
    "$venv/bin/uv" pip install --quiet --python "$venv/bin/python" "${by_hash[@]}" "$part" ||
        "$venv/bin/python" -m pip --disable-pip-version-check --quiet install "${by_hash[@]}" "$part"
done
"$venv/bin/python" -m pip --disable-pip-version-check check --quiet 2>/dev/null || "$venv/bin/python" -m pip check

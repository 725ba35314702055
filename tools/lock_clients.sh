#!/usr/bin/env bash
# Remakes tools/clients/: one file of pins with SHA-256 for each client that a release must open in. Usage: tools/lock_clients.sh VENV
# The versions stand in the file names: the last of the two DuckDB lines that a release is promised for, the one that it is
# made with, and the next; DuckDB's command line; and polars, at the version that is the newest when this is run.
set -euo pipefail
venv=$1
cd "$(dirname "$0")/clients"
for client in duckdb==1.4.5 duckdb==1.5.6 duckdb==2.0.0 duckdb-cli==1.5.6 polars; do
    {
        echo "# A client of its own, by hash; no host. Remade by: tools/lock_clients.sh"
        echo "$client" | "../../$venv/bin/uv" pip compile - --quiet --universal --python-version 3.11 \
            --generate-hashes --only-binary :all: --no-annotate --no-header
    } >"${client/==/-}.txt"
done
# MLCommons' reader of Croissant. It asks for jsonpath-rw, of which there is no wheel: that one is left out, and
# tests/support/croissant_reader.py does without it.
{
    echo "# The reader of croissant.json, by hash; no host. Remade by: tools/lock_clients.sh"
    echo "mlcroissant[parquet]==1.1.1" | "../../$venv/bin/uv" pip compile - --quiet --universal --python-version 3.11 \
        --generate-hashes --only-binary :all: --no-binary jsonpath-rw --no-emit-package jsonpath-rw --no-annotate --no-header
} >mlcroissant-1.1.1.txt

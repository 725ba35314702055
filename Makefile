# The two commands: `make run` and `make test`. Each target sets up what it needs. `make` alone lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
VENV := .venv
SPARK_VENV := .venv-spark
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SPARK_STAMP := $(SPARK_VENV)/.installed
PYTHON ?= $(shell for candidate in python3.11 python3.12 python3.13 python3; do \
	if $$candidate -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then echo $$candidate; break; fi; done)
# The bundled sample has a home of its own, because sample and real data never share one.
SAMPLE_HOME := $${DWSC_HOME:-data/sample}

# One process per core, four at most (each may hold a warehouse); a file of tests stays together, the long ones first.
SIDE_BY_SIDE := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

# `spark` for all of them; `spark and not slow` leaves the second and third pair of homes and the unit tests out.
SPARK_TESTS ?= spark

# 3 for those of every third file, the commit decides which; 1 for all. CI takes what it has time for.
SLOW_PARTS ?= 1

# What each test tried of which fault, in one whole session.
FAULTS := data/faults/records.jsonl

.PHONY: help setup run dashboard dev test test-slow test-spark faults check format bench pins audit secrets clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) ## Set up .venv with every pinned library

$(STAMP): pyproject.toml requirements.lock tools/setup.sh
	@bash tools/setup.sh "$(PYTHON)" $(VENV)
	@touch $@

$(SPARK_STAMP): pyproject.toml requirements.lock requirements-spark.lock tools/setup.sh tools/setup_spark.sh
	@bash tools/setup_spark.sh "$(PYTHON)" $(SPARK_VENV)
	@touch $@

run: $(STAMP) ## Run the whole graph on the bundled sample and publish a release
	@DWSC_HOME="$(SAMPLE_HOME)" $(BIN)/dwsc sample
	@DWSC_HOME="$(SAMPLE_HOME)" $(BIN)/dwsc run
	@printf '\nLook at it:      make dashboard\nSee the graph:   make dev\nReal data:       export DWSC_HOME=data/main; .venv/bin/dwsc land FILE…; .venv/bin/dwsc run\n'

dashboard: $(STAMP) ## Open the dashboard on the current release
	@DWSC_HOME="$(SAMPLE_HOME)" $(BIN)/dwsc dashboard

dev: $(STAMP) ## Open the Dagster UI on the same home
	@DWSC_HOME="$(SAMPLE_HOME)" $(BIN)/dwsc dev

test: $(STAMP) ## Set up and pass every test (but the slow ones)
	@source tools/find_chromium.sh && $(BIN)/python -m pytest -m "not slow and not spark" $(SIDE_BY_SIDE)

test-slow: $(STAMP) ## Simulations, older clients and long fault sweeps
	@source tools/find_chromium.sh && source tools/find_clients.sh $(VENV) && SLOW_PARTS=$(SLOW_PARTS) $(BIN)/python -m pytest -m "slow and not spark" $(SIDE_BY_SIDE)

test-spark: $(SPARK_STAMP) ## The same warehouse on a Spark cluster of this machine, figure by figure
	@source tools/find_java.sh && $(SPARK_VENV)/bin/python -m pytest -m "$(SPARK_TESTS)" tests/spark

faults: $(STAMP) ## Every test of a fault, the long sweeps too; writes docs/reliability.md
	@rm -f $(FAULTS)
	@source tools/find_chromium.sh && export FAULT_TRIES=$${FAULT_TRIES:-560} && $(BIN)/python -m pytest -m fault $(SIDE_BY_SIDE) --fault-records $(FAULTS)
	@cd tests && ../$(BIN)/python -m support.fault_table ../$(FAULTS)

check: $(STAMP) ## Lint, types, import directions, SQL lint, SQL that both engines read
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/sqlfluff lint --processes 0 --disable-progress-bar dbt_models/models dbt_models/tests dbt_models/analyses
	$(BIN)/python tools/check_portable.py

format: $(STAMP) ## Put Python and SQL into house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/sqlfluff fix --disable-progress-bar dbt_models/models dbt_models/tests dbt_models/analyses

bench: $(STAMP) $(SPARK_STAMP) ## Measure, as ratios of medians in one run; writes docs/benchmarks.md
	@(source tools/find_java.sh) || echo "Spark is left out; all else is measured." >&2
	@$(BIN)/python -m bench.run

pins: $(STAMP) ## Remake constraints.txt, the locks and docs/libraries.md from what is installed
	@bash tools/lock.sh $(VENV)
	@$(MAKE) --no-print-directory $(SPARK_STAMP) && $(SPARK_VENV)/bin/python tools/list_libraries.py

audit: $(STAMP) ## Look every pinned library up in the advisories; fails when any could not be
	@$(BIN)/python tools/audit_pins.py

secrets: $(STAMP) ## Look for secrets in every version of every file that git knows
	@$(BIN)/python tools/scan_history.py

clean: ## Remove both environments and caches; homes under data/ stay
	rm -rf $(VENV) $(SPARK_VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dbt_models/target dbt_models/logs

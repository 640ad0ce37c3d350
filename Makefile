# What a user, a developer and CI run. `make` alone lists it.

PYTHON ?= python3
WORKERS ?= 2
BIN := .venv/bin
STAMP := .venv/installed-in

# The stamp names the folder that .venv was made in: one that was moved, or whose Python has
# gone, is made anew.
ifneq ($(if $(wildcard $(BIN)/python),$(shell $(BIN)/python -c 'print(open("$(STAMP)").read())' 2>&1)),$(CURDIR))
.PHONY: $(STAMP)
endif

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo test nightly contract chaos check format docs bench lock

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-8s %s\n", $$1, $$2}' Makefile

setup: $(STAMP) ## everything that is missing, into .venv; costs nothing when nothing is
	@:

$(STAMP): requirements/install requirements/setup.lock requirements/dev.lock pyproject.toml
	@sh requirements/install "$(PYTHON)" $(STAMP)

demo: setup ## an invented authority on this machine, with its own PostgreSQL
	@$(BIN)/ehcp demo

test: check ## the static checks, then every test
	$(BIN)/python -m pytest -n $(WORKERS)

nightly: setup ## the lifecycle model at length: 2,000 runs of 50 steps, every transition visited
	EHCP_LIFECYCLE_RUNS=2000 $(BIN)/python -m pytest -p no:xdist -rA tests/lifecycle

contract: setup ## every operation of the interface with a hundred requests each, one after another
	EHCP_CONTRACT_EXAMPLES=100 $(BIN)/python -m pytest -p no:xdist tests/api/test_contract.py

ROUNDS ?= 500
FAULTS := tests/simulation tests/crashes tests/chaos \
	tests/store/test_order.py::test_a_reader_that_follows_eight_writers_passes_over_no_event \
	tests/store/test_backup.py::test_a_restore_to_a_moment_has_what_was_acknowledged_before_it_and_nothing_later \
	tests/scheduler/test_work.py::test_with_every_connection_cut_nothing_is_missed \
	tests/scheduler/test_sweep.py::test_killed_again_and_again_a_sweep_loses_no_alert_and_doubles_none \
	tests/projections/test_projector.py::test_killed_again_and_again_the_projector_comes_to_the_rows_of_a_rebuild
chaos: setup ## every fault, as often as promised, and a table of what was seen beside its pass mark
	EHCP_CHAOS_ROUNDS=$(ROUNDS) $(BIN)/python -m pytest -p no:xdist -p no:randomly $(FAULTS)

check: setup ## the static checks alone
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/python -m mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/deptry ehcp
	$(BIN)/hadolint Dockerfile

format: setup ## put the code into its one form
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

docs: setup ## the generated pages
	$(BIN)/python -m ehcp.law.page > .venv/time-limits.md
	mv .venv/time-limits.md docs/time-limits.md
	$(BIN)/python -m ehcp.domain.tracing.page > .venv/traceability.md
	mv .venv/traceability.md docs/traceability.md
	$(BIN)/ehcp openapi > .venv/openapi.json
	mv .venv/openapi.json docs/openapi.json
	$(BIN)/python -m ehcp.cli.running.settings_page > .venv/settings.md
	mv .venv/settings.md docs/settings.md
	$(BIN)/python -m ehcp.cli.chronology.page > .venv/chronology-files.md
	mv .venv/chronology-files.md docs/chronology-files.md

GOALS = .venv/goals.jsonl
bench: setup ## every benchmark; a ratio each, taken in one run, and at the end a table of the goals
	@rm -f $(GOALS)
	@for script in $(filter-out measuring filling lives goals,$(basename $(notdir $(wildcard benchmarks/*.py)))); do \
	  echo "== $$script"; BENCH_GOALS=$(GOALS) $(BIN)/python -m "benchmarks.$$script" || exit 1; done
	@$(BIN)/python -m benchmarks.goals $(GOALS)

# UPGRADE=--upgrade takes the newest versions that pyproject.toml allows. The three locks agree.
COMPILE = $(BIN)/uv pip compile -q $(UPGRADE) --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-strip-extras --custom-compile-command "make lock"
lock: setup ## make the locks again from pyproject.toml (UPGRADE=--upgrade for newer versions)
	$(COMPILE) --extra dev -o requirements/dev.lock pyproject.toml
	$(COMPILE) -c requirements/dev.lock -o requirements/run.lock pyproject.toml
	$(COMPILE) -c requirements/dev.lock --group setup -o requirements/setup.lock

# tessuto: everything starts from here. Two commands do all: `make run` and `make test`.
# Needs Python 3.11 or later, GNU make, and a package registry that pip can reach.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.tessuto-ready
LOG    := $(VENV)/install.log

CONTEXT ?= mono_product
SEED    ?= 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help env run live test test-browser nightly check fast format coverage docs bench docs-tables catalogue clean

help:
	@echo "make run          set up, simulate $(CONTEXT), show what happened"
	@echo "make live         set up, open the page in a browser; ROOM=1 lets a room answer"
	@echo "make test         set up, run all the tests"
	@echo "make test-browser run the tests of the page in Chromium; skipped where there is none"
	@echo "make nightly      run the long tests: docking at full size, 1,000 published runs again, readers under 140,000 spoiled files"
	@echo "make check        the gate: format, lint, types, import contracts, fast tests"
	@echo "make docs         build the documentation's pages (to open in a browser, no internet needed)"
	@echo "make coverage     which lines the tests reach, as a table and as pages"
	@echo "make bench        speed and memory, beside the plain model"
	@echo "make docs-tables  write the ODD's tables and the scenarios' schema again"
	@echo "make catalogue    collect the sentences to translate into the .po files"
	@echo "make env          only set up: $(VENV)"
	@echo "make clean        remove $(VENV) and the caches, keep the results"

env: $(STAMP)

# Bytecode is made on all processors at once: one after another, as pip does it, it took as long as all the rest.
$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "tessuto needs Python 3.11 or later; say which one with: make PYTHON=python3.12 ..." >&2; exit 1; }
	@test -x $(BIN)/python || { echo "Creating $(VENV) ..."; $(PYTHON) -m venv $(VENV); }
	@echo "Installing tessuto and what it needs (once; 1 to 3 minutes) ..."
	@$(BIN)/python -m pip install -q --no-compile -c constraints.txt -e ".[all]" > $(LOG) 2>&1 || { \
	  tail -n 20 $(LOG) >&2; echo "The installation failed; all of it is in $(LOG)." >&2; exit 1; }
	@$(BIN)/python -m compileall -q -q -j 0 $(VENV)/lib || true
	@touch $@
	@echo "Ready: $(BIN)/tessuto"

run: $(STAMP)
	@$(BIN)/tessuto run $(CONTEXT) --seed $(SEED)

live: $(STAMP)
	@$(BIN)/tessuto live $(if $(ROOM),--room)

test: $(STAMP)
	@echo "Running all the tests ..."
	@$(BIN)/python -m pytest -n auto --dist worksteal -m "not browser and not nightly"

# Chromium comes from the system: installed here when that can be done, else the tests say so. What waits
# most goes first, side by side with the rest; how fast the page paints is measured alone.
FIRST = tests/browser/test_memory.py tests/browser/test_reliability.py tests/browser/test_room_together.py
ALONE = tests/browser/test_paints.py
test-browser: $(STAMP)
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || { \
	  test "$$(id -u)" = 0 && command -v apt-get >/dev/null && { \
	    echo "Installing chromium ..."; \
	    apt-get update -q && apt-get install -q -y --no-install-recommends chromium; \
	  } > $(VENV)/chromium.log 2>&1 || echo "Chromium is not here and could not be installed."; }
	@echo "Running the tests of the page in a browser ..."
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "browser and not nightly" -rs \
	  --ignore=$(ALONE) $(FIRST) tests/browser
	@$(BIN)/python -m pytest -m "browser and not nightly" -rs $(ALONE)

nightly: $(STAMP)
	@echo "Running the long tests: minutes to an hour ..."
	@$(BIN)/python -m pytest -n auto --dist worksteal -m nightly

fast: $(STAMP)
	@echo "Running the fast tests ..."
	@$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow and not browser and not nightly"

check: $(STAMP)
	@echo "Format ..." && $(BIN)/ruff format --check --quiet
	@echo "Lint ..." && $(BIN)/ruff check --quiet
	@echo "Types ..." && $(BIN)/mypy --no-error-summary
	@echo "Import contracts ..." && $(BIN)/lint-imports --no-logo > $(VENV)/imports.log 2>&1 || { cat $(VENV)/imports.log; exit 1; }
	@$(MAKE) --no-print-directory fast

coverage: $(STAMP)
	@echo "Running the tests, counting the lines they reach ..."
	@$(BIN)/python -m pytest -n auto --dist worksteal -m "not browser and not nightly" --cov --cov-report=html:results/coverage --cov-report=term:skip-covered
	@echo "Line by line: results/coverage/index.html"

docs: $(STAMP)
	@$(BIN)/python -m sphinx -q -W --keep-going -b html analysis/documents results/documents
	@echo "Open results/documents/index.html (works without internet)"

format: $(STAMP)
	@$(BIN)/ruff format --quiet && $(BIN)/ruff check --quiet --fix

bench: $(STAMP)
	@$(BIN)/python tests/benchmarks/bench.py
	@$(BIN)/python tests/benchmarks/sweep.py

docs-tables: $(STAMP)
	@$(BIN)/tessuto describe

catalogue: $(STAMP)
	@$(BIN)/python -m experiments.command.catalogue

clean:
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

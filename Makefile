# Everything starts from a machine with Python 3.11 or newer; nothing else is needed by hand.

PORT ?= 8501
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup setup-dev run test test-fast test-full test-newest bench load rehearse reference lock

setup: $(VENV)/run.stamp
setup-dev: $(VENV)/dev.stamp node_modules/.package-lock.json

$(VENV)/run.stamp: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	$(BIN)/python tests/browser/chromium.py
	touch $@

# npm and Node come with the development packages. No script of a package is run.
NPM := PATH="$(abspath $(BIN)):$$PATH" npm
node_modules/.package-lock.json: package-lock.json $(VENV)/dev.stamp
	$(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@

run: setup
	$(BIN)/python -m dashboard --port $(PORT)

SAMPLE := and not full
test: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(NPM) run --silent lint
	$(NPM) run --silent types
	$(NPM) run --silent unit
	$(BIN)/python -m tests.audit
	$(BIN)/python -m pytest -n auto --dist worksteal -m 'not browser $(SAMPLE)'
	$(BIN)/python -m pytest -m 'browser $(SAMPLE)'

# Every test, also the long ones of which `make test` takes a sample.
test-full: SAMPLE :=
test-full: test

# While one works: no server, no browser, no other process.
test-fast: setup-dev
	$(BIN)/python -m pytest -m 'not full and not slow and not browser'

# With the newest Streamlit that the index has, whatever range pyproject.toml allows.
NEWEST := .venv-newest
test-newest:
	test -x $(NEWEST)/bin/python || $(PYTHON) -m venv $(NEWEST)
	$(NEWEST)/bin/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	$(NEWEST)/bin/python -m pip install --quiet --disable-pip-version-check --upgrade streamlit
	$(NEWEST)/bin/python tests/browser/chromium.py
	$(NEWEST)/bin/streamlit version
	$(NEWEST)/bin/python -m pytest

# make bench OPTIONS='--only start,page', or OPTIONS=--record
bench: setup-dev
	$(BIN)/python -m tests.benchmarks $(OPTIONS)

# Fifty people at once, for five minutes: nothing else should run on the machine.
load: setup-dev
	$(BIN)/python -m tests.load

# make rehearse BRIEFING=the-talks-in-eight-steps, or BRIEFING=my-own.toml
rehearse: setup-dev
	$(BIN)/python -m dashboard.rehearse $(BRIEFING)

# For maintainers: writes the versions and hashes that are installed, from the ranges of pyproject.toml.
# `make lock OPTIONS=--upgrade` takes the newest versions of these ranges.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command 'make lock' pyproject.toml
lock: setup-dev
	$(COMPILE) $(OPTIONS) --output-file requirements.txt
	$(COMPILE) $(OPTIONS) --extra dev --constraint requirements.txt --output-file requirements-dev.txt

# For maintainers: proves that the committed reference files are what geodata/rebuild makes.
reference:
	test -x .venv-rebuild/bin/python || $(PYTHON) -m venv .venv-rebuild
	.venv-rebuild/bin/python -m pip install --quiet --disable-pip-version-check --requirement geodata/rebuild/requirements.txt
	.venv-rebuild/bin/python -m geodata.rebuild --check

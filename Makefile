# Needs Python 3.11 or later with venv and pip. Everything else goes into .venv.
PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif

.PHONY: demo example test lint types arrows pytest soak snapshots bench lock audit sbom clean

$(BIN)/python:
	$(PYTHON) -m venv .venv

# A stamp per set of packages: made again only when pyproject.toml changes, so both work offline.
.venv/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/.installed-test: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@ .venv/.installed

# The example of a report in the docs.
example: .venv/.installed
	$(BIN)/python docs/make_example.py

demo: .venv/.installed
	@$(BIN)/coach demo .demo

test: lint types arrows pytest

lint: .venv/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.installed-test
	$(BIN)/mypy
	$(BIN)/mypy bench
	$(BIN)/mypy docs

arrows: .venv/.installed-test
	$(BIN)/lint-imports --no-cache

pytest: .venv/.installed-test
	$(BIN)/python -m pytest

# New cases for the properties, drawn at random: so many rounds, or until one fails. Then the long runs of
# tests/soak, with their counts: COACH_SOAK is a factor, so 0.1 is a tenth of them.
ROUNDS ?= 10
COACH_SOAK ?= 1
soak: .venv/.installed-test
	for round in $$(seq $(ROUNDS)); do \
	  COACH_SOAK=1 $(BIN)/python -m pytest -m hypothesis --ignore=tests/soak || exit 1; done
	COACH_SOAK=$(COACH_SOAK) $(BIN)/python -m pytest tests/soak

# How the views look and the README's list of commands, made anew: read what changed before it is
# committed.
snapshots: .venv/.installed-test
	COACH_SNAPSHOTS=new $(BIN)/python -m pytest -n 0 tests/test_snapshots.py
	COACH_SNAPSHOTS=new $(BIN)/python -m pytest -n 0 tests/test_docs.py -k menu

bench: .venv/.installed-test
	$(BIN)/python bench/planning.py
	$(BIN)/python bench/planning.py --large
	$(BIN)/python bench/planning.py --random 20
	$(BIN)/python bench/year.py --seeds 1
	$(BIN)/python bench/startup.py
	$(BIN)/python bench/search.py
	$(BIN)/python bench/import_log.py

# What the tests run with, to the byte, and the tools that look after it. Made again when pyproject.toml changes;
# pip-compile asks the index that pip is set up with, and its address stays out of the files.
COMPILE = $(TOOLS)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
  --no-emit-find-links --no-emit-trusted-host --no-emit-options
TOOLS := .venv/tools/$(notdir $(BIN))
.venv/tools/.installed: requirements/tools.txt | $(BIN)/python
	$(BIN)/python -m venv .venv/tools
	$(TOOLS)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/tools.txt
	@touch $@

lock: .venv/tools/.installed
	$(COMPILE) --extra test --all-build-deps --output-file requirements/ci.txt pyproject.toml
	$(COMPILE) --output-file requirements/tools.txt requirements/tools.in

# Known weaknesses of what is locked. It asks a service on the internet and says so when that is out of reach.
audit: .venv/tools/.installed
	@$(TOOLS)/python requirements/audit.py requirements/ci.txt requirements/tools.txt

# A list of all that stands in .venv, with licences and who needs whom, in CycloneDX: dist/coach.cdx.json.
sbom: .venv/.installed .venv/tools/.installed
	@mkdir -p dist
	$(TOOLS)/cyclonedx-py environment $(BIN)/python --pyproject pyproject.toml --output-reproducible \
	  --output-file dist/coach.cdx.json
	@echo "Written: dist/coach.cdx.json"

clean:
	rm -rf .venv .demo

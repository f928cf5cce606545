# Needs Python 3.11 or later with venv and pip. Everything else goes into .venv.
PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif

.PHONY: demo example test lint types arrows pytest soak snapshots bench clean

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

# New cases for the properties, drawn at random: so many rounds, or until one fails.
ROUNDS ?= 10
soak: .venv/.installed-test
	for round in $$(seq $(ROUNDS)); do COACH_SOAK=1 $(BIN)/python -m pytest -m hypothesis || exit 1; done

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

clean:
	rm -rf .venv .demo

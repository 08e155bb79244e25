.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
DEMO ?= 1
BIN := .venv/bin
export PORT DEMO PYTHON

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/ready ## install everything into .venv

.venv/ready: pyproject.toml requirements.txt
	@./scripts/need venv
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing into .venv (a minute or two, the first time)"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable . 2>/dev/null \
	  || $(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --editable .
	@touch $@

compiled: setup
	@$(BIN)/python scripts/compile_messages

run: compiled ## start the site and its worker (PORT, DATABASE_URL, DEMO=0)
	@$(BIN)/letsconnect serve

test: compiled ## all tests (a tenth of each drill)
	@./scripts/need tests
	@$(BIN)/python -m pytest -n 2 --dist loadfile
	@echo "The same on PostgreSQL:"
	@$(BIN)/python -m tests.postgres $(BIN)/python -m pytest -n 2 --dist loadfile -m "not browser and not once"

lint: setup ## style and types
	@$(BIN)/ruff check src tests $(wildcard benchmarks)
	@$(BIN)/ruff format --check src tests $(wildcard benchmarks)
	@$(BIN)/mypy src

walls: setup ## the order of the house
	@$(BIN)/lint-imports --no-cache

messages: setup ## gather texts into locale/
	@$(BIN)/python scripts/gather_messages

check-messages: setup ## every text translated, no placeholder lost
	@$(BIN)/python scripts/check_messages

check: lint walls check-messages test ## everything that must hold: lint, walls, messages, tests

drills: compiled ## the long exercises in full
	@./scripts/need tests
	@DRILLS=full $(BIN)/python -m pytest -m drill
	@echo "The same on PostgreSQL:"
	@DRILLS=full $(BIN)/python -m tests.postgres $(BIN)/python -m pytest -m "drill and not browser and not once"

bench: compiled ## figures: see benchmarks/
	@for b in $(wildcard benchmarks/bench_*.py); do echo "== $$b"; $(BIN)/python $$b || exit 1; done

clean:
	@rm -rf .venv var

.PHONY: help setup compiled run test lint walls messages check-messages check drills bench clean

# `make help` lists what there is. Nothing has to be installed first but Python 3.11 (with venv), git and make.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.ONESHELL:
MAKEFLAGS += --no-print-directory

VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8000
WORKERS ?= 2
export VENV
export PYTHONPATH := $(CURDIR)

.PHONY: help demo test check fix run bench test-wide install install-dev static-checks

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | awk -F'|' '{printf "  make %-10s %s\n", $$1, $$2}'

demo: install ## a whole city on this machine: http://localhost:8000, Ctrl-C stops it
	@exec $(BIN)/gapura demo --port $(PORT)

test: install-dev ## everything that must be true, with a real browser where there is one
	@tools/chromium
	$(MAKE) static-checks
	$(BIN)/pytest -n $(WORKERS) --dist loadfile -m "not wide"

check: install-dev static-checks ## the quick truth before a commit: no browser, no processes
	@$(BIN)/pytest -n $(WORKERS) --dist loadfile -m "not wide and not browser and not processes"

fix: install-dev ## format, and mend what the linter can mend
	@$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

run: install ## web and worker on your own database: DATABASE_URL, GAPURA_SECRET_KEY …
	@trap 'kill $$(jobs -p) 2>/dev/null; wait' EXIT
	$(BIN)/gapura worker &
	$(BIN)/gapura web --port $(PORT)

test-wide: install-dev ## the full matrix of pages, languages and sizes for accessibility
	@tools/chromium
	$(BIN)/pytest -n $(WORKERS) --dist loadfile -m wide

bench: install-dev ## load and size, measured beside a yardstick; not a test
	@$(BIN)/python -m benchmarks

install:
	@tools/venv requirements.lock
	$(BIN)/python tools/translations.py compile

install-dev:
	@tools/venv requirements-dev.lock
	$(BIN)/python tools/translations.py compile

static-checks:
	@$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy --no-error-summary -p gapura
	said=$$($(BIN)/lint-imports --no-cache 2>&1) || { echo "$$said"; exit 1; }
	$(BIN)/gapura services check

# Waymark. Needs git, make and Python 3.11 or newer; brings the rest itself (scripts/setup.py).
PYTHON ?= python3
PYTEST = .venv/bin/python -m pytest
# Files of tests run side by side (how many: tests/conftest.py); those that stand on the same assistant
# or browser in one process, and what is long before what is short (tests/side_by_side.py).
SIDE_BY_SIDE = -n auto --dist loadfile --no-loadscope-reorder
TYPED = understanding content actions helpline scripts signed
# What Python compiled is kept, whatever is usual elsewhere: else each of the some hundred processes of
# a run compiles all that it imports anew, a third of its start (docs/decisions/0074).
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run rehearse setup train test test-quick test-web lint soak bench judge evaluate content screenshots lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

run: ## set all up, train if needed, serve: chat page :8080, desk :8081
	@$(PYTHON) -m scripts.run

rehearse: ## the same desk with scripted visitors, apart from all that is real: desk :8181
	@$(PYTHON) -m scripts.rehearse

test: setup ## set all up, run every test
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target --old-file=setup train lint test-web
	@$(PYTEST) $(SIDE_BY_SIDE)

setup: ## everything that running and testing needs
	@$(PYTHON) -m scripts.setup

train: ## train what is out of date
	@$(PYTHON) -m scripts.train --dev

test-quick: setup ## unit, layout and docs tests only: no engine, browser or training
	@$(PYTEST) -m quick $(SIDE_BY_SIDE) tests/unit tests/docs

lint: setup ## style, types and layout of Python and TypeScript
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy $(TYPED)
	@$(PYTHON) -m scripts.npm run --silent check

test-web: setup ## unit tests of the web pages
	@$(PYTHON) -m scripts.npm run --silent test

soak: setup train ## races, chaos and timings at full scale (make test: 1/50)
	@WAYMARK_SOAK=1 $(PYTEST) -m soak

bench: setup train ## turns a second and waits, beside a default Rasa assistant
	@.venv/bin/python -m bench

judge: setup train ## what the reading makes of the blind set, in numbers
	@.venv/bin/python -m understanding.judging

evaluate: setup train ## one page on how messages are read: our data, and FILE=… if given
	@.venv/bin/python -m understanding.evaluating $(FILE)

content: setup ## what of the answers and facts is a draft, overdue, too hard or wrong (DRAFTS=1, AGES=1: each)
	@.venv/bin/python -m scripts.content $(if $(DRAFTS),--drafts) $(if $(AGES),--ages)

screenshots: setup train ## the main states of chat and desk as pictures, into docs/screenshots/
	@.venv/bin/python -m tests.browser.screenshots

lock: setup ## resolve the versions in requirements/ anew (KEEP=1: only what is new)
	@$(PYTHON) -m scripts.lock $(if $(KEEP),--keep)

clean: ## remove everything that was installed, built or trained (not var/)
	@rm -rf .tools .venv bot/.venv models web/node_modules web/*/dist .rasa
	@rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

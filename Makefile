# One command for each thing one does with a clone. Needs make, bash and Python 3.11 or later; `make help` lists all.
# Paths are relative throughout, so the clone may lie in a folder with spaces in its name.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= $(shell command -v python3.11 || command -v python3)
OUT ?= out
PILE ?= ../shared/data/copies/helsinki.jsonl.gz
JOBS ?= 2

RUN := .venv/bin/python
PIP := $(RUN) -m pip --disable-pip-version-check install --quiet --no-deps

.PHONY: help demo test check eval bench docs tour clean

help:  ## Say what there is to make
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

.venv/.created:
	@bash .ci/system python "$(PYTHON)"
	@.venv/bin/python -m pip --version >/dev/null 2>&1 || "$(or $(PYTHON),python3)" -m venv --clear .venv
	@touch $@

.venv/.installed: .venv/.created requirements.txt pyproject.toml
	$(PIP) --requirement requirements.txt
	$(PIP) --no-build-isolation --editable .
	@touch $@

.venv/.installed-dev: .venv/.installed requirements-dev.txt
	$(PIP) --requirement requirements-dev.txt
	@touch $@

demo: .venv/.installed  ## Install, then report on the bundled example: eight articles on one ferry accident
	@mkdir -p "$(OUT)"
	$(RUN) -m sayso report examples/crossing/articles -o "$(OUT)/crossing.html"
	$(RUN) -m sayso report examples/crossing/articles --format json -o "$(OUT)/crossing.json"
	$(RUN) -m sayso verify "$(OUT)/crossing.json"
	@echo
	@echo "The report is in $(OUT)/crossing.html: open it in a browser. The same as data: $(OUT)/crossing.json"

test: .venv/.installed-dev  ## Install, then run the tests
	@bash .ci/system browser
	$(RUN) -m pytest --numprocesses=$(JOBS)

check: .venv/.installed-dev  ## Run all that must pass before a change lands: style, types, imports, tests
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	$(RUN) -c 'from importlinter.cli import lint_imports_command as check; check(["--no-cache"])'
	$(MAKE) --no-print-directory test

eval: .venv/.installed-dev  ## Measure quality against pinned floors (needs the corpora; says so without them)
	$(RUN) evals/gate.py

bench: .venv/.installed  ## Measure speed and memory on a pile (PILE=path)
	$(RUN) benchmarks/report_pile.py "$(PILE)"

.venv/.installed-docs: .venv/.installed requirements-docs.txt
	$(PIP) --requirement requirements-docs.txt
	@touch $@

docs: .venv/.installed-docs  ## Build the documentation as a site
	@rm -rf "$(OUT)/docs"
	$(RUN) -m sphinx --quiet --fail-on-warning --keep-going -b html docs "$(OUT)/docs"
	$(RUN) docs/check_site.py "$(OUT)/docs"
	@echo "The site is in $(OUT)/docs/index.html: open it in a browser."

tour: .venv/.installed-dev  ## Renew what the README and the tutorial show: run their commands, take the pictures
	$(RUN) docs/console.py README.md docs/tutorial.md
	$(RUN) docs/make_screenshot.py

clean:  ## Remove what was installed and made here
	rm -rf .venv build dist "$(OUT)" .mypy_cache .ruff_cache .hypothesis .import_linter_cache src/sayso.egg-info
	find src tests evals benchmarks examples docs -name __pycache__ -type d -prune -exec rm -rf {} +

# Everything a publisher, a developer or a CI job does. `make` alone lists the targets.
.DEFAULT_GOAL := help
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
RUN_STAMP := .venv/.installed
DEV_STAMP := .venv/.installed-dev
NODE_STAMP := tests/node_modules/.installed
export NO_MKDOCS_2_WARNING := 1
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

site: $(RUN_STAMP) ## Build the site into site/
	@$(BIN)/corrigenda build

serve: $(RUN_STAMP) ## Build, serve on this machine, and refresh the page when a source is saved
	@$(BIN)/corrigenda serve

check: $(RUN_STAMP) ## Find every problem in content/
	@$(BIN)/corrigenda check $(CHECK)

test: $(DEV_STAMP) node-tools ## Run every test, or some: make test PYTEST="-k moved_reason"
	@scripts/find-browser >/dev/null
	@$(BIN)/python -m pytest $(or $(PYTEST),-n auto)

test-quick: $(DEV_STAMP) ## Run the quick tests, which need nothing but Python
	@$(BIN)/python -m pytest -n auto -m "not browser and not process and not slow" $(PYTEST)

coverage: $(DEV_STAMP) node-tools ## Run every test and list the lines that none of them reaches
	@scripts/find-browser >/dev/null
	@$(BIN)/python -m pytest --cov --cov-report=term-missing:skip-covered $(or $(PYTEST),-n auto)

lint: $(DEV_STAMP) ## Check style and types of all Python
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@# mypy looks for packages by the names of their folders.
	@mkdir -p .venv/names && ln -sfn ../../generator .venv/names/corrigenda
	@$(BIN)/mypy

audit: $(DEV_STAMP) node-tools site ## Check accessibility and markup of every kind of page (AUDIT=--speed: and speed)
	@$(BIN)/python -m scripts.audit $(AUDIT)

verify: $(DEV_STAMP) node-tools site ## Read the finished site byte by byte, and look for injected code in Chromium
	@$(BIN)/corrigenda verify site --project .
	@scripts/find-browser >/dev/null
	@$(BIN)/python -m pytest -q tests/test_injection.py tests/test_content_policy.py

fuzz: $(DEV_STAMP) ## Read a million random sources (FUZZ="--count 1000000 --seed 0"), and try properties at random
	@$(BIN)/python -m tests.fuzz $(FUZZ)
	@RANDOM_EXAMPLES=1 $(BIN)/python -m pytest -m 'not browser' $$(grep -rl '@given' tests --include='*.py' --exclude-dir=node_modules)

gallery: $(RUN_STAMP) ## Build a page that shows every component in every state
	@$(BIN)/corrigenda gallery

screenshots: $(DEV_STAMP) site ## Take pictures of every kind of page, and the one the README shows
	@scripts/find-browser >/dev/null
	@$(BIN)/python -m scripts.screenshots
	@$(BIN)/python -m scripts.screenshots --readme

bench: $(DEV_STAMP) ## Time the build beside Hugo and MkDocs (QUICK=1 is shorter, FULL=1 adds 100,000 errors)
	@scripts/find-browser >/dev/null
	@$(BIN)/python -m bench

growth: $(DEV_STAMP) ## Measure what one more error, release, step, question or case costs, from size to size
	@$(BIN)/python -m bench.growth

docs: $(RUN_STAMP) ## Write the schemas and the rules' documentation again
	@$(BIN)/corrigenda schema --out schemas
	@$(BIN)/corrigenda explain --out docs/rules

docs-site: $(DEV_STAMP) ## Build this documentation as a site into build/docs/
	@$(BIN)/mkdocs --quiet build --strict --config-file scripts/docs-site.yml --site-dir ../build/docs

release: lint test audit ## Release a version (VERSION=0.2.0): checks, changelog, package, commit and tag
	@$(BIN)/python -m scripts.release "$(VERSION)"

lock: $(DEV_STAMP) ## Resolve and lock the dependencies again
	@$(PIP) uv
	@$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --extra build \
		--extra import pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --extra build --extra import \
		--extra test --extra bench pyproject.toml -o requirements-dev.lock

clean: ## Remove everything that was made
	@rm -rf .venv .cache site build tests/node_modules

node-tools: ## Install what the tests need from npm, where Node is there
	@if command -v npm >/dev/null; then $(MAKE) -s $(NODE_STAMP); fi

$(RUN_STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with venv is needed (on Debian: apt-get install python3-venv)"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(DEV_STAMP): requirements-dev.lock $(RUN_STAMP)
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

$(NODE_STAMP): tests/package.json tests/package-lock.json
	@cd tests && npm ci --silent --no-audit --no-fund && touch node_modules/.installed

.PHONY: help site serve check verify fuzz test test-quick coverage lint audit gallery screenshots bench growth docs docs-site release lock clean node-tools

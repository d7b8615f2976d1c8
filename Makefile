# Everything runs in .venv, which is made from the lock file alone.
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve test check lock demo clean python tools

site: .venv/installed  ## install what is needed, then build site/ from notices/
	$(BIN)/python build_archive.py build

serve: .venv/installed  ## live preview
	$(BIN)/python build_archive.py serve

test: tools .venv/installed node_modules/installed  ## install what is needed, then run every test
	$(BIN)/python -m pytest

check: tools .venv/installed node_modules/installed  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	npm run --silent check

lock: .venv/installed  ## write requirements.lock again from pyproject.toml
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 --extra dev pyproject.toml -o requirements.lock

demo: .venv/installed  ## sixty invented notices of three invented offices, served
	$(BIN)/python benchmarks/demo/generate.py .cache/demo --notices 60
	$(BIN)/python build_archive.py --notices .cache/demo serve

clean:  ## remove what can be made again
	rm -rf .venv .cache node_modules site site.new site.old

python:
	@PYTHON="$(PYTHON)" sh .ci/tools.sh python

tools:
	@PYTHON="$(PYTHON)" sh .ci/tools.sh

.venv/installed: requirements.lock | python
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	@touch $@

node_modules/installed: package-lock.json | tools
	npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@

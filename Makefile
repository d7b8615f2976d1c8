# Everything runs in .venv, which is made from the lock files alone: requirements.lock for what the program needs,
# requirements-dev.lock for that and what tests and checks need.
PYTHON ?= python3
BIN := .venv/bin
LOCKED := --quiet --universal --generate-hashes --no-header --python-version 3.11
export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve test check lock bundle bundle-windows demo clean python tools

site: .venv/installed  ## install what is needed, then build site/ from notices/
	$(BIN)/python build_archive.py build

serve: .venv/installed  ## live preview
	$(BIN)/python build_archive.py serve

test: tools .venv/installed-dev node_modules/installed  ## install what is needed, then run every test
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

check: tools .venv/installed-dev node_modules/installed  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	npm run --silent check

lock: .venv/installed-dev  ## write the lock files again from pyproject.toml
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile $(LOCKED) pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile $(LOCKED) --extra dev --constraints requirements.lock pyproject.toml -o requirements-dev.lock

bundle: .venv/installed  ## dist/: one archive that installs on machines like this one, without a network
	$(BIN)/python bundle/make_bundle.py --out dist

bundle-windows: .venv/installed  ## the same for Windows; PYTHON_EMBED is the file of Python's embeddable archive
	@[ -n "$(PYTHON_EMBED)" ] || { echo "make bundle-windows PYTHON_EMBED=python-3.x.y-embed-amd64.zip" >&2; exit 1; }
	$(BIN)/python bundle/make_bundle.py --out dist --windows "$(PYTHON_EMBED)"

demo: .venv/installed  ## sixty invented notices of three invented offices, served
	$(BIN)/python benchmarks/demo/generate.py .cache/demo --notices 60
	$(BIN)/python build_archive.py --notices .cache/demo serve

clean:  ## remove what can be made again
	rm -rf .venv .cache node_modules dist site site.new site.old

python:
	@PYTHON="$(PYTHON)" sh .ci/tools.sh python

tools:
	@PYTHON="$(PYTHON)" sh .ci/tools.sh

.venv/installed: requirements.lock | python
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	@touch $@

.venv/installed-dev: requirements-dev.lock .venv/installed
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

node_modules/installed: package-lock.json | tools
	npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@

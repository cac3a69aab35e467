# Needs Python 3.11 or later and make; everything else is set up in .venv from the locked dependencies.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo
PYTEST := $(BIN)/python -m pytest -q -n logical --maxprocesses 8 --dist worksteal

.PHONY: demo test test-all browser virtuoso browser-found check graphs lock clean

demo: $(VENV)/run
	@mkdir -p $(DEMO)
	@echo "== The five plans become a graph / 五份工作要点读成图谱"
	$(BIN)/edugraph build --into $(DEMO)/graph
	@echo "== Themes that cities share / 各市共有的政策主题"
	$(BIN)/edugraph --graph $(DEMO)/graph overlap themes
	@echo "== Targets of shared indicators: comparable or not, and why / 同一指标的量化目标：可否比较"
	$(BIN)/edugraph --graph $(DEMO)/graph overlap targets
	$(BIN)/edugraph --graph $(DEMO)/graph view -o $(DEMO)/edugraph.html
	@echo "== Open this page in a browser / 用浏览器打开: $(CURDIR)/$(DEMO)/edugraph.html"

# What needs Python alone; then what needs a browser as well.
test: $(VENV)/dev
	$(PYTEST) -m "not browser"

test-all: browser-found test
	$(PYTEST) -m browser --no-cov

browser-found: $(VENV)/dev
	@$(BIN)/python -m tests.view.chromium

browser:
	scripts/install-browser

# A second SPARQL server for the tests, which skip it where it is not installed.
virtuoso:
	scripts/install-virtuoso

check: $(VENV)/dev
	scripts/check

graphs: $(VENV)/run
	$(BIN)/edugraph build --into graphs

$(VENV)/run: requirements.lock pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(0 if sys.version_info >= (3, 11) else 'EduGraph needs Python 3.11 or later; name one with: make PYTHON=python3.11')"
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev: requirements-dev.lock $(VENV)/run
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

lock:
	uv pip compile -q --universal --python-version 3.11 --no-strip-extras --generate-hashes --no-emit-index-url --no-header --extra check pyproject.toml scripts/build-tools.in -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --no-strip-extras --generate-hashes --no-emit-index-url --no-header --group dev --extra all pyproject.toml scripts/build-tools.in -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) $(DEMO) dist .coverage

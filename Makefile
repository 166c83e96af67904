# Everything a fresh machine with Python 3.11 or newer needs: `make demo`, `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo

.PHONY: demo test check ordeal fuzz catalogues lock clean

demo: $(VENV)/.installed
	rm -rf "$(DEMO)"
	$(BIN)/double-random demo "$(DEMO)"

test: $(VENV)/.installed
	$(BIN)/python -m pytest -n auto -q

check: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# two operators at once, and the power cut, on SQLite and PostgreSQL (Linux)
ROUNDS ?= 200
KILLS ?= 500
ordeal: $(VENV)/.installed
	$(BIN)/python tests/shell/ordeal.py --rounds $(ROUNDS) --kills $(KILLS)

# the readers of files, each for so many seconds (Linux; guided by coverage, so no two runs are alike)
SECONDS ?= 60
fuzz: $(VENV)/.installed
	for reader in delimited sheet xls; do $(BIN)/python tests/fuzz/readers.py $$reader -max_total_time=$(SECONDS) -verbosity=0 -print_final_stats=1 || exit 1; done

catalogues: $(VENV)/.installed
	$(BIN)/python tests/catalogues.py

# the environment as locked; the project itself without touching what is locked
$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate -o requirements.lock

clean:
	rm -rf $(VENV) "$(DEMO)" dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

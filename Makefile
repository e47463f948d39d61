# make demo: 環境を作り、見本の計画を点検する。make test: 環境を作り、全ての試験・lint・型検査を行う。
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export SHARED

.PHONY: demo test bench fuzz accuracy plans clean

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable '.[test,bench]'
	touch $@

demo: $(VENV)/.installed
	-$(BIN)/compliance check plans/sample/hinokawa-dx-plan.md --as-of 2026-11-20
	-$(BIN)/compliance check plans/mishima.yaml plans/kamiamakusa.yaml --as-of 2026-11-20 $(if $(SHARED),--documents $(SHARED)/corpus/plans)

test: $(VENV)/.installed
	$(BIN)/ruff check compliance tests
	$(BIN)/mypy
	$(BIN)/compliance rules lint
	$(BIN)/compliance rules test > /dev/null
	$(BIN)/pytest

bench: $(VENV)/.installed
	$(BIN)/python -m tests.bench

fuzz: $(VENV)/.installed
	$(BIN)/python -m tests.engine.fuzz --pairs 100000 --seed 20251

accuracy: $(VENV)/.installed
	$(BIN)/python -m tests.accuracy

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

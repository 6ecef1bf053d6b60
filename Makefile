# Strikemap: the commands a person needs. Everything is installed into .venv, nothing else is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
# tests at a time; a page's test keeps a browser and a server busy
WORKERS ?= 2

.PHONY: setup setup-dev run test lint bench data gallery clean

setup: $(BIN)/.run-ready          ## a .venv with what the app needs

setup-dev: $(BIN)/.dev-ready      ## the same, with what the tests and benchmarks need

$(BIN)/python:
	$(PYTHON) -c "import sys; sys.exit(0 if sys.version_info >= (3, 11) else 'Strikemap needs Python 3.11 or newer, this is ' + sys.version.split()[0])"
	$(PYTHON) -m venv $(VENV)

$(BIN)/.run-ready: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(BIN)/.dev-ready: requirements-dev.txt requirements-data.txt $(BIN)/.run-ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

run: setup                        ## open the app on the shipped data
	$(BIN)/streamlit run app.py --server.port $(PORT)

test: setup-dev                   ## lint, types, and every test; gets Chromium where there is none
	$(BIN)/python -m tests.chromium
	$(BIN)/ruff check .
	$(BIN)/mypy strikemap
	$(BIN)/python -m pytest tests --numprocesses $(WORKERS) --dist loadfile --durations 25

bench: setup-dev                  ## print the figures of docs/benchmarks.md again
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m benchmarks

data: setup-dev                   ## rebuild every derived file of data/ from its inputs
	$(BIN)/python -m strikemap build data --basemap
	$(BIN)/python -m strikemap check data

gallery: setup                    ## make the pictures of docs/gallery again, by the commands that stand there
	sed -n 's|^    python -m strikemap|$(BIN)/python -m strikemap|p' docs/gallery/README.md | sh -e

clean:
	rm -rf $(VENV) .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/artefacts

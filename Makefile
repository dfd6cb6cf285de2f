PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

.PHONY: demo test test-all lint types tests eval bench train clean

demo: $(VENV)/demo.stamp  ## make the environment and show the main job
	@$(BIN)/super-agent demo

test: $(VENV)/dev.stamp lint types tests  ## everything that needs loopback alone, under five minutes

test-all: $(VENV)/all.stamp  ## what needs the network, a browser or minutes
	$(BIN)/python -m pytest -m slow --timeout 1800

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp
	rm -rf build/typed
	$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --target build/typed .
	cd build/typed && MYPYPATH=. ../../$(BIN)/mypy --config-file ../../pyproject.toml -p super_agent

tests: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -m "not slow" -n 3 --dist loadfile

eval: $(VENV)/dev.stamp  ## quality of routing and privacy on the held-back sets
	$(BIN)/python -m benchmarks.eval_routing
	$(BIN)/python -m benchmarks.privacy

bench: $(VENV)/dev.stamp  ## how long routing and the detection of private data take
	$(BIN)/python -m benchmarks.routing

train: $(VENV)/all.stamp  ## make the router's weights anew from its utterances
	$(BIN)/python -m super_agent.graph.routing.training.train

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(v < (3, 11) and f"Python {v[0]}.{v[1]} is too old: 3.11 or newer is needed; try make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/demo.stamp: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) --editable '.[cli,emulator,sandbox,persistence]'
	@touch $@

$(VENV)/dev.stamp: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/demo.stamp

$(VENV)/all.stamp: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) --editable '.[dev,studio,notebooks,train]'
	@touch $@ $(VENV)/dev.stamp $(VENV)/demo.stamp

clean:
	rm -rf $(VENV) build dist *.egg-info

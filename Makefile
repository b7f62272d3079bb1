# Every target sets up what it needs. `make demo` and `make test` work on a fresh clone with Python 3.11+, make and git.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
DEVELOPMENT := $(VENV)/.development
WORKERS ?= 3
# A new one at each `make`, and shown; `make test` starts from the same one each time, and so does `make whole` (tests/seeds.py).
SEED := $(shell date +%s)
KILL_SEED ?= $(SEED)
CHAOS_SEED ?= $(SEED)
FUZZ_SEED ?= $(SEED)
SOAK_SEED ?= $(SEED)
KILL_ROUNDS ?= 100
SOAK_CLIENTS ?= 2000
SOAK_DAYS ?= 30

.DEFAULT_GOAL := help
.PHONY: help install setup demo run test rest whole kill chaos soak replicas audit check format bench learn lock clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Anker needs Python 3.11 or later: make PYTHON=python3.11 …" or 0)'
	# A half-made one would pass for done: on Debian and Ubuntu python3-venv may be missing.
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(RUNTIME): requirements.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(DEVELOPMENT): requirements-dev.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ $(RUNTIME)

install: $(RUNTIME) ## Make .venv with what the bot needs to run, from the lock

setup: $(DEVELOPMENT) ## Make .venv with everything, tools and tests too, from the lock

demo: $(RUNTIME) ## See it work in the browser: no token, no network
	$(BIN)/python -m bot demo $(if $(PORT),--port $(PORT))

run: $(RUNTIME) ## Run the bot with the settings in .env
	$(BIN)/python -m bot run

# Without bytecode each worker would compile every test again, a quarter of a minute each.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

test: $(DEVELOPMENT) ## Run every test but the long ones, each with a few of its cases: minutes
	$(PYTEST) --cases=few

rest: $(DEVELOPMENT) ## Run what `make test` leaves out
	$(PYTEST) --cases=rest

whole: $(DEVELOPMENT) ## Run all tests with all their cases; those that take hours run shortened
	$(PYTEST) --cases=all

kill: $(DEVELOPMENT) ## Kill the bot a hundred times and look for lost messages (KILL_ROUNDS, KILL_SEED, KILL_DATABASE)
	KILL_SEED=$(KILL_SEED) KILL_ROUNDS=$(KILL_ROUNDS) $(BIN)/python -m pytest -s tests/kill

chaos: $(DEVELOPMENT) ## Network faults and random updates, for long (CHAOS_ROUNDS, FUZZ_UPDATES, CHAOS_SEED, FUZZ_SEED)
	CHAOS_SEED=$(CHAOS_SEED) CHAOS_ROUNDS=$${CHAOS_ROUNDS:-200} $(BIN)/python -m pytest -n0 -s tests/outbox/test_worst_days.py
	FUZZ_SEED=$(FUZZ_SEED) FUZZ_UPDATES=$${FUZZ_UPDATES:-1000000} $(BIN)/python -m pytest -n0 -s tests/fuzz
	# A server takes longer for each update than a file does.
	CHAOS_SEED=$(CHAOS_SEED) CHAOS_ROUNDS=$${CHAOS_ROUNDS:-200} FUZZ_SEED=$(FUZZ_SEED) FUZZ_UPDATES=$${FUZZ_UPDATES:-100000} \
		$(BIN)/python -m pytest -n0 -s tests/store/test_worst_days_there.py

soak: $(DEVELOPMENT) ## Thirty simulated days with two thousand clients (SOAK_CLIENTS, SOAK_DAYS, SOAK_SEED)
	SOAK_SEED=$(SOAK_SEED) SOAK_CLIENTS=$(SOAK_CLIENTS) SOAK_DAYS=$(SOAK_DAYS) $(BIN)/python -m pytest -n0 -s tests/soak

replicas: $(DEVELOPMENT) ## Kill, freeze, cut off and replace machines on one PostgreSQL
	REPLICAS=1 $(BIN)/python -m pytest -n0 tests/replicas

audit: $(DEVELOPMENT) ## Ask whether a dependency has a known weakness (needs the network)
	$(BIN)/pip-audit --strict --require-hashes --disable-pip -r requirements.lock
	$(BIN)/pip-audit --strict --require-hashes --disable-pip -r requirements-dev.lock

check: $(DEVELOPMENT) ## Format, lint, types, import contracts, dependencies, content, secrets
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/deptry bot --no-ansi
	$(BIN)/python -m tools.check_content
	$(BIN)/python -m tools.hard_moments --check
	$(BIN)/python -m tools.check_secrets

format: $(DEVELOPMENT) ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(DEVELOPMENT) ## Measure, beside what people would choose instead
	$(BIN)/python -m benchmarks

learn: $(DEVELOPMENT) ## Learn the weights again from content/*/phrases/examples
	$(BIN)/python -m tools.learn_phrases

lock: $(DEVELOPMENT) ## Choose newer versions and write both lock files again
	$(BIN)/uv pip compile pyproject.toml --extra postgres --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --upgrade --quiet -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra postgres --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --upgrade --quiet -c requirements.lock -o requirements-dev.lock

clean: ## Remove what the targets made
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis

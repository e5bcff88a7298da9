# make run     open the page; make run ARGS='assess "..."' runs any command of mimika
# make test    every test
# make check   format, lint, types, layers, knowledge
# make bench   the figures the README quotes
# make bench-video  of these, what is measured in films
# make fuzz    ten minutes each of random and of coverage-guided stories
# make video   add what measuring films needs (Python 3.11 or 3.12)
# make docs    the manual as pages, in docs/_build/html
# make clean   remove everything that was made, .venv too

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
PYTHONS := python3.13 python3.12 python3.11 python3

# ARGS goes to the shell as it was typed; line breaks inside a story become spaces.
define LINE_BREAK


endef
AS_TYPED = $(subst $(LINE_BREAK), ,$(value ARGS))

.PHONY: run test check bench bench-video fuzz video docs clean
.DEFAULT_GOAL := run

run: $(STAMP)
	@$(BIN)/mimika $(or $(AS_TYPED),serve)

test: $(DEV_STAMP)
	@$(BIN)/python -m pytest -n auto --dist worksteal $(AS_TYPED)

check: $(DEV_STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/mimika kb check
	$(BIN)/mimika kb test

bench: $(DEV_STAMP)
	@$(BIN)/python -m benchmarks $(AS_TYPED)

bench-video: $(DEV_STAMP)
	@$(BIN)/python -m benchmarks video

fuzz: $(DEV_STAMP)
	MIMIKA_EXAMPLES=20000 $(BIN)/python -m pytest tests/unit/intake/test_any_text.py
	$(BIN)/python -m tests.fuzz.story -max_total_time=600 -max_len=4000 -len_control=0

video: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[video]'

docs: $(DEV_STAMP)
	@$(BIN)/python -m sphinx -q -W --keep-going -b html docs docs/_build/html
	@echo docs/_build/html/index.html

clean:
	rm -rf $(VENV) build dist docs/_build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# What is installed goes to standard error, so that the output of a first `make run` can be piped.
define INSTALL
	@if command -v uv >/dev/null 2>&1; then \
	  test -x $(BIN)/python || uv venv --quiet --python '>=3.11' $(VENV); \
	  uv pip install --quiet --python $(BIN)/python -r $(1) -e .; \
	else \
	  if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
	    found=; \
	    for python in $(PYTHONS); do \
	      if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then found=$$python; break; fi; \
	    done; \
	    if [ -z "$$found" ]; then \
	      echo 'No Python 3.11 or newer was found (looked for: $(PYTHONS)).'; \
	      echo '    -> Install one from https://www.python.org/downloads/ or with your package manager, then try again.'; \
	      exit 1; \
	    fi; \
	    echo "Preparing $(VENV) with $$found; this happens once."; \
	    if ! $$found -m venv --clear $(VENV); then \
	      echo "$$found cannot make a virtual environment."; \
	      echo '    -> On Debian and Ubuntu: apt-get install python3-venv. Then try again.'; \
	      exit 1; \
	    fi; \
	  fi; \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check -r $(1) -e .; \
	fi >&2
	@touch $@
endef

$(STAMP): pyproject.toml requirements.lock
	$(call INSTALL,requirements.lock)

$(DEV_STAMP): pyproject.toml requirements.lock requirements-dev.lock
	$(call INSTALL,requirements-dev.lock)
	@touch $(STAMP)

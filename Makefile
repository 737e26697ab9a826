# The commands of the house. `make` or `make help` lists them.

SHELL := /bin/bash
PYTEST := .venv/bin/python -m pytest

.DEFAULT_GOAL := help
.PHONY: help run test check deep lock

help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run:  ## set up what is missing, then open the demonstration office on 127.0.0.1:8000
	@.ci/set-up run
	@.venv/bin/claims demo run

test:  ## every test on both databases and in a real browser; narrow with ARGS="tests/rules -k day"
	@.ci/set-up test
	@$(PYTEST) -n auto --maxprocesses 4 --dist loadfile $(ARGS)

check:  ## lint, formatting, types, import law
	@.ci/set-up test
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports

deep:  ## what takes longer: fuzzing, large sizes, mutation of the judging rules
	@.ci/set-up test
	@CLAIMS_DEEP_PROFILE=deep $(PYTEST) -m deep $(ARGS)
	@.ci/mutate

lock:  ## lock the packages of pyproject.toml anew, with hashes (needs uv)
	@uv pip compile --quiet --generate-hashes --universal --no-header --no-annotate pyproject.toml --output-file requirements.txt
	@uv pip compile --quiet --generate-hashes --universal --no-header --no-annotate --extra dev --constraint requirements.txt pyproject.toml --output-file requirements-dev.txt
	@uv pip compile --quiet --generate-hashes --universal --no-header --no-annotate --extra dev --extra bench --constraint requirements-dev.txt pyproject.toml --output-file requirements-bench.txt
	@uv pip compile --quiet --generate-hashes --universal --no-header --no-annotate --extra dev --extra fuzz --constraint requirements-dev.txt pyproject.toml --output-file requirements-fuzz.txt

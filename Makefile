# The commands of the house. `make` or `make help` lists them.

SHELL := /bin/bash
PYTEST := .venv/bin/python -m pytest

.DEFAULT_GOAL := help
.PHONY: help run test check deep lock sbom

help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run:  ## set up what is missing, then open the demonstration office on 127.0.0.1:8000
	@.ci/set-up run
	@.venv/bin/claims demo run

test:  ## every test on both databases and in a real browser; narrow with ARGS="tests/rules -k day"
	@.ci/set-up test
	@$(PYTEST) -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(ARGS)

check:  ## lint, formatting, types, import law
	@.ci/set-up test
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports

deep:  ## what takes hours: fuzzing, large sizes, mutation of what judges and seals, known vulnerabilities
	@.ci/set-up test
	@CLAIMS_DEEP_PROFILE=deep $(PYTEST) -m deep $(ARGS)
	@.ci/mutate
	@.ci/fuzz || [ $$? = 2 ]  # 2: not for this kind of machine
	@.venv/bin/python .ci/advisories || [ $$? = 2 ]  # 2: no service could be asked, which is said and is no finding

sbom:  ## write sbom.cdx.json anew: what requirements.txt locks, with hashes and licences
	@.ci/set-up test
	@.venv/bin/python .ci/sbom

lock:  ## lock the packages of pyproject.toml anew, with hashes (needs uv)
	@uv pip compile --quiet --generate-hashes --universal --no-header --no-annotate pyproject.toml --output-file requirements.txt
	@uv pip compile --quiet --generate-hashes --universal --no-header --no-annotate --extra dev --constraint requirements.txt pyproject.toml --output-file requirements-dev.txt
	@uv pip compile --quiet --generate-hashes --universal --no-header --no-annotate --extra dev --extra bench --constraint requirements-dev.txt pyproject.toml --output-file requirements-bench.txt
	@uv pip compile --quiet --generate-hashes --universal --no-header --no-annotate --extra dev --extra fuzz --constraint requirements-dev.txt pyproject.toml --output-file requirements-fuzz.txt

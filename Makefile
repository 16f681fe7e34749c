# `make demo` and `make test` each work alone in a clean clone: they install what they need first.
# Needs Python 3.11 or newer with venv, and Node with npm for the look. Nothing is installed outside this folder.

SHELL := /bin/sh
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
LOOK := $(if $(wildcard package-lock.json),node_modules/.package-lock.json)
COMPILE := UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal --generate-hashes \
	--no-emit-index-url --python-version 3.11 --upgrade

.PHONY: help demo test browser check fix docs screenshots bench lock install clean

help:
	@echo "make demo     install, and start the demonstration on http://127.0.0.1:$(PORT)"
	@echo "make test     install, and run the tests (on SQLite, or on the server named in DATABASE_URL)"
	@echo "make browser  run the tests that look at the product in Chromium"
	@echo "make check    style, types, structure, templates, migrations, generated pages; changes nothing"
	@echo "make fix      put style right"
	@echo "make docs     write the generated pages again"
	@echo "make bench    measure"
	@echo "make screenshots  take the pictures of docs/screens again"
	@echo "make lock     choose versions again, and write the hashed requirements"

demo: $(STAMPS)/carewright-run
	$(BIN)/carewright demo --port $(PORT)

install: $(STAMPS)/carewright-run

test: $(STAMPS)/carewright-dev
	@bin/test -m "not browser"

browser: $(STAMPS)/carewright-dev
	@bin/test -m browser

check: $(STAMPS)/carewright-dev
	@bin/check

fix: $(STAMPS)/carewright-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python bin/write_docs.py
	@templates=$$(git ls-files 'src/*.html'); test -z "$$templates" || $(BIN)/djade --target-version 5.2 $$templates

docs: $(STAMPS)/carewright-dev
	$(BIN)/python bin/write_docs.py

screenshots: $(STAMPS)/carewright-dev
	$(BIN)/python bin/take_screenshots.py

bench: $(STAMPS)/carewright-dev
	@for bench in bench/[a-z]*.py; do echo "== $$bench"; $(BIN)/python $$bench || exit 1; done

lock: $(STAMPS)/dev
	test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet uv
	$(COMPILE) pyproject.toml --extra postgresql -o requirements/run.txt
	$(COMPILE) pyproject.toml --extra postgresql --group dev -c requirements/run.txt -o requirements/dev.txt
	$(COMPILE) requirements/build.in -c requirements/dev.txt -o requirements/build.txt

clean:
	rm -rf $(VENV) node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# What is installed, each with a stamp, so that a second run is quick.

$(STAMPS)/python:
	@bin/install python
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/run: requirements/run.txt requirements/build.txt | $(STAMPS)/python
	@bin/install run
	@touch $@

$(STAMPS)/dev: requirements/dev.txt requirements/build.txt | $(STAMPS)/python
	@bin/install dev
	@touch $@ $(STAMPS)/run

$(STAMPS)/carewright-run: $(STAMPS)/run pyproject.toml $(LOOK)
	@bin/install carewright
	@touch $@

$(STAMPS)/carewright-dev: $(STAMPS)/dev pyproject.toml $(LOOK)
	@bin/install carewright
	@touch $@ $(STAMPS)/carewright-run

node_modules/.package-lock.json: package-lock.json
	@bin/install look
	@touch $@

# The two commands of the README are `make demo` and `make test`; each does its own set-up.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
PORT ?= 8000
SHARED_DATA ?= ../shared/data
LAWS := $(SHARED_DATA)/corpus/laws_full.jsonl.xz
CREDIT := Sưu tầm để trình diễn, chưa đối chiếu
DEMO_STAMP := var/.demo-$(or $(DEMO),full)

.DEFAULT_GOAL := help
.PHONY: help demo demo-content test test-elasticsearch9 faults check bench lock clean

help:  ## What can be made
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 24

$(VENV)/.run: requirements.txt
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt requirements.txt
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

demo: demo-content  ## A running site with content; DEMO=small leaves out the real laws
	@$(MANAGE) demo_login
	@echo "The portal runs at http://127.0.0.1:$(PORT)/ (Ctrl-C stops it)."
	@DJANGO_SETTINGS_MODULE=portal.settings.dev $(BIN)/gunicorn portal.wsgi \
		--bind 127.0.0.1:$(PORT) --workers 2 --threads 4 --log-level warning

demo-content: $(DEMO_STAMP)  ## The demonstration's database, content and index, without the server

# Made again only when the code or the content has changed, so that a second start takes seconds.
$(DEMO_STAMP): $(VENV)/.run $(shell git ls-files '*.py' '*.po' home content legal_library static 2>/dev/null)
	@$(MANAGE) compile_translations
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@$(MANAGE) load_topics
	@$(MANAGE) load_synonyms
	@if [ "$(DEMO)" != "small" ] && [ -f "$(LAWS)" ]; then $(MANAGE) import_documents "$(LAWS)" --credit "$(CREDIT)"; fi
	@$(MANAGE) load_samples
	@$(MANAGE) rebuild_search --if-needed
	@touch $@

test: $(VENV)/.dev check  ## All checks, then all tests on every database at hand
	@$(BIN)/python -m tests.run

test-elasticsearch9: $(VENV)/.dev  ## The tests of Elasticsearch on server 9, where there is a Java of 21 or newer
	@TEST_ELASTICSEARCH_VERSION=9.0.8 $(BIN)/python -m pytest -q -rs -n 0 tests/elasticsearch

faults: $(VENV)/.dev  ## Indexers killed 50 times, Elasticsearch away for 60 s: what is lost, what is there twice
	@$(BIN)/python -m tests.elasticsearch.faults

check: $(VENV)/.dev  ## Lint, format, floors, settings, migrations, translations
	@$(MANAGE) compile_translations
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'templates/*.html')
	@$(BIN)/lint-imports
	@SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(64))") \
		ALLOWED_HOSTS=portal.example DJANGO_SETTINGS_MODULE=portal.settings.production \
		$(MANAGE) check --deploy --fail-level WARNING
	@$(MANAGE) makemigrations --check --dry-run
	@$(MANAGE) check_translations

bench: $(VENV)/.dev  ## Every figure, as the median of three runs
	@for file in benchmarks/bench_*.py; do \
		$(BIN)/python -m benchmarks.$$(basename $$file .py) || exit 1; done

lock: $(VENV)/.dev  ## Pin the dependencies anew
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links --output-file requirements.txt requirements.in
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links --allow-unsafe --output-file requirements-dev.txt requirements-dev.in

clean:  ## Remove everything that was made
	rm -rf $(VENV) var media staticfiles test-results .pytest_cache .ruff_cache .import_linter_cache .hypothesis

# The commands of this repository. Each does its own set-up; tools/make.sh holds the work.
# Variables: VAR_DIR, PORT, DATABASE_URL, REDIS_URL, BROWSER, PYTHON, PG_BIN, ARGS (docs/operations.md).

.PHONY: help run test check stop bench

help:
	@echo 'make run     everything: environment, database, broker, demo force, figures, web, worker, beat'
	@echo 'make test    everything: environment, database, browser, the checks, the whole suite'
	@echo 'make check   the checks alone: style, types, templates, migrations, settings'
	@echo 'make stop    stops what make run started, and the embedded servers of this VAR_DIR'
	@echo 'make bench   the performance goals, as ratios'

run test check stop bench:
	@exec sh tools/make.sh $@ $(ARGS)

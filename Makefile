# What can be done here. Each target is a script of its own in scripts/, which runs without make just as well.
SIZE ?= 10k,100k,1M
.PHONY: run check test fuzz torture bench evidence screenshots vendor migrations

run: ## Start the product on http://localhost:5080
	dotnet run --project src/Guanxi

check: ## Layout, texts, analyzers (warnings are errors), migrations
	@scripts/check.sh

test: ## Every suite: formulas, product on SQLite and on PostgreSQL, browser
	@scripts/test.sh

fuzz: ## All 10,000 damaged files through check, import and undo, a quarter of an hour; make test takes 120 of them
	dotnet build tests/Guanxi.Tests -v q --nologo -clp:NoSummary
	GUANXI_TEST_MUTATED_FILES=10000 artifacts/bin/Guanxi.Tests/debug/Guanxi.Tests -noLogo -noColor -class '*MutatedImportTests'

torture: ## The server killed a hundred times under load on either database: every acknowledged write there, warehouse equal to a rebuild; make test kills twice
	@scripts/torture.sh

bench: ## Every figure of the performance budgets: make bench SIZE=100k
	@scripts/bench.sh $(SIZE)

evidence: ## Every figure of docs/evidence.md, computed and written anew
	@scripts/evidence.sh

screenshots: ## The pictures in README.md and the guide
	@scripts/screenshots.sh

vendor: ## Fetch the front-end libraries anew
	@scripts/vendor.sh

migrations: ## Remake the first migrations after a change of the model
	@scripts/initial-migrations.sh

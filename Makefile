# make demo    installs what it needs, builds, opens the demo
# make test    installs what it needs, runs everything
# make help    lists the rest

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

# Go packages to build and test, and the ones where things run at once: these
# run a second time under the race detector. Folders that are not there are left out.
PKGS      ?= ./...
RACE      ?= $(patsubst %,./%/...,$(wildcard $(addprefix internal/,\
             db due outbox live org lead placement followup deal app)))
P         ?= 2
TIMEOUT   ?= 15m
TESTFLAGS ?=

# The transpiled SQLite is left out of the race detector's book-keeping: its
# memory is its own, and watching it makes a query some thirty times slower.
RACEFLAGS := -race -gcflags='modernc.org/...=-race=false'

# The browser tests take part as soon as there is a program to open.
E2E ?= $(if $(wildcard cmd/sluice/main.go),on)

assets := internal/web/assets
assets_src := $(shell find $(assets) -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -not -name '*.go' 2>/dev/null)

## demo: open the demo in the browser (ARGS="--leads 100000" is passed on)
.PHONY: demo
demo: install-build build
	scripts/demo.sh $(ARGS)

## test: everything: drift, lint, Go on both databases, race, browser
.PHONY: test
test: install-test drift lint test-go test-race $(if $(filter on,$(E2E)),test-e2e)

## build: bin/sluice, one file without cgo
.PHONY: build
build: web
	CGO_ENABLED=0 go build -trimpath -ldflags '-s -w -X main.version=$(VERSION)' -o bin/sluice ./cmd/sluice

## web: bundle the browser side
.PHONY: web
web: $(if $(wildcard $(assets)/package.json),$(assets)/dist/manifest.json)

$(assets)/dist/manifest.json: $(assets)/node_modules/.package-lock.json $(assets_src)
	cd $(assets) && npm run build && npm run check

%/node_modules/.package-lock.json: %/package-lock.json
	cd $* && npm ci --no-audit --no-fund
	@touch $@

## generate: write the generated files anew
.PHONY: generate
generate:
	scripts/generate.sh
	go generate ./...

## drift: fail when a generated file is not what its source says
.PHONY: drift
drift:
	scripts/drift.sh

## lint: golangci-lint with the rules of .golangci.yml
.PHONY: lint
lint: web bin/golangci-lint
	bin/golangci-lint run $(PKGS)

bin/golangci-lint: tools/go.mod tools/go.sum
	@mkdir -p bin
	CGO_ENABLED=0 go build -C tools -trimpath -o ../$@ github.com/golangci/golangci-lint/v2/cmd/golangci-lint

# A missing PostgreSQL or Chromium is a failure here; a plain "go test" skips.
test-go test-race test-e2e: export SLUICE_TEST_REQUIRE := 1

## test-go: the Go tests, on SQLite and on a PostgreSQL of their own
.PHONY: test-go
test-go: web
	scripts/with-postgres.sh go test -p $(P) -timeout $(TIMEOUT) $(TESTFLAGS) $(PKGS)

## test-race: the packages where things run at once, under the race detector
.PHONY: test-race
test-race: web
	$(if $(RACE),scripts/with-postgres.sh go test $(RACEFLAGS) -short -p $(P) -timeout $(TIMEOUT) $(TESTFLAGS) $(RACE))

## test-e2e: the browser tests with their accessibility checks
.PHONY: test-e2e
test-e2e: build e2e/node_modules/.package-lock.json
	cd e2e && node --test --test-concurrency=1 *.test.mjs

## bench: the promised figures, beside the raw databases
.PHONY: bench
bench: web
	PG_DURABLE=1 scripts/with-postgres.sh go test -run '^$$' -bench . -benchmem -timeout 60m $(TESTFLAGS) ./bench/...

.PHONY: install-build install-test
install-%:
	scripts/install.sh $*

## clean: remove what was built
.PHONY: clean
clean:
	rm -rf bin $(assets)/dist/* e2e/results

## help: this list
.PHONY: help
help:
	@sed -n 's/^## \([a-z0-9-]*\): /\1\t/p' $(MAKEFILE_LIST) | while IFS=$$'\t' read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

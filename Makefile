# Two commands do everything on a fresh Debian or Ubuntu machine with Swift, git and make:
#   make report   sets up, builds, and writes an entry for the example repository
#   make test     sets up, and runs every test
# Nothing has to be installed by hand: `setup` installs the Debian packages named here when they are missing.

PREFIX ?= /usr/local
BUILD_PACKAGES = libcmark-gfm-dev libcmark-gfm-extensions-dev libpg-query-dev libprotobuf-c-dev libpq-dev
TEST_PACKAGES = postgresql python3-jsonschema
BENCH_PACKAGES = gcc libc6-dev

# Static libraries and a fixed address: start-up is what an agent and cron wait for, and linking at start is half of it.
ARCHIVES = $(CURDIR)/.build/archives
# Where the compiler can: types with parameters take the conformances that are known, and look up none at run time.
KNOWN_TYPES = -disable-concrete-type-metadata-mangled-name-accessors
SWIFT_RELEASE = -c release --static-swift-stdlib -Xlinker -no-pie \
	-Xswiftc "-L$(ARCHIVES)" -Xswiftc -Xclang-linker -Xswiftc -static-libgcc \
	$(shell swiftc -frontend -help-hidden 2>/dev/null | grep -q -e $(KNOWN_TYPES) \
	&& echo -Xswiftc -Xfrontend -Xswiftc $(KNOWN_TYPES))
BINARY = $(shell swift build $(SWIFT_RELEASE) --show-bin-path)/sitrep
EXAMPLE = .build/example

# Processor seconds that `make fuzz` spends on each target, and which of them.
FUZZ_SECONDS ?= 1200
FUZZ_TARGETS ?= markdown prisma sql settings input vault template deployment
# Both sanitizers in one flag: of two the compiler keeps the last, and there would be no coverage.
FUZZ_BUILD = SITREP_FUZZING=1 swift build -c release --scratch-path .build-fuzz/build --product fuzz \
	--sanitize fuzzer --sanitize address -Xswiftc -sanitize=address,fuzzer

.PHONY: help build report test stress lint format bench fuzz install setup setup-test setup-bench

help:
	@sed -n '1,5s/^# //p' Makefile
	@echo "Other targets: build, stress, lint, format, bench, fuzz, install (PREFIX=$(PREFIX))"

setup:
	@scripts/install-packages $(BUILD_PACKAGES)
	@scripts/link-archives "$(ARCHIVES)" cmark-gfm cmark-gfm-extensions pg_query stdc++

setup-test:
	@scripts/install-packages $(BUILD_PACKAGES) $(TEST_PACKAGES)

setup-bench:
	@scripts/install-packages $(BUILD_PACKAGES) $(BENCH_PACKAGES)

build: setup
	swift build $(SWIFT_RELEASE) --product sitrep

# Works on a copy, so that the checkout stays clean.
report: build
	@scripts/example-repository $(EXAMPLE)
	@$(BINARY) report -C $(EXAMPLE) --agent data --print
	@echo "  in the copy of the example repository: $(EXAMPLE)"

test: setup-test
	swift build --product sitrep
	swift test

# Writers, kills, crons, a full disk, merges: about three minutes; a small part of it runs in `make test`.
stress: build
	swift build $(SWIFT_RELEASE) --product AppendProbe
	swift build $(SWIFT_RELEASE) --product Stress
	@nice -n 10 $(dir $(BINARY))Stress

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests templates Benchmarks Fuzzing

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests templates Benchmarks Fuzzing

bench: build setup-bench
	@Benchmarks/run $(BINARY)

fuzz: setup
	$(FUZZ_BUILD)
	@Fuzzing/run .build-fuzz/build/release/fuzz $(FUZZ_SECONDS) $(FUZZ_TARGETS)

install: build
	install -D -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/sitrep

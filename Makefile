# zhandian: `make demo` and `make test` work on a fresh Debian or Ubuntu machine with the Swift toolchain.

PREFIX ?= /usr/local
PACKAGES = libicu-dev libxml2-dev libsqlite3-dev zlib1g-dev libzstd-dev libbrotli-dev libssl-dev libxlsxwriter-dev pkg-config python3
BINARY = .build/release/zhandian
DEMO = .build/demo
SUDO = $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: all setup build test lint demo examples manual install clean

all: build

# Debian packages: asked for only if one is missing.
setup:
	@dpkg -s $(PACKAGES) >/dev/null 2>&1 || { $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq $(PACKAGES); }

# The Swift runtime is linked in: the program runs where no Swift is installed, and calls into it are direct.
build: setup
	swift build -c release --product zhandian --static-swift-stdlib

# The main job on the sample articles: facts into a store, then a comparison and a query.
demo: build
	rm -rf $(DEMO) && mkdir -p $(DEMO)
	$(BINARY) ingest Corpus/samples --store $(DEMO)/samples.db
	$(BINARY) compare --store $(DEMO)/samples.db --by province --measure stations --format table \
	  --width 140 --columns region,value,parts,sum_holds,label,as_of,inside
	$(BINARY) models --store $(DEMO)/samples.db --format table --width 140 \
	  --columns name,components,adopters,first_seen | head -n 30
	$(BINARY) query --store $(DEMO)/samples.db --subject station --region 云南省 --evidence --format table \
	  --width 140 --columns region,value,unit,text,date,evidence

# What report makes of the sample articles about one province: Reports/examples/site.
examples: build
	rm -rf $(DEMO) && mkdir -p $(DEMO)
	$(BINARY) ingest Corpus/samples --store $(DEMO)/samples.db --quiet
	$(BINARY) report --store $(DEMO)/samples.db --out Reports/examples/site --within 浙江省

# The manual page and the completions of shells, from the program's own help.
manual: build
	mkdir -p .build/share
	$(BINARY) --experimental-dump-help | python3 Reports/tools/manual.py > .build/share/zhandian.1
	for shell in bash zsh fish; do $(BINARY) --generate-completion-script $$shell > .build/share/zhandian.$$shell; done

# Each fuzz target FUZZ_RUNS times (1,000,000): long. See Tests/Fuzzing/README.md.
.PHONY: fuzz
fuzz: setup
	Tests/Fuzzing/run.sh

# The same for 2,000 inputs each, from the seeds alone: part of what a change must pass.
.PHONY: fuzz-short
fuzz-short: setup
	rm -rf .build/fuzz-short
	FUZZ_RUNS=2000 FUZZ_FOLDER=.build/fuzz-short Tests/Fuzzing/run.sh

# All tests with the address sanitizer (leaks aside: XCTest leaks as it ends), those of ingestion, explorer and store with the thread sanitizer: long.
.PHONY: sanitize
sanitize: setup
	ASAN_OPTIONS=detect_leaks=0 swift test --scratch-path .build/address --sanitize address
	swift test --scratch-path .build/thread --sanitize thread --filter '(Ingestion|Explorer|FactStore)Tests\.'

# The explorer in headless Chromium: Debian's chromium and chromium-driver, selenium from PyPI.
.PHONY: browser
browser: build
	@dpkg -s chromium-driver >/dev/null 2>&1 || $(SUDO) apt-get install -y -qq chromium chromium-driver fonts-noto-cjk
	test -d .build/browser || { python3 -m venv .build/browser && .build/browser/bin/pip install -q selenium; }
	.build/browser/bin/python Tests/Browser/explorer.py --zhandian $(BINARY)

# The driver in a Spark of two workers, one of which is killed: pyspark from PyPI (500 MB), Java 17.
.PHONY: spark
spark: build
	test -d .build/spark || { python3 -m venv .build/spark && .build/spark/bin/pip install -q 'pyspark>=4,<5' pyarrow 'pandas<3'; }
	ZHANDIAN=$(abspath $(BINARY)) .build/spark/bin/python -m unittest discover -s Tests/Spark -p 'test_*.py' -v

lint:
	swift format lint --strict --configuration .swift-format -r Sources Tests Package.swift

test: setup lint
	python3 Corpus/tools/datapackage.py --check
	python3 Lexicons/tools/manifest.py --check
	python3 Reports/tools/quality.py --check
	python3 -m unittest discover -s Tests/Spark -p test_records.py
	swift test

install: manual
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/zhandian
	install -s -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/zhandian
	rm -rf $(DESTDIR)$(PREFIX)/share/zhandian/Lexicons
	cp -R Lexicons $(DESTDIR)$(PREFIX)/share/zhandian/Lexicons
	rm -rf $(DESTDIR)$(PREFIX)/share/zhandian/Lexicons/tools
	install -D -m 644 .build/share/zhandian.1 $(DESTDIR)$(PREFIX)/share/man/man1/zhandian.1
	install -D -m 644 .build/share/zhandian.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/zhandian
	install -D -m 644 .build/share/zhandian.zsh $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_zhandian
	install -D -m 644 .build/share/zhandian.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/zhandian.fish

clean:
	swift package clean
	rm -rf $(DEMO)

# crm: small executables over one library. `make help` lists the targets.

CC       = cc
CFLAGS   = -O2 -g
WARN     = -std=c11 -Wall -Wextra -Wpedantic -Werror
CPPFLAGS = -D_POSIX_C_SOURCE=200809L -Icommon
# One thread for each: make runs as many linkers as there are jobs. What is written through a mapping lies in small pieces of the cache of files, and a program
# there takes a twentieth longer to start.
LDFLAGS  = $(if $(shell command -v ld.lld),-fuse-ld=lld -Wl$(comma)--threads=1$(comma)--no-mmap-output-file)

# The libraries become part of the programs where their archives are installed: a program that finds four shared ones first takes
# a sixth longer for one look-up. `make LINK=shared` leaves them apart, as packages for a distribution do. The C library is always
# shared: it reads the names of users.
LINK     = static
archive  = $(if $(filter shared,$(LINK)),,$(filter /%,$(shell $(CC) -print-file-name=lib$1.a 2>/dev/null)))
library  = $(or $(call archive,$1),-l$1)
# Likewise they stand at a fixed address, so that the loader writes none of the addresses that the record table is full of: one look-up takes a tenth less.
LDFLAGS += $(if $(filter shared,$(LINK)),,-no-pie)
LDLIBS  := $(foreach name,sqlite3 yaml jansson utf8proc,$(call library,$(name))) -lm -ldl

PREFIX  = /usr/local
DESTDIR =
BINDIR  = $(PREFIX)/bin
MANDIR  = $(PREFIX)/share/man
BASHDIR = $(PREFIX)/share/bash-completion/completions
ZSHDIR  = $(PREFIX)/share/zsh/site-functions
FISHDIR = $(PREFIX)/share/fish/vendor_completions.d

# Every configuration builds into a folder of its own: `make SANITIZE=address,undefined` does not disturb `make`.
SANITIZE =
BUILD    = build/$(notdir $(CC))$(if $(SANITIZE),-$(subst $(comma),-,$(SANITIZE)))
comma    = ,
ifneq ($(SANITIZE),)
# -O0: compiling with -O1 takes longer than what it saves while the tests run; of debugging information a report needs lines alone.
LEVEL    = -O0
CFLAGS   = $(LEVEL) -g1 -fsanitize=$(SANITIZE) -fno-omit-frame-pointer -fno-sanitize-recover=all
# A program at a fixed address starts in four fifths of the time: the sanitizers describe every global by a table of addresses.
LDFLAGS += -fsanitize=$(SANITIZE) -Wl,-O0
# Rules that are passed over are asked all the same, and abort when they had something to say (store/store.h).
override CPPFLAGS += -DSTORE_PROVES_RULES=true
endif

LIBRARY  = $(BUILD)/libcrm.a
SOURCES  = $(sort $(wildcard common/*.c common/*/*.c))
COMMANDS = $(sort $(patsubst cmd/%.c,%,$(wildcard cmd/*.c)))
PROGRAMS = $(addprefix $(BUILD)/,$(COMMANDS))
UNITS    = $(addprefix $(BUILD)/unit/,$(sort $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/*.c))))
FUZZ     = $(filter-out replay,$(sort $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))))
FUZZERS  = $(addprefix $(BUILD)/fuzz/,$(FUZZ))

COMPLETIONS = $(addprefix $(BUILD)/completions/,crm.bash _crm crm.fish)

all: $(PROGRAMS) $(COMPLETIONS)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(WARN) $(CFLAGS) -MMD -MP -c -o $@ $<

$(LIBRARY): $(SOURCES:%.c=$(BUILD)/%.o)
	@rm -f $@
	$(AR) rcs $@ $^

$(PROGRAMS): $(BUILD)/%: $(BUILD)/cmd/%.o $(LIBRARY)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/unit/%: $(BUILD)/tests/unit/%.o $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lcmocka

# All commands in the order in which crm lists them: name, record type, what it does. Each program tells its own line, so that a new one needs no list.
$(BUILD)/commands: $(filter-out $(BUILD)/crm,$(PROGRAMS))
	@for program in $^; do $$program __man command || exit; done >$@.parts
	@sort -k 1,1n -k 2,2 $@.parts | cut -f 2- >$@

$(BUILD)/commands.h: $(BUILD)/commands
	@awk -F '\t' '{ gsub(/["\\]/, "\\\\&"); printf "\t{ \"%s\", \"%s\" },\n", substr($$1, 5), $$3 }' $< >$@

$(BUILD)/cmd/crm.o: override CPPFLAGS += -I$(BUILD)
$(BUILD)/cmd/crm.o: $(BUILD)/commands.h

$(BUILD)/completions/%: completions/%.in $(BUILD)/commands
	@mkdir -p $(@D)
	@sed "s/@COMMANDS@/$$(cut -f 1 $(BUILD)/commands | sort | xargs)/" $< >$@

unit: $(UNITS)

# Printed pages and pictures: an archive gives a program only what it asks for, so that those alone that draw pay for pango and cairo.
PRINTING     = $(BUILD)/crm-print $(BUILD)/crm-report $(BUILD)/unit/page_pdf $(BUILD)/unit/chart
PRINT_FLAGS  = $(patsubst -I%,-isystem %,$(shell pkg-config --cflags pangocairo 2>/dev/null))
$(BUILD)/common/page/page_font.o $(BUILD)/common/page/page_pdf.o $(BUILD)/common/chart/chart_draw.o $(BUILD)/tests/unit/page_pdf.o $(BUILD)/tests/unit/chart.o: override CPPFLAGS += $(PRINT_FLAGS)
$(PRINTING): LDLIBS += -lpangocairo-1.0 -lpango-1.0 -lgobject-2.0 -lcairo

# Mail: likewise those alone that send it pay for gmime.
MAILING    = $(BUILD)/crm-mail $(BUILD)/crm-remind $(BUILD)/fuzz/mime $(BUILD)/libfuzzer/mime
MAIL_FLAGS = $(patsubst -I%,-isystem %,$(shell pkg-config --cflags gmime-3.0 2>/dev/null))
$(BUILD)/common/io/mime_read.o $(BUILD)/common/io/mime_write.o: override CPPFLAGS += $(MAIL_FLAGS)
$(MAILING): LDLIBS += -lgmime-3.0 -lgobject-2.0 -lglib-2.0

# What the fault scenarios need: who kills, what is killed in a migration, who spoils files, and a disk that fails.
FAULTS = $(addprefix $(BUILD)/torture/,kills migrate damage failing.so)

torture-programs: $(FAULTS)

# Lets a program run many times in one process, for the model test.
$(BUILD)/model/ready.so: tests/model/ready.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(WARN) -O2 -shared -fPIC -o $@ $< -ldl

$(BUILD)/torture/failing.so: tests/torture/failing.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(WARN) -O2 -shared -fPIC -o $@ $< -ldl

$(BUILD)/torture/%: $(BUILD)/tests/torture/%.o $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# The targets of tests/fuzz with a main() that feeds them files, or with libFuzzer's.
$(BUILD)/fuzz/%: $(BUILD)/tests/fuzz/%.o $(BUILD)/tests/fuzz/replay.o $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/libfuzzer/%: $(BUILD)/tests/fuzz/%.o $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)

fuzzers: $(FUZZERS)

libfuzzers: $(FUZZERS:$(BUILD)/fuzz/%=$(BUILD)/libfuzzer/%)

# Prose from man/, lists from the tables of the programs.
PAGES = $(patsubst man/%.in,$(BUILD)/man/%,$(sort $(wildcard man/*.in)))

# man(1) looks for pages in folders of their sections: so MANPATH=build/cc/man shows them where they are built.
man: $(PAGES)
	@for section in 1 5 7; do ln -sfn . $(BUILD)/man/man$$section; done

$(BUILD)/man/crm.1: $(wildcard man/*.1.in)
$(BUILD)/man/%: man/%.in tools/gen-man $(PROGRAMS) $(BUILD)/commands
	@mkdir -p $(@D)
	tools/gen-man $< $(BUILD) >$@

# What is needed and not there is installed through the system's package manager: for building, and for testing too.
deps:
	@tools/deps build

deps-check:
	@tools/deps check

# Builds everything, makes a database of demo data by piping the real tools, and prints the morning's work.
demo: deps
	@$(MAKE) --no-print-directory -s all
	@CRM_BIN="$(abspath $(BUILD))" CRM_DB="$(abspath $(BUILD))/demo.db" sh demo/morning.sh

# Everything is compiled by gcc, and by clang with its sanitizers, which run the unit tests, the corpora of the fuzzers, and those command tests that walk all types
# and verbs; the other command tests take the plain build. `make fuzz-replay` has gcc's sanitizers too.
SANITIZERS = address,undefined
GCC_SAN    = CC=gcc SANITIZE=$(SANITIZERS)
CLANG_SAN  = CC=clang SANITIZE=$(SANITIZERS)
SANITIZED  = build/clang-address-undefined
SANITIZED_TESTS = tests/types.t tests/acting.t tests/line_links.t
SANITIZED_RUNS  = $(addprefix $(SANITIZED)/,$(SANITIZED_TESTS))
JOBS       = 2
TESTS      = $(sort $(wildcard tests/*.t))

# The tests that take longest come first: what begins last should be short.
LONG       = $(SANITIZED_RUNS) $(SANITIZED)/unit/history $(patsubst %,tests/%.t,man attacks contract torture twice complete model convert_documents calendar)

# What testing alone needs is installed while the programs are compiled.
check: deps
	@$(MAKE) --no-print-directory -s -j$(JOBS) deps-check plain
	@$(MAKE) --no-print-directory -s -j$(JOBS) $(CLANG_SAN) all unit fuzzers $(SANITIZED_RUNS)
	@$(MAKE) --no-print-directory -s prove

plain:
	@$(MAKE) --no-print-directory -s all man torture-programs $(BUILD)/model/ready.so

# A command test that takes the programs of this build.
$(BUILD)/tests/%.t: tests/%.t
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nCRM_BIN=%s exec sh %s\n' "$(abspath $(BUILD))" "$(abspath $<)" >$@
	@chmod +x $@

# All in one run, with one job more than there are processors: tests wait too, for terminals, clocks and each other.
prove:
	CMOCKA_MESSAGE_OUTPUT=TAP CRM_BIN="$(abspath $(BUILD))" CRM_SANITIZED="$(abspath $(SANITIZED))" \
		prove --timer -j$(shell expr $(JOBS) + 1) -e '' $(LONG) $(filter-out $(LONG),$(TESTS) $(UNITS:$(BUILD)/%=$(SANITIZED)/%))

# Some tests on the plain build, in seconds: `make test T='lines undo'` runs tests/lines.t, tests/undo.t and the unit programs of these names; without T all of them.
T           =
UNIT_NAMES  = $(notdir $(UNITS))
TEST_NAMES  = $(patsubst tests/%.t,%,$(TESTS))
CHOSEN      = $(or $(T),$(UNIT_NAMES) $(TEST_NAMES))
CHOSEN_RUNS = $(addprefix $(BUILD)/unit/,$(filter $(CHOSEN),$(UNIT_NAMES))) $(patsubst %,tests/%.t,$(filter $(CHOSEN),$(TEST_NAMES)))

test: all $(BUILD)/model/ready.so $(addprefix $(BUILD)/unit/,$(filter $(CHOSEN),$(UNIT_NAMES)))
	$(if $(filter-out $(UNIT_NAMES) $(TEST_NAMES),$(T)),$(error there is no test called $(filter-out $(UNIT_NAMES) $(TEST_NAMES),$(T))))
	@CMOCKA_MESSAGE_OUTPUT=TAP CRM_BIN="$(abspath $(BUILD))" prove -j$(JOBS) -e '' $(CHOSEN_RUNS)

# Which lines of common/ the tests execute. Tests that other users run may fail here, since these cannot write down what they executed.
COVERAGE = CC=gcc BUILD=build/coverage CFLAGS='-O0 -g --coverage' LDFLAGS=--coverage

coverage: deps-check
	@$(MAKE) --no-print-directory -s -j$(JOBS) $(COVERAGE) all unit torture-programs
	@find build/coverage -name '*.gcda' -delete
	-@CMOCKA_MESSAGE_OUTPUT=TAP prove -Q -j$(JOBS) -e '' build/coverage/unit/*
	-@CRM_BIN="$(abspath build/coverage)" prove -Q -j$(JOBS) $(filter-out tests/install.t tests/bench.t,$(TESTS))
	@tools/coverage build/coverage
	@tools/messages build/coverage >build/coverage/messages
	@tail -n 1 build/coverage/messages; echo 'They are listed in build/coverage/messages.'

# Which changes of one operator no test notices.
mutants: deps-check
	@tools/mutants $(MUTANTS)

# Runs every target of FUZZ under libFuzzer, one after another. What it learns stays in build/fuzz/learnt; an input that fails is named by its target.
FUZZ_SECONDS = $(shell expr 600 / $(words $(FUZZ)))
FUZZ_SAN     = CC=clang SANITIZE=fuzzer-no-link,$(SANITIZERS) LEVEL=-O1 BUILD=build/fuzz CPPFLAGS='$(CPPFLAGS) -DARENA_BLOCK=1'

fuzz:
	@$(MAKE) --no-print-directory -s -j$(JOBS) $(FUZZ_SAN) libfuzzers
	@for name in $(FUZZ); do \
		echo "== $$name"; mkdir -p build/fuzz/learnt/$$name; \
		nice build/fuzz/libfuzzer/$$name -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=2048 -max_len=4096 -print_final_stats=1 \
			-artifact_prefix=build/fuzz/$$name- build/fuzz/learnt/$$name tests/fuzz/corpus/$$name 2>build/fuzz/$$name.log; \
		status=$$?; grep -E 'cov:' build/fuzz/$$name.log | tail -n 1; grep -E 'executed|not so|ERROR|runtime error' build/fuzz/$$name.log; \
		[ $$status = 0 ] || exit 1; \
	done

# The inputs of tests/fuzz/corpus again, under both sanitized builds; `make check` does it for clang's.
fuzz-replay:
	@$(MAKE) --no-print-directory -s -j$(JOBS) all
	@$(MAKE) --no-print-directory -s -j$(JOBS) $(GCC_SAN) fuzzers
	@$(MAKE) --no-print-directory -s -j$(JOBS) $(CLANG_SAN) fuzzers
	CRM_BIN="$(abspath $(BUILD))" CRM_SANITIZED="$(abspath build/gcc-address-undefined)" prove tests/fuzz.t
	CRM_BIN="$(abspath $(BUILD))" CRM_SANITIZED="$(abspath build/clang-address-undefined)" prove tests/fuzz.t

bench: all
	@CRM_BIN="$(abspath $(BUILD))" sh tests/bench/run $(BENCH)

torture: all torture-programs
	@CRM_BIN="$(abspath $(BUILD))" sh tests/torture/run $(TORTURE)

# Random operations through all programs, one database for each seed; the script of what fails stays in build/.
SEEDS      = 1-20
OPERATIONS = 500
MODEL      =

model: all $(BUILD)/model/ready.so
	@CRM_BIN="$(abspath $(BUILD))" perl tests/model/run --seed $(SEEDS) --operations $(OPERATIONS) --scripts build $(MODEL)

install: all man
	install -d "$(DESTDIR)$(BINDIR)" "$(DESTDIR)$(MANDIR)/man1" "$(DESTDIR)$(MANDIR)/man5" "$(DESTDIR)$(MANDIR)/man7" \
		"$(DESTDIR)$(BASHDIR)" "$(DESTDIR)$(ZSHDIR)" "$(DESTDIR)$(FISHDIR)"
	install -m 755 $(PROGRAMS) "$(DESTDIR)$(BINDIR)"
	for page in $(BUILD)/man/*.[157]; do install -m 644 "$$page" "$(DESTDIR)$(MANDIR)/man$${page##*.}"; done
	install -m 644 $(BUILD)/completions/crm.bash "$(DESTDIR)$(BASHDIR)/crm"
	for command in $(filter-out crm,$(COMMANDS)); do ln -sf crm "$(DESTDIR)$(BASHDIR)/$$command"; done
	install -m 644 $(BUILD)/completions/_crm "$(DESTDIR)$(ZSHDIR)/_crm"
	install -m 644 $(BUILD)/completions/crm.fish "$(DESTDIR)$(FISHDIR)/crm.fish"
	for command in $(filter-out crm,$(COMMANDS)); do ln -sf crm.fish "$(DESTDIR)$(FISHDIR)/$$command.fish"; done

uninstall:
	for command in $(COMMANDS); do rm -f "$(DESTDIR)$(BINDIR)/$$command" "$(DESTDIR)$(BASHDIR)/$$command" "$(DESTDIR)$(FISHDIR)/$$command.fish"; done
	for page in man/*; do page=$${page##*/}; page=$${page%.in}; rm -f "$(DESTDIR)$(MANDIR)/man$${page##*.}/$$page"; done
	rm -f "$(DESTDIR)$(ZSHDIR)/_crm"

clean:
	rm -rf build

help:
	@echo 'make demo     build and see a morning of work   make check    run all tests'
	@echo 'make          build into build/                 make install  PREFIX=$(PREFIX) DESTDIR='
	@echo "make test     T='lines undo' on the plain build"
	@echo 'make coverage which lines of common/ the tests execute'
	@echo 'make fuzz     FUZZ_SECONDS=… FUZZ="csv …"       make fuzz-replay  run its corpus under both compilers'
	@echo 'make bench    compare with the sqlite3 shell    make deps     install what building needs'
	@echo 'make mutants  change one operator at a time and list what no test notices: MUTANTS="SEED COUNT [PATTERN…]"'
	@echo 'make torture  kill, crowd, fill and spoil it: the fault scenarios at full length'
	@echo "make model    SEEDS=1-20 OPERATIONS=500 MODEL='--users 2': random operations against a model of what is promised"

.PHONY: all plain unit fuzzers libfuzzers fuzz fuzz-replay man deps deps-check demo check prove test bench model torture coverage mutants install uninstall clean help
.SECONDARY:
.DELETE_ON_ERROR:
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

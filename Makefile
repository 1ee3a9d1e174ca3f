# crm: small executables over one library. `make help` lists the targets.

CC       = cc
CFLAGS   = -O2 -g
WARN     = -std=c11 -Wall -Wextra -Wpedantic -Werror
CPPFLAGS = -D_POSIX_C_SOURCE=200809L -Icommon
LDFLAGS  =
LDLIBS   = -lsqlite3 -lyaml -ljansson -lutf8proc

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
CFLAGS  += -fsanitize=$(SANITIZE) -fno-omit-frame-pointer -fno-sanitize-recover=all
LDFLAGS += -fsanitize=$(SANITIZE)
endif

LIBRARY  = $(BUILD)/libcrm.a
SOURCES  = $(sort $(wildcard common/*/*.c))
COMMANDS = $(sort $(patsubst cmd/%.c,%,$(wildcard cmd/*.c)))
PROGRAMS = $(addprefix $(BUILD)/,$(COMMANDS))
UNITS    = $(addprefix $(BUILD)/unit/,$(sort $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/*.c))))

all: $(PROGRAMS)

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

unit: $(UNITS)

clean:
	rm -rf build

.PHONY: all unit clean
.SECONDARY:
-include $(shell find build -name '*.d' 2>/dev/null)

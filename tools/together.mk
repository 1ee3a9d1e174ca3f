# For tools/mutants, whose time would be spent linking: most programs become one, under all of their names, without what only a debugger reads.
include Makefile

LDFLAGS += -Wl,-S
APART    = $(filter $(PROGRAMS),$(PRINTING) $(MAILING))
TOGETHER = $(filter-out $(BUILD)/crm $(APART),$(PROGRAMS))
NAMES    = $(subst -,_,$(TOGETHER:$(BUILD)/crm-%=%))

$(BUILD)/together/%.o: $(BUILD)/cmd/crm-%.o
	@mkdir -p $(@D)
	objcopy --redefine-sym command=command_$(subst -,_,$*) $< $@

$(BUILD)/together/main.o: tools/together.c tools/together.mk
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(WARN) $(CFLAGS) '-DEACH(OF)=$(patsubst %,OF(%),$(NAMES))' -c -o $@ $<

$(BUILD)/together/programs: $(BUILD)/together/main.o $(TOGETHER:$(BUILD)/crm-%=$(BUILD)/together/%.o) $(LIBRARY)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)
	for program in $(TOGETHER); do ln -f $@ $$program || exit; done

together: $(BUILD)/together/programs $(APART)

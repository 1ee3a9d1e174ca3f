/* Tests the tables of a command for what a compiler cannot see. */
#include "cli/options.h"

#include <string.h>

#define FINDING(...) error_set(error, STATUS_INTERNAL, __VA_ARGS__)

static size_t size_of(enum opt_kind kind)
{
	switch (kind) {
	case OPT_FLAG: return sizeof(bool);
	case OPT_NUMBER: return sizeof(int64_t);
	case OPT_LIST:
	case OPT_TYPE: return sizeof(struct words);
	case OPT_TEXT:
	case OPT_CHOICE:
	case OPT_FILE:
	case OPT_FIELDS: return sizeof(const char *);
	}
	return 0;
}

static enum status lint_row(const char *verb, const struct opt_group *group, const struct opt *opt, struct error *error)
{
	size_t size = size_of(opt->kind);

	if (!size)
		return FINDING("%s --%s: it has no kind", verb, opt->name);
	if (opt->target + size > group->size)
		return FINDING("%s --%s: it writes beyond the struct of its group", verb, opt->name);
	if (opt->target % (size > sizeof(void *) ? sizeof(void *) : size))
		return FINDING("%s --%s: its target is not aligned", verb, opt->name);
	if (!opt->help || !*opt->help)
		return FINDING("%s --%s: it has no help", verb, opt->name);
	if (!opt->arg != (opt->kind == OPT_FLAG))
		return FINDING("%s --%s: a flag has no argument, all others have one", verb, opt->name);
	if (!opt->choices != (opt->kind != OPT_CHOICE))
		return FINDING("%s --%s: choices go with OPT_CHOICE, and with nothing else", verb, opt->name);
	return STATUS_OK;
}

static enum status lint_names(const char *name, const struct verb *verb, struct error *error)
{
	const struct opt *opt, *other;

	for (size_t i = 0; (opt = options_at(verb, i)); i++)
		for (size_t j = 0; j < i && (other = options_at(verb, j)); j++)
			if (strcmp(opt->name, other->name) == 0 || (opt->letter && opt->letter == other->letter))
				return FINDING("%s: --%s and --%s have the same name or letter", name, other->name, opt->name);
	return STATUS_OK;
}

static enum status lint_groups(const char *name, const struct verb *verb, struct error *error)
{
	enum status status = STATUS_OK;

	for (const struct opt_group *group = verb->options; !status && group && group->rows; group++) {
		if (!group->size || group->offset + group->size > verb->options_size)
			return FINDING("%s: the group of --%s is not within the verb's options", name, group->rows->name);
		if (group->frame == FRAME_OUTPUT && group->size < sizeof(struct output_options))
			return FINDING("%s: the group of --%s does not begin with struct output_options", name, group->rows->name);
		if (group->frame == FRAME_WRITE && group->size != sizeof(struct write_options))
			return FINDING("%s: the group of --%s is no struct write_options", name, group->rows->name);
		for (const struct opt *opt = group->rows; !status && opt->name; opt++)
			status = lint_row(name, group, opt, error);
	}
	return status;
}

/* A word in small letters before a = that stands outside of brackets is the one value that the verb needs. */
static enum status lint_value(const char *name, const struct verb *verb, struct error *error)
{
	bool found = false;
	int depth = 0;

	for (const char *p = verb->synopsis; *p; p++) {
		size_t length = strspn(p, "abcdefghijklmnopqrstuvwxyz_");
		depth += (*p == '[') - (*p == ']');
		if (!length || p[length] != '=' || depth) {
			p += length ? length - 1 : 0;
			continue;
		}
		if (!verb->value || strlen(verb->value) != length || strncmp(verb->value, p, length) != 0)
			return FINDING("%s: %.*s= must be given, so that the last operand may be its value: .value", name, (int)length, p);
		found = true;
		p += length;
	}
	return verb->value && !found ? FINDING("%s: its synopsis lacks %s=", name, verb->value) : STATUS_OK;
}

enum status options_lint(const struct command *of, struct error *error)
{
	enum status status = STATUS_OK;

	if (of->place < 1 || (!of->summary && !of->help && !of->type))
		return FINDING("%s: its row lacks place, summary or help", of->name);
	for (const struct verb *verb = verb_next(of, NULL); !status && verb; verb = verb_next(of, verb)) {
		const char *name = verb->name ? verb->name : of->name;
		if (!verb->run || !verb->access || !verb->operands || !verb->synopsis || !verb->help || !*verb->help)
			return FINDING("%s: its row lacks run, access, operands, synopsis or help", name);
		if (!verb->options != !verb->options_size)
			return FINDING("%s: its options have groups and no size, or a size and no groups", name);
		if (verb->only_reads && verb->access != ACCESS_WRITE)
			return FINDING("%s: only a writer can sometimes only read", name);
		if (verb->operands == OPERANDS_OWN && !verb->complete)
			return FINDING("%s: nothing completes its operands", name);
		status = lint_groups(name, verb, error);
		if (!status)
			status = lint_names(name, verb, error);
		if (!status)
			status = lint_value(name, verb, error);
	}
	return status;
}

#include "base/pattern.h"

#include <regex.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* The size of each open group, and of the atom read last, which a repetition multiplies. */
struct measure {
	long sizes[PATTERN_DEPTH_LIMIT + 1], atom;
	int depth;
};

static void add_atom(struct measure *measure, long size)
{
	measure->atom = size;
	measure->sizes[measure->depth] += size;
}

/* Where nothing can be repeated, the C library may still find something: at least one part. */
static void repeat(struct measure *measure, long times)
{
	if (measure->atom == 0)
		add_atom(measure, 1);
	if (times > 1) {
		measure->sizes[measure->depth] += measure->atom * (times - 1);
		measure->atom *= times;
	}
}

/* Steps over "[…]", in which "]" first, "[:alpha:]" and the like do not end it. */
static const char *skip_bracket(const char *p)
{
	p++;
	if (*p == '^')
		p++;
	if (*p == ']')
		p++;
	while (*p && *p != ']') {
		if (*p == '[' && (p[1] == ':' || p[1] == '.' || p[1] == '=')) {
			const char kind = p[1];
			for (p += 2; *p && !(*p == kind && p[1] == ']'); p++)
				;
			p += *p ? 1 : 0;
		}
		p += *p ? 1 : 0;
	}
	return p;
}

/* How often {…} repeats at most, and its end: that of the bound, or p where none begins. More than the limit is all the same. */
static long bound(const char *p, const char **last)
{
	size_t length = 1 + strspn(p + 1, "0123456789,");
	char *end;
	long least = strtol(p + 1, &end, 10), most = *end == ',' ? strtol(end + 1, NULL, 10) : 0;

	*last = p[length] == '}' ? p + length : p;
	most = most > least ? most : least;
	return most > PATTERN_SIZE_LIMIT ? PATTERN_SIZE_LIMIT + 1 : most;
}

static const char *measure_next(struct measure *measure, const char *p)
{
	switch (*p) {
	case '[':
		add_atom(measure, 1);
		return skip_bracket(p);
	case '(':
		if (++measure->depth <= PATTERN_DEPTH_LIMIT)
			measure->sizes[measure->depth] = 1;
		return p;
	case ')':
		if (measure->depth > 0) {
			measure->depth--;
			add_atom(measure, measure->sizes[measure->depth + 1]);
		} else {
			add_atom(measure, 1); /* without its opposite it is a letter */
		}
		return p;
	case '{': repeat(measure, bound(p, &p)); return p;
	/* The C library writes x+ out as xx*, and where loops lie within loops it walks the inner ones again for each of the outer. */
	case '+': repeat(measure, 4); return p;
	case '*': repeat(measure, 2); return p;
	case '\\':
		add_atom(measure, 1);
		return p[1] ? p + 1 : p;
	default: add_atom(measure, 1); return p;
	}
}

static enum status check_size(const char *pattern, struct error *error)
{
	struct measure measure = { .depth = 0 };

	for (const char *p = pattern; *p; p++) {
		if (*p == '\\' && p[1] >= '1' && p[1] <= '9')
			return error_set(error, STATUS_DATA, "/%s/ contains the back-reference \\%c, which extended regular expressions do not support", pattern, p[1]);
		p = measure_next(&measure, p);
		if (measure.depth > PATTERN_DEPTH_LIMIT)
			return error_set(error, STATUS_DATA, "/%s/ is nested more than %d levels deep", pattern, PATTERN_DEPTH_LIMIT);
		if (measure.sizes[measure.depth] > PATTERN_SIZE_LIMIT)
			return error_set(error, STATUS_DATA, "/%s/ repeats too much; its expanded repetitions may have at most %d parts", pattern, PATTERN_SIZE_LIMIT);
		if (!*p)
			break;
	}
	return STATUS_OK;
}

enum status pattern_check(const char *pattern, struct error *error)
{
	regex_t compiled;

	if (strlen(pattern) > PATTERN_LENGTH_LIMIT)
		return error_set(error, STATUS_DATA, "a regular expression can have at most %d bytes", PATTERN_LENGTH_LIMIT);
	enum status status = check_size(pattern, error);
	if (status)
		return status;
	int code = regcomp(&compiled, pattern, REG_EXTENDED | REG_NOSUB);
	if (code != 0) {
		char said[128];
		regerror(code, &compiled, said, sizeof said);
		return error_set(error, STATUS_DATA, "/%s/ is not an extended regular expression: %s", pattern, said);
	}
	regfree(&compiled);
	return STATUS_OK;
}

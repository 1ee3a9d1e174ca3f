#include "base/pattern.h"

#include "base/arena.h"
#include "base/text.h"
#include <regex.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Its parts when repetitions are written out, and those of them that many characters match, or that are alternatives. */
struct extent {
	long size, wide;
};

/* The extent of each open group, and of the atom read last, which a repetition multiplies. */
struct measure {
	struct extent groups[PATTERN_DEPTH_LIMIT + 1], atom;
	int depth;
	bool odd; /* a closing parenthesis without its opposite */
};

static void add_atom(struct measure *measure, long size, long wide)
{
	measure->atom = (struct extent){ size, wide };
	measure->groups[measure->depth].size += size;
	measure->groups[measure->depth].wide += wide;
}

/* Where nothing can be repeated, the C library may still find something: at least one part. */
static void repeat(struct measure *measure, long times)
{
	struct extent atom = measure->atom;

	if (atom.size == 0)
		add_atom(measure, 1, 0);
	else if (times > 1) {
		add_atom(measure, atom.size * (times - 1), atom.wide * (times - 1));
		measure->atom = (struct extent){ atom.size * times, atom.wide * times };
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
		add_atom(measure, 1, 1);
		return skip_bracket(p);
	case '(':
		if (++measure->depth <= PATTERN_DEPTH_LIMIT)
			measure->groups[measure->depth] = (struct extent){ 1, 0 };
		return p;
	case ')':
		if (measure->depth > 0) {
			measure->depth--;
			add_atom(measure, measure->groups[measure->depth + 1].size, measure->groups[measure->depth + 1].wide);
		} else {
			add_atom(measure, 1, 0); /* without its opposite it is a letter */
			measure->odd = true;
		}
		return p;
	case '{': repeat(measure, bound(p, &p)); return p;
	/* The C library writes x+ out as xx*, and where loops lie within loops it walks the inner ones again for each of the outer. */
	case '+': repeat(measure, 4); return p;
	case '*': repeat(measure, 2); return p;
	case '\\':
		add_atom(measure, 1, 1);
		return p[1] ? p + 1 : p;
	default: add_atom(measure, 1, *p == '.' || *p == '|'); return p;
	}
}

static enum status measure_all(const char *pattern, struct measure *measure, struct error *error)
{
	*measure = (struct measure){ .depth = 0 };
	for (const char *p = pattern; *p; p++) {
		if (*p == '\\' && p[1] >= '1' && p[1] <= '9')
			return error_set(error, STATUS_DATA, "/%s/ contains the back-reference \\%c, which extended regular expressions do not support", pattern, p[1]);
		p = measure_next(measure, p);
		if (measure->depth > PATTERN_DEPTH_LIMIT)
			return error_set(error, STATUS_DATA, "/%s/ is nested more than %d levels deep", pattern, PATTERN_DEPTH_LIMIT);
		if (measure->groups[measure->depth].size > PATTERN_SIZE_LIMIT)
			return error_set(error, STATUS_DATA, "/%s/ repeats too much; its expanded repetitions may have at most %d parts", pattern, PATTERN_SIZE_LIMIT);
		if (!*p)
			break;
	}
	return STATUS_OK;
}

static enum status compile(regex_t *out, const char *shown, const char *pattern, struct error *error)
{
	char said[128];
	int code = regcomp(out, pattern, REG_EXTENDED | REG_NOSUB);

	if (code == 0)
		return STATUS_OK;
	if (code == REG_ESPACE)
		memory_exhausted();
	regerror(code, out, said, sizeof said);
	return error_set(error, STATUS_DATA, "/%s/ is not an extended regular expression: %s", shown, said);
}

enum status pattern_check(const char *pattern, struct error *error)
{
	struct measure measure;
	regex_t compiled;

	if (strlen(pattern) > PATTERN_LENGTH_LIMIT)
		return error_set(error, STATUS_DATA, "a regular expression can have at most %d bytes", PATTERN_LENGTH_LIMIT);
	enum status status = measure_all(pattern, &measure, error);
	if (!status)
		status = compile(&compiled, pattern, pattern, error);
	if (!status)
		regfree(&compiled);
	return status;
}

/* The C library tries every beginning of a match in turn, and each may read all of the rest: the square of the length. Texts that are not short are matched from
 * their beginning by ^.*(pattern) instead, which it does in one pass, remembering the sets of places that it may be at. There are at most 2^wide of
 * these, and each new one costs time by wide. */
enum { SHORT_TEXT = 500, FEW_WIDE = 12, STEPS_LIMIT = 600000 };

struct pattern {
	char *text;
	regex_t anywhere, whole;
	bool has_anywhere, has_whole, odd;
	long wide;
};

enum status pattern_new(const char *text, struct pattern **out, struct error *error)
{
	struct pattern *pattern = memory_alloc(sizeof *pattern);
	struct measure measure;

	*pattern = (struct pattern){ .text = memory_string(text) };
	*out = NULL;
	/* Those that are built in were never checked. */
	enum status status = measure_all(text, &measure, error);
	if (!status)
		status = compile(&pattern->anywhere, text, text, error);
	if (status) {
		pattern_free(pattern);
		return status;
	}
	pattern->has_anywhere = true;
	pattern->odd = measure.odd;
	pattern->wide = measure.groups[0].wide;
	*out = pattern;
	return STATUS_OK;
}

void pattern_free(struct pattern *pattern)
{
	if (!pattern)
		return;
	if (pattern->has_anywhere)
		regfree(&pattern->anywhere);
	if (pattern->has_whole)
		regfree(&pattern->whole);
	free(pattern->text);
	free(pattern);
}

static enum status compile_whole(struct pattern *pattern, struct error *error)
{
	struct text text = { 0 };

	text_printf(&text, "^.*(%s)", pattern->text);
	enum status status = compile(&pattern->whole, pattern->text, text.data, error);
	text_free(&text);
	pattern->has_whole = !status;
	return status;
}

enum status pattern_match(struct pattern *pattern, const char *text, size_t length, bool *hit, struct error *error)
{
	bool few = pattern->wide <= FEW_WIDE, whole = !pattern->odd && (length > SHORT_TEXT || !few);
	enum status status = STATUS_OK;

	*hit = false;
	if (whole ? !few && length > (size_t)(STEPS_LIMIT / pattern->wide) : length > SHORT_TEXT)
		return error_set(error, STATUS_DATA, "/%s/ takes too long on a text of %zu bytes; repeat less, or match less in one expression", pattern->text, length);
	if (whole && !pattern->has_whole)
		status = compile_whole(pattern, error);
	if (status)
		return status;
	int code = regexec(whole ? &pattern->whole : &pattern->anywhere, text, 0, NULL, 0);
	if (code == REG_ESPACE)
		memory_exhausted();
	*hit = code == 0;
	return STATUS_OK;
}

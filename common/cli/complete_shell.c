/* What differs between shells in completion: how a word is read that is still being typed, and how a candidate is written. */
#include "cli/complete_internal.h"

#include "base/utf8.h"
#include <string.h>

enum { DESCRIPTION_WIDTH = 60 };

struct reading {
	const char *p;       /* in the raw word */
	struct text plain;
	char quote;
	enum shell shell;
	const char *breaks;
	size_t kept, kept_before; /* the latter: before the quote that is open */
};

/* A backslash takes the next character as it is; between double quotes only before a few. */
static void read_escape(struct reading *reading)
{
	char next = reading->p[1];

	if (reading->quote == '"' && (!next || !strchr("$`\"\\", next))) {
		text_byte(&reading->plain, '\\');
		return;
	}
	if (reading->quote == '\'' && next != '\'' && next != '\\') { /* fish: these two alone */
		text_byte(&reading->plain, '\\');
		return;
	}
	if (!next)
		return;
	reading->p++;
	text_byte(&reading->plain, next);
}

/* False for what the shell would expand: nothing is known of it here, and nothing may be run to find out. */
static bool read_byte(struct reading *reading)
{
	char byte = *reading->p;

	if (byte == '\\' && (reading->quote != '\'' || reading->shell == SHELL_FISH)) {
		read_escape(reading);
	} else if (reading->quote && byte == reading->quote) {
		reading->quote = 0;
		reading->kept = reading->kept_before;
	} else if (!reading->quote && (byte == '\'' || byte == '"')) {
		reading->quote = byte;
		reading->kept_before = reading->kept;
		reading->kept = reading->plain.length;
	} else if (reading->quote != '\'' && (byte == '$' || byte == '`')) {
		return false;
	} else {
		/* A readline word begins behind = and :, but with @. */
		if (!reading->quote && byte == '@' && strchr(reading->breaks, '@'))
			reading->kept = reading->plain.length;
		text_byte(&reading->plain, byte);
		if (!reading->quote && (byte == '=' || byte == ':') && strchr(reading->breaks, byte))
			reading->kept = reading->plain.length;
	}
	return true;
}

const char *complete_unquote(struct arena *arena, enum shell shell, const char *raw, const char *breaks, char *quote, size_t *kept)
{
	struct reading reading = { .p = raw, .shell = shell, .breaks = breaks };
	bool known = true;

	for (; known && *reading.p; reading.p++)
		known = read_byte(&reading);
	char *plain = known ? arena_copy(arena, text_string(&reading.plain), reading.plain.length) : NULL;
	*quote = reading.quote;
	*kept = reading.kept;
	text_free(&reading.plain);
	return plain;
}

/* Writes data so that bash takes it literally, behind an opening quote if there is one. */
static void quote_for_bash(struct text *out, const char *data, char quote)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+.,/@%^=:";

	for (const char *p = data; *p; p++) {
		if (quote == '\'')
			text_printf(out, *p == '\'' ? "'\\''" : "%c", *p);
		else if (quote == '"' && *p == '!') /* history */
			text_add(out, "\"\\!\"");
		else if (quote == '"' ? strchr("$`\"\\", *p) != NULL : !((unsigned char)*p >= 0x80 || strchr(plain, *p)))
			text_printf(out, "\\%c", *p);
		else
			text_byte(out, *p);
	}
}

/* A candidate with control bytes or invisible characters cannot be typed, and must not reach a terminal. */
static bool is_presentable(const char *text)
{
	struct text visible = { 0 };
	size_t length = strlen(text);

	if (!utf8_valid(text, length, NULL))
		return false;
	utf8_visible(&visible, text, length);
	bool same = strcmp(text_string(&visible), text) == 0;
	text_free(&visible);
	return same;
}

static void describe(struct text *out, const char *description)
{
	struct text visible = { 0 };

	if (!description || !*description || !utf8_valid(description, strlen(description), NULL))
		return;
	utf8_visible(&visible, description, strlen(description));
	utf8_cut(out, visible.data, visible.length, DESCRIPTION_WIDTH);
	text_free(&visible);
}

const char *complete_piece(const struct completion *completion)
{
	return completion->word + completion->head;
}

void complete_offer_loosely(struct completion *completion, const char *candidate, const char *description, bool more)
{
	struct text whole = { 0 };

	text_append(&whole, completion->word, completion->head);
	text_add(&whole, candidate);
	bool fits = is_presentable(text_string(&whole)) && strcmp(text_string(&whole), text_string(&completion->last)) != 0 &&
	            !(completion->in_string && strchr(candidate, ' ')) && strncmp(text_string(&whole), completion->word, completion->kept) == 0;
	if (fits) {
		text_clear(&completion->last);
		text_add(&completion->last, whole.data);
		if (completion->shell == SHELL_BASH) {
			quote_for_bash(&completion->out, whole.data + completion->kept, completion->quote);
			if (!more && !completion->quote)
				text_byte(&completion->out, ' ');
		} else {
			text_add(&completion->out, whole.data);
		}
		text_byte(&completion->out, '\t');
		describe(&completion->out, description);
		if (completion->shell == SHELL_ZSH && more)
			text_add(&completion->out, "\t+");
		else if ((completion->shell == SHELL_ZSH || completion->shell == SHELL_BASH) && completion->within)
			text_add(&completion->out, "\t~");
		text_byte(&completion->out, '\n');
	}
	text_free(&whole);
}

void complete_offer_piece(struct completion *completion, const char *candidate, const char *description)
{
	completion->within = true;
	complete_offer_loosely(completion, candidate, description, false);
	completion->within = false;
}

void complete_offer(struct completion *completion, const char *candidate, const char *description, bool more)
{
	const char *piece = complete_piece(completion);

	if (strncmp(candidate, piece, strlen(piece)) == 0)
		complete_offer_loosely(completion, candidate, description, more);
}

void complete_files(struct completion *completion)
{
	text_add(&completion->out, ":files");
	if (completion->head) {
		text_byte(&completion->out, '\t');
		text_append(&completion->out, completion->word, completion->head);
	}
	text_byte(&completion->out, '\n');
}

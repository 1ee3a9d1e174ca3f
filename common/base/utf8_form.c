#include "base/utf8.h"

#include "base/utf8_decode.h"
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

struct range {
	uint32_t first, last;
};

/* A normal form. `inert` are ranges, in order, whose characters the form leaves alone and which neither begin nor
 * end a composition with a neighbour that is inert as well: text of them alone is in the form already. The ranges
 * need not be complete, only right; the unit test compares them with utf8proc character by character. */
struct form {
	const struct range *inert;
	size_t count;
	utf8proc_option_t options;
	bool lower; /* ASCII to lower case, and what typesetting makes of the keys of a keyboard as these */
	bool bare;  /* full-width to ASCII, marks dropped */
};

static const struct range nfc_inert[] = {
	{ 0x0080, 0x02FF }, { 0x0388, 0x0482 }, { 0x048A, 0x052F }, { 0x1E00, 0x1EFF }, { 0x2002, 0x20CF },
	{ 0x212C, 0x2328 }, { 0x232B, 0x2ADB }, { 0x2E80, 0x3029 }, { 0x3030, 0x3098 }, { 0x309B, 0xA63F },
	{ 0xAC00, 0xD7A3 }, { 0xE000, 0xF8FF }, { 0xFE00, 0xFE0F }, { 0xFE30, 0xFFFD }, { 0x1F000, 0x1FAFF },
	{ 0x20000, 0x2F7FF },
};

static const struct range casefold_inert[] = {
	{ 0x0080, 0x00B4 }, { 0x2002, 0x20CF }, { 0x2190, 0x2328 }, { 0x232B, 0x24B5 }, { 0x24D0, 0x2ADB },
	{ 0x2E80, 0x3029 }, { 0x3030, 0x3098 }, { 0x309B, 0xA63F }, { 0xAC00, 0xD7A3 }, { 0xE000, 0xF8FF },
	{ 0xFE00, 0xFE0F }, { 0xFE30, 0xFF20 }, { 0xFF3B, 0xFFFD }, { 0x1F000, 0x1FAFF }, { 0x20000, 0x2F7FF },
};

static const struct range fold_inert[] = {
	{ 0x2012, 0x2016 }, { 0x2018, 0x2023 }, { 0x21D0, 0x2203 }, { 0x232B, 0x245F }, { 0x2500, 0x2A0B },
	{ 0x3001, 0x3029 }, { 0x303B, 0x3098 }, { 0x30A0, 0x30FE }, { 0x3100, 0x3130 }, { 0x3400, 0xA63F },
	{ 0xAC00, 0xD7A3 }, { 0xE000, 0xF8FF }, { 0x1F300, 0x1FAFF }, { 0x20000, 0x2F7FF },
};

static const struct form form_nfc = {
	.inert = nfc_inert, .count = sizeof nfc_inert / sizeof nfc_inert[0], .options = UTF8PROC_DECOMPOSE,
};
static const struct form form_casefold = {
	.inert = casefold_inert, .count = sizeof casefold_inert / sizeof casefold_inert[0],
	.options = UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD, .lower = true,
};
static const struct form form_fold = {
	.inert = fold_inert, .count = sizeof fold_inert / sizeof fold_inert[0],
	.options = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD, .lower = true, .bare = true,
};

static inline bool is_inert(const struct form *form, uint32_t character)
{
	if (utf8_is_han(character))
		return true;
	for (const struct range *range = form->inert, *end = range + form->count; range < end; range++)
		if (character <= range->last)
			return character >= range->first;
	return false;
}

struct points {
	int32_t *data;
	size_t length, capacity;
};

/* The voicing marks of kana (U+3099, U+309A) make other letters, not accents. */
static bool is_accent(int32_t character)
{
	utf8proc_category_t category = utf8proc_category(character);

	return (category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
		category == UTF8PROC_CATEGORY_ME) && character != 0x3099 && character != 0x309A;
}

static void add_typed(struct points *points, uint32_t character)
{
	points->data[points->length] = utf8_typed(character);
	points->length += points->data[points->length] != '\0';
}

static void decompose(struct points *points, const struct form *form, const char *data, size_t length)
{
	enum { LONGEST = 32 }; /* no character decomposes into more than 18 (U+FDFA) */

	for (size_t at = 0; at < length; ) {
		uint32_t character;
		int boundary = 0;
		at += utf8_next(data + at, length - at, &character);
		points->data = array_reserve(points->data, &points->capacity, points->length + LONGEST, sizeof points->data[0]);
		int32_t *out = points->data + points->length;
		if (form->lower && utf8_is_typeset(character)) {
			add_typed(points, character);
			continue;
		}
		utf8proc_ssize_t count = utf8proc_decompose_char((int32_t)character, out, LONGEST, form->options, &boundary);
		if (count < 0 || count > LONGEST) {
			out[0] = (int32_t)character;
			count = 1;
		}
		for (utf8proc_ssize_t i = 0; i < count; i++) {
			if (form->lower && utf8_is_typeset((uint32_t)out[i]))
				add_typed(points, (uint32_t)out[i]);
			else if (!form->bare || !is_accent(out[i]))
				points->data[points->length++] = out[i];
		}
	}
}

/* Sorts one run of marks by combining class, keeping the order within a class: counting, because a hostile run may
 * be as long as the text. */
static void sort_marks(int32_t *marks, size_t count)
{
	size_t start[257] = { 0 };
	int32_t *sorted = memory_alloc(count * sizeof sorted[0]);

	for (size_t i = 0; i < count; i++)
		start[utf8proc_get_property(marks[i])->combining_class + 1]++;
	for (size_t i = 1; i < 257; i++)
		start[i] += start[i - 1];
	for (size_t i = 0; i < count; i++)
		sorted[start[utf8proc_get_property(marks[i])->combining_class]++] = marks[i];
	memcpy(marks, sorted, count * sizeof sorted[0]);
	free(sorted);
}

static void order_marks(struct points *points)
{
	size_t begin = 0;     /* of the run of marks */
	int previous = 0;
	bool ordered = true;

	for (size_t i = 0; i <= points->length; i++) {
		int class = i < points->length ? (int)utf8proc_get_property(points->data[i])->combining_class : 0;
		if (class) {
			ordered = ordered && class >= previous;
			previous = class;
			continue;
		}
		if (!ordered)
			sort_marks(points->data + begin, i - begin);
		begin = i + 1;
		previous = 0;
		ordered = true;
	}
}

/* Appends the form of a stretch that begins and ends at characters which compose with nothing outside of it. */
static void append_composed(struct text *out, struct points *points, const struct form *form, const char *data,
	size_t length)
{
	points->length = 0;
	decompose(points, form, data, length);
	if (!points->length)
		return;
	order_marks(points);
	points->data = array_reserve(points->data, &points->capacity, points->length + 1, sizeof points->data[0]);
	utf8proc_ssize_t size = utf8proc_reencode(points->data, (utf8proc_ssize_t)points->length,
		UTF8PROC_COMPOSE | UTF8PROC_STABLE);
	if (size > 0)
		text_append(out, (const char *)points->data, (size_t)size);
}

/* The end of the stretch beginning at data that is not inert. */
static size_t active_length(const struct form *form, const char *data, size_t length)
{
	size_t at = 0;

	while (at < length) {
		uint32_t character;
		size_t size = utf8_decode(data + at, length - at, &character);
		if (!size || character < 0x80)
			break;
		bool dropped = form->lower && utf8_is_typeset(character) && !utf8_typed(character);
		if (is_inert(form, character) && !dropped)
			break;
		at += size;
	}
	return at;
}

/* Inert characters are copied; a stretch of others goes through utf8proc together with the character before it, with
 * which its first may compose. Bytes that are not UTF-8 are copied. */
static void transform(struct text *out, const char *data, size_t length, const struct form *form)
{
	struct points points = { 0 };
	size_t before_in = 0, before_out = 0; /* where the last copied character begins */

	text_reserve(out, length);
	before_out = out->length;
	for (size_t at = 0; at < length; ) {
		uint32_t character;
		size_t size = utf8_decode(data + at, length - at, &character);
		if (size == 1) {
			before_in = at++;
			before_out = out->length;
			bool upper = form->lower && character >= 'A' && character <= 'Z';
			out->data[out->length++] = (char)(upper ? character + ('a' - 'A') : character);
		} else if (size && form->bare && character >= 0xFF01 && character <= 0xFF5E) {
			before_in = at;
			before_out = out->length;
			character -= 0xFF01 - '!';
			bool upper = character >= 'A' && character <= 'Z';
			out->data[out->length++] = (char)(upper ? character + ('a' - 'A') : character);
			at += size;
		} else if (size && form->lower && utf8_is_typeset(character)) {
			char typed = utf8_typed(character);
			if (typed) {
				before_in = at;
				before_out = out->length;
				out->data[out->length++] = typed;
			}
			at += size;
		} else if (!size || is_inert(form, character)) {
			bool bad = !size;
			size = bad ? 1 : size;
			before_in = bad ? at + 1 : at;
			before_out = bad ? out->length + 1 : out->length;
			memcpy(out->data + out->length, data + at, size);
			out->length += size;
			at += size;
		} else {
			size_t end = at + active_length(form, data + at, length - at);
			out->length = before_out;
			append_composed(out, &points, form, data + before_in, end - before_in);
			text_reserve(out, length - end);
			at = before_in = end;
			before_out = out->length;
		}
	}
	out->data[out->length] = '\0';
	free(points.data);
}

/* The offset of the first character that is not inert, length when there is none. */
static size_t inert_length(const struct form *form, const char *data, size_t length)
{
	size_t at = 0;

	while (at < length) {
		uint64_t word = UINT64_MAX;
		if (length - at >= sizeof word)
			memcpy(&word, data + at, sizeof word);
		if (!(word & UINT64_C(0x8080808080808080))) { /* all ASCII */
			at += sizeof word;
			continue;
		}
		uint32_t character;
		size_t size = utf8_decode(data + at, length - at, &character);
		if (size > 1 && !is_inert(form, character))
			break;
		at += size ? size : 1;
	}
	return at;
}

const char *utf8_nfc(struct arena *arena, const char *data, size_t *length)
{
	if (inert_length(&form_nfc, data, *length) == *length)
		return data;
	struct text normal = { 0 };
	transform(&normal, data, *length, &form_nfc);
	if (normal.length != *length || memcmp(normal.data, data, *length) != 0) {
		data = arena_copy(arena, normal.data, normal.length);
		*length = normal.length;
	}
	text_free(&normal);
	return data;
}

void utf8_repair(struct text *out, const char *data, size_t length)
{
	struct text valid = { 0 };
	size_t bad;

	for (; !utf8_valid(data, length, &bad); data += bad + 1, length -= bad + 1) {
		text_append(&valid, data, bad);
		text_printf(&valid, "<%02X>", (unsigned)(unsigned char)data[bad]);
	}
	text_append(&valid, data, length);
	transform(out, valid.data, valid.length, &form_nfc);
	text_free(&valid);
}

void utf8_casefold(struct text *out, const char *data, size_t length)
{
	transform(out, data, length, &form_casefold);
}

void utf8_fold(struct text *out, const char *data, size_t length)
{
	transform(out, data, length, &form_fold);
}

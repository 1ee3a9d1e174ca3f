#include "io/guess.h"

#include "base/arena.h"
#include "base/country.h"
#include "io/guess_parts.h"
#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Of GUESS_FULL: what text must reach at least; how far ahead of others it must be; and what a reading counts for that is of a foreign language in an encoding that
 * the country suggests, of an encoding that nothing suggests; of one that is not the most usual of its language, or whose letters say little, because it has no case. */
enum { LEAST = 550, AHEAD = 150, FOREIGN = 850, UNSUGGESTED = 750, SELDOM = 800, DAMAGE = 20 /* one byte in as many may be bad */, ENOUGH = 8192 /* bytes of cells */ };

size_t guess_first(const char *data, size_t length)
{
	size_t i = 0;

	while (i < length && (unsigned char)data[i] < 0x80)
		i++;
	return i;
}

/* Returns how many bytes are none of the encoding, and are left out, as is a last character that is cut; length when it is not known at all. */
static size_t convert(struct text *out, const char *data, size_t length, const char *encoding)
{
	iconv_t converter = iconv_open("UTF-8", encoding);
	char *from = (char *)(uintptr_t)data; /* iconv does not write there */
	size_t left = length, bad = 0;

	if (converter == (iconv_t)-1)
		return length;
	while (left > 0) {
		char chunk[4096], *to = chunk;
		size_t room = sizeof chunk;
		bool failed = iconv(converter, &from, &left, &to, &room) == (size_t)-1;
		text_append(out, chunk, (size_t)(to - chunk));
		if (failed && errno == EINVAL)
			break;
		if (failed && errno == EILSEQ) {
			from++;
			left--;
			bad++;
		}
	}
	iconv_close(converter);
	return bad;
}

/* The cells that have bytes above ASCII: what else a file has says nothing. The last one may be cut, unless the data is whole. */
static void keep_cells(struct text *out, const char *data, size_t length, bool whole)
{
	size_t cell = 0;
	bool high = false;

	for (size_t i = 0; i < length + whole && out->length < ENOUGH; i++) {
		if (i < length && (!data[i] || !strchr("\n\r\t,;\"", data[i]))) {
			high |= (unsigned char)data[i] >= 0x80;
			continue;
		}
		if (high) {
			text_append(out, data + cell, i - cell);
			text_byte(out, '\n');
		}
		cell = i + 1;
		high = false;
	}
}

struct candidate {
	char encoding[GUESS_SIZE];
	struct text text; /* decoded */
	int score;
	bool suggested;
};

struct contest {
	struct candidate best, second;
};

/* The second is one whose text is another: encodings that read the same are no rivals. */
static void enter(struct contest *contest, struct candidate *candidate)
{
	bool same = contest->best.text.length && strcmp(text_string(&contest->best.text), text_string(&candidate->text)) == 0;

	if (candidate->score > contest->best.score) {
		if (!same) {
			text_free(&contest->second.text);
			contest->second = contest->best;
		} else {
			text_free(&contest->best.text);
		}
		contest->best = *candidate;
	} else if (!same && candidate->score > contest->second.score) {
		text_free(&contest->second.text);
		contest->second = *candidate;
	} else {
		text_free(&candidate->text);
	}
}

/* Chinese has characters of everyday sheets in every few words; what only looks like it, such as Korean, hardly ever. */
static int score_of(const struct country_writing *writing, const struct candidate *candidate, const struct text *cells)
{
	int score = guess_pairs(candidate->encoding, cells->data, cells->length);

	if (score < 0)
		return guess_letters(writing->letters, candidate->text.data, candidate->text.length);
	if (!writing->letters)
		return score;
	int common = 3 * guess_common(writing->letters, candidate->text.data, candidate->text.length);
	return score * (4 * GUESS_FULL + (common < GUESS_FULL ? common : GUESS_FULL)) / (5 * GUESS_FULL);
}

/* Whether any writing that country or language suggests comes in the encoding. */
static bool is_suggested(const char *encoding, const char *country, const char *language)
{
	char word[GUESS_SIZE + 2];

	snprintf(word, sizeof word, " %s ", encoding);
	for (const struct country_writing *writing = country_writings; writing->encodings; writing++)
		if (country_suggests(writing, country, language) && strstr(writing->encodings, word))
			return true;
	return false;
}

static void try_writing(struct contest *contest, const struct country_writing *writing, const struct text *cells, const char *country, const char *language)
{
	for (const char *p = writing->encodings + 1; *p; p += strcspn(p, " ") + 1) {
		struct candidate candidate = { 0 };
		memcpy(candidate.encoding, p, strcspn(p, " "));
		/* A file that is damaged in one place is what the rest of it is; the reader will name the place. */
		size_t bad = convert(&candidate.text, cells->data, cells->length, candidate.encoding);
		if (bad * DAMAGE > cells->length || !candidate.text.length) {
			text_free(&candidate.text);
			continue;
		}
		candidate.suggested = is_suggested(candidate.encoding, country, language);
		int share = country_suggests(writing, country, language) ? GUESS_FULL : candidate.suggested ? FOREIGN : UNSUGGESTED;
		if (p > writing->encodings + 1 || (share == UNSUGGESTED && writing->caseless))
			share = share * SELDOM / GUESS_FULL;
		candidate.score = score_of(writing, &candidate, cells) * share / GUESS_FULL;
		candidate.score -= (int)(candidate.score * DAMAGE * bad / cells->length / 2);
		enter(contest, &candidate);
	}
}

struct guess guess_encoding(const char *data, size_t length, bool whole, const char *country, const char *language)
{
	struct contest contest = { 0 };
	struct guess guess = { 0 };
	struct text cells = { 0 };

	keep_cells(&cells, data, length, whole);
	for (const struct country_writing *writing = country_writings; writing->encodings && cells.length; writing++)
		try_writing(&contest, writing, &cells, country, language);
	bool near = contest.second.score > contest.best.score - AHEAD && contest.second.score >= LEAST / 2;
	if (contest.best.score >= LEAST * UNSUGGESTED / GUESS_FULL)
		memcpy(guess.encoding, contest.best.encoding, sizeof guess.encoding);
	if (near)
		memcpy(guess.rival, contest.second.encoding, sizeof guess.rival);
	guess.certain = contest.best.suggested && contest.best.score >= LEAST && !near;
	text_free(&contest.best.text);
	text_free(&contest.second.text);
	text_free(&cells);
	return guess;
}

void guess_sample(struct text *out, const char *data, size_t length, const char *encoding)
{
	static const char around[] = "\n\r\t,;\"";
	size_t first = guess_first(data, length), begin = first, end = first;

	while (begin > 0 && !strchr(around, data[begin - 1]))
		begin--;
	while (end < length && data[end] && !strchr(around, data[end]))
		end++;
	convert(out, data + begin, end - begin, encoding);
}

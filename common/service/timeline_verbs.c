/* crm-timeline: all that happened with a record. */
#include "service/service.h"
#include "base/sentence.h"
#include "cli/verbs.h"

#include "base/date.h"
#include "service/timeline.h"
#include <stdio.h>
#include <string.h>

struct timeline_options {
	struct output_options output;
	int64_t limit;
	bool diary, changes;
};

/* The kinds of kind=note,event; an unknown one is named with the nearest. */
static enum status read_kinds(struct session *session, char *list, const char *const **kinds)
{
	const char **wanted = NULL;
	size_t count = 0;

	for (char *word = list, *next; word; word = next) {
		next = strchr(word, ',');
		if (next)
			*next++ = '\0';
		size_t at = 0;
		const char *known;
		while ((known = timeline_kind(at)) && strcmp(known, word) != 0)
			at++;
		if (!known) {
			const char *nearest = error_nearest(word, timeline_next_kind, &(size_t){ 0 });
			return nearest ? error_set(&session->error, STATUS_USAGE, "unknown kind '%s'; did you mean '%s'?", word, nearest)
			               : error_set(&session->error, STATUS_USAGE, "unknown kind '%s'; crm-timeline --help lists them", word);
		}
		wanted = array_grow(&session->arena, wanted, count, sizeof *wanted);
		wanted[count++] = known;
		wanted = array_grow(&session->arena, wanted, count, sizeof *wanted);
	}
	*kinds = wanted;
	return STATUS_OK;
}

/* since=-90d until=2026-03 kind=note,event, behind the reference. */
static enum status read_words(struct session *session, struct timeline_request *request, size_t *references)
{
	const struct conventions *conventions = &session->store->conventions;
	struct period *period = arena_alloc(&session->arena, 2 * sizeof *period);
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < session->operand_count; i++) {
		const char *word = session->operands[i];
		if (strncmp(word, "since=", 6) == 0) {
			status = timestamp_period(conventions, word + 6, &period[0], &session->error);
			request->since = period[0].first;
		} else if (strncmp(word, "until=", 6) == 0) {
			status = timestamp_period(conventions, word + 6, &period[1], &session->error);
			request->until = period[1].last;
		} else if (strncmp(word, "kind=", 5) == 0) {
			status = read_kinds(session, arena_string(&session->arena, word + 5), &request->kinds);
		} else if (strchr(word, '=') && !reference_like(word)) {
			status = error_set(&session->error, STATUS_USAGE, "'%s': write kind=KIND, since=DAY or until=DAY", word);
		} else if (*references != i) {
			status = error_set(&session->error, STATUS_USAGE, "'%s': the record comes before kind=, since= and until=", word);
		} else {
			++*references;
		}
	}
	if (status)
		session->error.status = STATUS_USAGE;
	return status ? STATUS_USAGE : STATUS_OK;
}

/* The day of a moment, and its time in the zone; "" for what has only a day. */
static void place_moment(const struct moment *moment, char day[DATE_SIZE], char time[6])
{
	struct text local = { 0 };

	*time = '\0';
	if (strchr(moment->at, 'T')) {
		timestamp_day(moment->at, day);
		timestamp_local(&local, moment->at);
		snprintf(time, 6, "%s", local.length > DATE_SIZE ? local.data + DATE_SIZE : "");
	} else {
		snprintf(day, DATE_SIZE, "%s", moment->at);
	}
	text_free(&local);
}

static enum status print_entry(struct session *session, const struct moment *moment, const char *time)
{
	const char *kind = strcmp(session->store->conventions.language, "zh") == 0 ? moment->source->zh : moment->source->kind;
	const char *body = strcmp(moment->body, moment->title) == 0 ? "" : moment->body;
	struct text line = { 0 };

	text_printf(&line, "  %s%s%s ", time, *time ? " " : "", kind);
	enum status status = store_reference(session->store, moment->record, moment->id, &line);
	text_printf(&line, " %s", moment->title);
	if (*moment->state)
		text_printf(&line, " (%s)", timeline_label(session->store, moment));
	session_print_line(session, line.data);
	for (size_t length; *body; body += length + (body[length] == '\n')) {
		length = strcspn(body, "\n");
		text_clear(&line);
		text_printf(&line, "    %.*s", (int)length, body);
		session_print_line(session, line.data);
	}
	text_free(&line);
	return status;
}

/* A day, then what happened on it, in the order in which it did. */
static enum status print_diary(struct session *session, const struct moment *moments, size_t count)
{
	char last[DATE_SIZE] = "", day[DATE_SIZE], time[6];
	enum status status = STATUS_OK;

	for (size_t i = count; !status && i-- > 0;) {
		place_moment(&moments[i], day, time);
		if (strcmp(day, last) != 0) {
			if (*last)
				session_print_line(session, "");
			session_print_line(session, day);
		}
		memcpy(last, day, sizeof last);
		status = print_entry(session, &moments[i], time);
	}
	return status;
}

static enum status print_list(struct session *session, const struct moment *moments, size_t count)
{
	struct out_options options;

	out_options_of(session, &options);
	struct out *out = timeline_open(&options);
	enum status status = timeline_print(session->store, out, moments, count, session_is_human(session, session_format(session)));
	return session_close_out(session, out, status);
}

static enum status timeline(struct session *session, void *context)
{
	const struct timeline_options *options = context;
	struct timeline_request request = { .bodies = options->diary, .changes = options->changes, .limit = options->limit < 0 ? 0 : (size_t)options->limit };
	struct targets targets = { 0 };
	struct moment *moments;
	size_t references = 0, count;
	enum status missing = STATUS_OK, status = read_words(session, &request, &references);

	if (!status && !references)
		status = error_set(&session->error, STATUS_USAGE, "name whose timeline: crm-timeline c12");
	for (const char *const *kind = request.kinds; !status && kind && *kind; kind++)
		request.changes = request.changes || strcmp(*kind, "change") == 0;
	if (!status)
		status = operands_read(session, session->operands, references, NULL, &targets, &missing);
	if (!status && !missing && targets.count != 1)
		status = error_set(&session->error, STATUS_USAGE, "a timeline is of one record");
	if (!status && !missing && !timeline_is_of(targets.items[0].record))
		status = error_set(&session->error, STATUS_USAGE, "%s%lld is %s %s, which has no timeline; name a customer, contact, deal or document",
		                   targets.items[0].record->prefix, (long long)targets.items[0].id, sentence_a(targets.items[0].record->name), targets.items[0].record->name);
	if (status || missing)
		return status ? status : missing;
	status = timeline_read(session->store, targets.items[0].record, targets.items[0].id, &request, &session->arena, &moments, &count);
	if (status)
		return status;
	return options->diary ? print_diary(session, moments, count) : print_list(session, moments, count);
}

enum { SHOWN = 10 };

enum status timeline_shown(struct session *session, const struct target *target, const struct out_options *options)
{
	struct timeline_request request = { .limit = SHOWN };
	struct moment *moments;
	struct arena arena = { 0 };
	size_t count;

	if (target->record != &record_customer)
		return STATUS_OK;
	enum status status = timeline_read(session->store, target->record, target->id, &request, &arena, &moments, &count);
	if (!status && count) {
		if (options->format == OUT_TABLE)
			printf("\n%s: %zu\n", strcmp(session->store->conventions.language, "zh") == 0 ? "动态" : "timeline", count);
		else
			printf("\n");
		fflush(stdout);
		struct out *out = timeline_open(options);
		status = session_close_out(session, out, timeline_print(session->store, out, moments, count, options->format == OUT_TABLE));
	}
	arena_free(&arena);
	return status;
}

static const struct opt timeline_rows[] = {
	{ .letter = 'n', .name = "limit", .arg = "N", .kind = OPT_NUMBER, .help = "stop after the newest N", .target = offsetof(struct timeline_options, limit) },
	{ .name = "diary", .kind = OPT_FLAG, .help = "print a diary instead of a list: day by day, with long texts", .target = offsetof(struct timeline_options, diary) },
	{ .name = "changes", .kind = OPT_FLAG, .help = "also say which fields were changed", .target = offsetof(struct timeline_options, changes) },
	{ 0 },
};

static const struct opt_group timeline_groups[] = {
	{ options_output, 0, sizeof(struct output_options), FRAME_OUTPUT },
	{ timeline_rows, 0, sizeof(struct timeline_options), FRAME_NONE },
	{ 0 },
};

static const struct verb timeline_verb = {
	.name = NULL, .synopsis = "REF [kind=KIND,…] [since=DAY] [until=DAY]",
	.help = "List all that happened with a customer, contact, deal or document and with what belongs to it, the newest first.",
	.access = ACCESS_READ, .operands = OPERANDS_REFERENCES, .by_name = true, .options = timeline_groups, .options_size = sizeof(struct timeline_options), .run = timeline,
};

const struct verb *const timeline_verbs[] = { &timeline_verb, NULL };

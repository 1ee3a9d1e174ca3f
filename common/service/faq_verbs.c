/* crm-faq publish. */
#include "service/service.h"
#include "cli/verbs.h"

#include "service/faq_publish.h"

struct publish_options {
	const char *language;
};

static enum status publish(struct session *session, void *context)
{
	const struct publish_options *options = context;
	int64_t count;

	if (session->operand_count != 1)
		return error_set(&session->error, STATUS_USAGE, "name the directory: crm-faq publish DIR");
	enum status status = faq_publish(session->store, session->operands[0], options->language, &count);
	if (!status)
		session_report(session, arena_printf(&session->arena, "%lld %s published in %s", (long long)count, count == 1 ? "answer" : "answers", session->operands[0]));
	return status;
}

static const struct opt publish_rows[] = {
	{ .name = "language", .arg = "LANGUAGE", .kind = OPT_TEXT, .help = "publish only answers in this language", .target = offsetof(struct publish_options, language) },
	{ 0 },
};

static const struct opt_group publish_groups[] = {
	{ publish_rows, 0, sizeof(struct publish_options), FRAME_NONE },
	{ 0 },
};

static const struct verb publish_verb = {
	.name = "publish", .synopsis = "DIRECTORY", .help = "write what is published and has not expired as HTML, an index and a page for each category",
	.access = ACCESS_READ, .operands = OPERANDS_FILE, .options = publish_groups, .options_size = sizeof(struct publish_options), .run = publish,
};

const struct verb *const faq_verbs[] = { &publish_verb, NULL };

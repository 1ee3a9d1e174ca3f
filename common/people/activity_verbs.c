/* stage, done, log: what is said in one word of deals, tasks and events. They are `set` and `add` with some fields given. */
#include "cli/verbs.h"

#include <string.h>

/* Puts assignments behind the operands, unless the user assigned the field. */
static void preset(struct session *session, const char *const *words, size_t count)
{
	const char **operands = arena_alloc(&session->arena, (session->operand_count + count + 1) * sizeof *operands);
	size_t known = session->operand_count;

	memcpy(operands, session->operands, known * sizeof *operands);
	for (size_t i = 0; i < count; i++) {
		size_t field = strcspn(words[i], "=") + 1;
		bool given = false;
		for (size_t n = 0; n < known; n++)
			given |= strncmp(operands[n], words[i], field) == 0;
		for (size_t n = 0; n < session->arguments.files.count; n++)
			given |= strncmp(session->arguments.files.words[n], words[i], field) == 0;
		if (!given)
			operands[session->operand_count++] = words[i];
	}
	session->operands = operands;
}

static const char *assigned(const struct session *session, const char *field)
{
	size_t length = strlen(field);

	for (size_t i = 0; i < session->operand_count; i++)
		if (strncmp(session->operands[i], field, length) == 0 && session->operands[i][length] == '=')
			return session->operands[i] + length + 1;
	return NULL;
}

enum status verb_stage(struct session *session)
{
	if (!assigned(session, "stage"))
		return error_set(&session->error, STATUS_USAGE, "say the stage: crm-deal stage d12 stage=won");
	return verb_set(session);
}

enum status verb_done(struct session *session)
{
	if (session->operand_count == 0 || operand_is_assignment(session->operands[0]))
		return error_set(&session->error, STATUS_USAGE, "name what is done: crm-task done t12, or - for standard input");
	preset(session, (const char *const[]){ "status=done" }, 1);
	return verb_set(session);
}

enum status verb_log(struct session *session)
{
	static const struct {
		const char *channel, *kind;
	} kinds_of[] = { { "phone", "kind=call" }, { "visit", "kind=visit" }, { "sms", "kind=message" }, { "email", "kind=message" },
		         { "wechat", "kind=message" }, { "qq", "kind=message" }, { "weibo", "kind=message" }, { "web", "kind=message" } };
	const char *channel = assigned(session, "channel"), *kind = channel ? "kind=other" : "kind=call";

	for (size_t i = 0; channel && i < sizeof kinds_of / sizeof *kinds_of; i++)
		if (strcmp(channel, kinds_of[i].channel) == 0)
			kind = kinds_of[i].kind;
	if (session->operand_count == 0 || operand_is_assignment(session->operands[0]))
		return error_set(&session->error, STATUS_USAGE, "name who it was with first: crm-event log p7 channel=wechat subject='…'");
	preset(session, (const char *const[]){ "status=held", "starts_at=now", kind }, 3);
	return verb_add(session);
}

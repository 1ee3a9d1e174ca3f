/* Command lines, a word a line. The first byte chooses the type. */
#include "store.h"
#include "cli/options.h"
#include "people/people.h"

enum { WORDS_LIMIT = 16 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct command commands[] = { { .name = "crm-deal", .type = &record_deal }, { .name = "crm-lead", .type = &record_lead },
		                                   { .name = "crm-note", .type = &record_note }, { .name = "crm-user", .type = &record_user } };
	char *words[WORDS_LIMIT + 1] = { "crm" };
	int count = 1;

	if (!size)
		return 0;
	struct session session = { .command = &commands[data[0] % 4] };
	char *string = fuzz_string(data + 1, size - 1);
	for (char *word = string; word && count < WORDS_LIMIT;) {
		words[count++] = word;
		if ((word = strchr(word, '\n')))
			*word++ = '\0';
	}
	enum status status = options_parse(&session, count, words);
	MUST(status == STATUS_OK || (status == STATUS_USAGE && *session.error.message));
	MUST(session.operand_count < (size_t)count);
	arena_free(&session.arena);
	free(string);
	return 0;
}

/* The words of a command line that is being completed, a line each; the last is at the cursor. The first byte chooses the type, the second the shell. */
#include "store.h"
#include "cli/complete.h"

enum { WORDS_LIMIT = 16 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char *const shells[] = { "--shell=plain", "--shell=bash", "--shell=zsh", "--shell=fish" };
	static FILE *nowhere;
	struct store *store = fuzz_store();
	const struct type *type = fuzz_type(store, &data, &size);
	char *words[WORDS_LIMIT + 6] = { "crm", "__complete", NULL, NULL, "--" }, cursor[32];
	int count = 5;

	if (!type || !size)
		return 0;
	if (!nowhere) {
		nowhere = freopen("/dev/null", "w", stdout);
		setenv("CRM_DB", store->path, 1);
		setenv("CRM_NOW", "2026-03-05T01:00:00Z", 1);
		setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
	}
	struct command command = { .name = "crm-test", .type = type->record };
	char *string = fuzz_string(data + 1, size - 1);
	words[2] = shells[(uint8_t)(data[0] - '0') % 4];
	words[count++] = "crm-test";
	for (char *word = string; word && count < WORDS_LIMIT + 5;) {
		words[count++] = word;
		if ((word = strchr(word, '\n')))
			*word++ = '\0';
	}
	snprintf(cursor, sizeof cursor, "--cword=%d", count - 6);
	words[3] = cursor;
	MUST(complete_main(&command, count, words) == 0);
	free(string);
	return 0;
}

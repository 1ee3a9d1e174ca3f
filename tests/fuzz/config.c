/* ./crm.yaml, as in a directory that somebody else made. */
#include "cli/config.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct error error = { 0 };
	struct configuration *configuration;

	static int before = -1;

	fuzz_file("crm.yaml", data, size);
	if (before < 0)
		before = open(".", O_RDONLY);
	MUST(chdir(fuzz_directory()) == 0);
	setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
	enum status status = config_read(&arena, &configuration, &error);
	MUST(fchdir(before) == 0); /* paths of inputs may be relative */
	if (status)
		MUST(status == STATUS_CONFIG && strncmp(error.message, "crm.yaml:", 9) == 0);
	else
		MUST(!config_value(configuration, "editor"));
	arena_free(&arena);
	return 0;
}

/* The programs of tools/together.mk: the command is that of the name by which one was started. */
#include "cli/command.h"
#include <string.h>

#define DECLARED(name) extern const struct command command_##name;
EACH(DECLARED)

#define ADDRESS(name) &command_##name,
static const struct command *const commands[] = { EACH(ADDRESS) };

/* What the rest of the library knows as the constant `command`. */
struct command chosen __asm__("command");

__attribute__((constructor)) static void choose(int count, char **words)
{
	const char *slash = count > 0 ? strrchr(words[0], '/') : NULL;
	const char *name = slash ? slash + 1 : count > 0 ? words[0] : "";

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strcmp(commands[i]->name, name) == 0)
			memcpy(&chosen, commands[i], sizeof chosen);
}

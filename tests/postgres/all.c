/* Every command in one program, which is the one whose name it is called by. The file `commands` has a line COMMAND(name) for each. */
#include <string.h>

/* The one that main() runs is an object that can be written to here. */
#define command chosen
#include "cli/command.h"
#undef command

#define COMMAND(name) extern const struct chosen command_##name;
#include "commands"
#undef COMMAND

struct chosen command;

static const struct chosen *const commands[] = {
#define COMMAND(name) &command_##name,
#include "commands"
#undef COMMAND
};

__attribute__((constructor)) static void choose(int count, char **words)
{
	const char *slash = count ? strrchr(words[0], '/') : NULL, *called = slash ? slash + 1 : count ? words[0] : "";

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strcmp(commands[i]->name, called) == 0)
			memcpy(&command, commands[i], sizeof command);
}

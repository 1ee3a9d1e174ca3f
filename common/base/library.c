#include "base/library.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>

enum status library_open(const char *file, const char *purpose, const char *package, const struct library_symbol *symbols, size_t count, struct error *error)
{
	void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL);
	bool complete = library != NULL;

	for (size_t i = 0; complete && i < count; i++) {
		void *address = dlsym(library, symbols[i].name);
		complete = address != NULL;
		/* ISO C has no conversion between pointers to objects and to functions; POSIX has them alike. */
		memcpy(symbols[i].function, &address, sizeof address);
	}
	return complete ? STATUS_OK : error_set(error, STATUS_CONFIG, "%s: %s; on Debian: apt install %s", purpose, dlerror(), package);
}

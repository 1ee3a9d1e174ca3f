/* Feeds files to a fuzz target, without libFuzzer: NAME [FILE…], a line of TAP for each. An input that crashes ends the process. */
#include "fuzz.h"

#include <errno.h>

enum { SECONDS = 20 }; /* for one input, sanitizers and a busy machine included */

static int replay(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *data = NULL;
	size_t size = 0, room = 0, got = 1;

	if (!file) {
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
		return 1;
	}
	while (got) {
		if (size == room)
			data = memory_resize(data, room = room * 2 + 4096);
		size += got = fread(data + size, 1, room - size, file);
	}
	fclose(file);
	/* Memory that ends where the input does. */
	uint8_t *exact = memory_alloc(size);
	memcpy(exact, data, size);
	free(data);
	alarm(SECONDS);
	LLVMFuzzerTestOneInput(exact, size);
	alarm(0);
	free(exact);
	return 0;
}

int main(int count, char **words)
{
	int failed = 0;

	for (int i = 1; i < count; i++) {
		fprintf(stderr, "# %s\n", words[i]); /* the last of these names the culprit */
		failed |= replay(words[i]);
	}
	return failed;
}

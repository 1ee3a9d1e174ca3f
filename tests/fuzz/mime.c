/* A mail as a stranger may have written it: limits hold, and what is read of it is text. */
#include "fuzz.h"

#include "base/utf8.h"
#include "io/mime_read.h"
#include <string.h>

static void expect_line(const char *text)
{
	size_t bad;

	MUST(utf8_valid(text, strlen(text), &bad));
	for (; *text; text++)
		MUST((unsigned char)*text >= ' ');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct error error = { 0 };
	struct mime_message message;
	size_t bad;

	if (!mime_read(&arena, (const char *)data, size, &message, &error)) {
		const char *const lines[] = { message.sender, message.sender_name, message.subject, message.message_id, message.in_reply_to, message.references, message.to, message.cc };
		for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
			expect_line(lines[i]);
		MUST(utf8_valid(message.text, strlen(message.text), &bad));
		for (size_t i = 0; i < message.file_count; i++)
			expect_line(message.files[i].name);
		for (size_t i = 0; i < message.failure_count; i++)
			expect_line(message.failures[i].address);
	} else {
		MUST(*error.message);
	}
	arena_free(&arena);
	return 0;
}

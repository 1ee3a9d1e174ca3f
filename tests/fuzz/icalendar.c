#include "fuzz.h"
#include "service/icalendar.h"
#include "service/icalendar_line.h"

/* A text that is written as a property is read as what it was, but for control characters, which have no place there. */
static void check_text(const char *value, struct arena *arena)
{
	struct text plain = { 0 }, file = { 0 }, again = { 0 };
	struct icalendar_file read;
	struct error error = { 0 };
	bool writable = true;

	icalendar_text(value, &plain);
	for (const char *p = text_string(&plain); *p; p++)
		writable &= (unsigned char)*p >= ' ' || *p == '\n' || *p == '\t';
	if (writable && plain.length) {
		text_add(&file, "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n");
		icalendar_text_line(&file, "SUMMARY", text_string(&plain));
		text_add(&file, "END:VEVENT\r\nEND:VCALENDAR\r\n");
		MUST(!icalendar_read("again", text_string(&file), file.length, arena, &read, &error) && read.count == 1 && read.components[0].count == 1);
		icalendar_text(read.components[0].properties[0].value, &again);
		MUST(strcmp(text_string(&again), text_string(&plain)) == 0);
	}
	text_free(&plain);
	text_free(&file);
	text_free(&again);
}

static void check_property(const struct icalendar_property *property, struct arena *arena)
{
	struct text text = { 0 };
	int64_t seconds;
	bool whole_day;
	char zone[64];

	icalendar_parameter(property, "TZID", &text);
	icalendar_parameter(property, "PARTSTAT", &text);
	if (icalendar_instant(property, property->value, &seconds, &whole_day, zone)) {
		char stored[TIMESTAMP_SIZE];
		timestamp_from_seconds(seconds, stored);
		MUST(timestamp_seconds(stored) == seconds || seconds >= INT64_C(253402300800) - 86400 * 2 || seconds <= INT64_C(-30610224000) + 86400 * 2);
	}
	icalendar_duration(property->value, &seconds);
	check_text(property->value, arena);
	text_free(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct error error = { 0 };
	struct icalendar_file file;
	char *string = fuzz_utf8(data, size);

	fuzz_conventions();
	if (string && !icalendar_read("fuzz", string, strlen(string), &arena, &file, &error)) {
		for (size_t i = 0; i < file.count; i++)
			for (size_t n = 0; n < file.components[i].count; n++)
				check_property(&file.components[i].properties[n], &arena);
	} else if (string) {
		MUST(error.status == STATUS_DATA && strncmp(error.message, "fuzz:", 5) == 0);
	}
	free(string);
	arena_free(&arena);
	return 0;
}

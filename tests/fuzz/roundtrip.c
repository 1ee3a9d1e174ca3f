/* Any two cells, written in every format that we read, come back as they were: FORMAT, cell, NUL, cell. */
#include "fuzz.h"
#include "io/out.h"
#include "io/sheet.h"
#include "io/yaml.h"

static void check_sheet(const char *path, enum sheet_format format, char *const cells[2])
{
	struct error error = { 0 };
	struct sheet *sheet;
	const struct sheet_row *row;

	MUST(!sheet_open(&sheet, path, format, "UTF-8", NULL, &error));
	MUST(!sheet_next(sheet, &row, &error) && row && row->count == 3);
	for (size_t i = 0; i < 2; i++)
		MUST(strcmp(row->cells[i + 1].text, cells[i]) == 0);
	MUST(!sheet_next(sheet, &row, &error) && !row);
	sheet_close(sheet);
}

static void check_yaml(const char *path, char *const cells[2])
{
	struct arena arena = { 0 };
	struct error error = { 0 };
	struct yaml_node *documents;

	MUST(!yaml_parse_file(&arena, path, &documents, &error));
	const struct yaml_node *record = documents->child;
	if (record->type == YAML_SEQUENCE)
		record = record->child;
	MUST(strcmp(yaml_string(record, "name"), cells[0]) == 0 && strcmp(yaml_string(record, "notes"), cells[1]) == 0);
	arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum out_format formats[] = { OUT_TSV, OUT_CSV, OUT_NDJSON, OUT_JSON, OUT_YAML, OUT_TABLE };
	static const struct out_column columns[] = { { "ref", "Ref", OUT_STRING }, { "name", "Name", OUT_STRING }, { "notes", "Notes", OUT_STRING } };
	struct error error = { 0 };

	if (!size)
		return 0;
	enum out_format format = formats[(uint8_t)(data[0] - '0') % 6];
	char *first = fuzz_utf8(data + 1, size - 1);
	size_t length = first ? strlen(first) + 2 : size;
	char *cells[] = { first, length < size ? fuzz_utf8(data + length, size - length) : memory_string("") };
	if (first && cells[1]) {
		const char *path = fuzz_file("input", NULL, 0);
		struct out_options options = { .format = format, .header = true, .width = 40, .terminal = format == OUT_TABLE, .colour = size & 2, .fd = open(path, O_WRONLY) };
		struct out *out = out_open(&options, columns, 3);
		out_row(out, (struct out_cell[]){ { "c1", 2 }, { cells[0], strlen(cells[0]) }, { cells[1], strlen(cells[1]) } });
		MUST(!out_close(out, &error) && close(options.fd) == 0);
		if (format == OUT_YAML)
			check_yaml(path, cells);
		else if (format != OUT_TABLE)
			check_sheet(path, format == OUT_TSV ? SHEET_TSV : format == OUT_CSV ? SHEET_CSV : SHEET_NDJSON, cells);
	}
	free(cells[0]);
	free(cells[1]);
	return 0;
}

/* The rule of files: the content that a record names is there. */
#include "service/file.h"

#include "base/decimal.h"
#include "base/utf8.h"
#include "service/sections.h"
#include "store/check.h"
#include "store/content_file.h"
#include "store/rule.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

int64_t file_size_limit(const struct schema *schema)
{
	int64_t limit = 0;

	sections_size(schema_files(schema, "size-limit"), &limit);
	return limit;
}

void file_tidy_name(struct text *out, const char *path, size_t length)
{
	size_t begin = 0, bad, before = out->length;

	for (size_t i = 0; i < length; i++)
		if ((path[i] == '/' || path[i] == '\\') && i + 1 < length)
			begin = i + 1;
	for (size_t i = begin; i < length; i++)
		if ((unsigned char)path[i] >= ' ' && path[i] != 0x7f && path[i] != '/' && path[i] != '\\')
			text_byte(out, path[i]);
	for (; !utf8_valid(text_string(out) + before, out->length - before, &bad); out->data[before + bad] = '_')
		;
	if (out->length == before || strspn(out->data + before, ". ") == out->length - before) {
		out->length = before;
		text_add(out, "file");
	}
}

const char *file_media_type(const char *name)
{
	static const struct {
		const char *ending, *type;
	} types[] = {
		{ ".pdf", "application/pdf" }, { ".txt", "text/plain" }, { ".csv", "text/csv" }, { ".html", "text/html" }, { ".htm", "text/html" },
		{ ".ics", "text/calendar" }, { ".vcf", "text/vcard" }, { ".xml", "application/xml" }, { ".json", "application/json" }, { ".zip", "application/zip" },
		{ ".png", "image/png" }, { ".jpg", "image/jpeg" }, { ".jpeg", "image/jpeg" }, { ".gif", "image/gif" }, { ".tif", "image/tiff" },
		{ ".tiff", "image/tiff" }, { ".webp", "image/webp" }, { ".svg", "image/svg+xml" }, { ".mp3", "audio/mpeg" }, { ".mp4", "video/mp4" },
		{ ".doc", "application/msword" }, { ".xls", "application/vnd.ms-excel" }, { ".ppt", "application/vnd.ms-powerpoint" }, { ".eml", "message/rfc822" },
		{ ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
		{ ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
		{ ".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
		{ ".odt", "application/vnd.oasis.opendocument.text" }, { ".ods", "application/vnd.oasis.opendocument.spreadsheet" },
	};
	const char *ending = strrchr(name, '.');

	for (size_t i = 0; ending && i < sizeof types / sizeof *types; i++)
		if (strcasecmp(types[i].ending, ending) == 0)
			return types[i].type;
	return "application/octet-stream";
}

enum status file_record(struct store *store, const char *name, struct content *content, struct arena *arena, struct record **out)
{
	struct record *file = record_new(arena, store_type(store, &record_file));
	enum status status = content_place(store, content);

	*record_value(file, "name") = value_text(name);
	*record_value(file, "sha256") = value_text(arena_string(arena, content->sum));
	*record_value(file, "size") = value_integer(content->size);
	*out = file;
	return status;
}

/* A new record, or one that is restored, has its content; it was summed up when it came. */
enum status file_before(struct store *store, const struct record *old, struct record *file, struct arena *arena)
{
	struct stat found;
	struct text path = { 0 };
	enum status status = STATUS_OK;

	if (!file)
		return STATUS_OK;
	if (!old && record_value(file, "sha256")->type == VALUE_NULL)
		return error_set(store->error, STATUS_REFUSED, "a file record needs content: crm-file add REF PATH");
	struct value *type = record_value(file, "media_type");
	if (type->type == VALUE_NULL)
		*type = value_text(file_media_type(record_text(file, "name")));
	(void)arena;
	if (!rule_changed(old, file, "sha256") && !rule_changed(old, file, "size"))
		return STATUS_OK;
	content_path(&path, store->path, record_text(file, "sha256"));
	bool there = stat(path.data, &found) == 0;
	if (there && !old && record_value(file, "size")->type == VALUE_NULL) /* of a copy */
		*record_value(file, "size") = value_integer(found.st_size);
	if (!there || found.st_size != record_integer(file, "size"))
		status = error_set(store->error, STATUS_REFUSED, "the content of '%s' is not beside the database; add it again: crm-file add REF PATH", record_text(file, "name"));
	text_free(&path);
	return status;
}

enum status file_check(struct store *store, const struct record *file, struct arena *arena, struct text *findings)
{
	struct error error = { 0 };
	struct text path = { 0 };
	int64_t size = 0;

	(void)arena;
	content_path(&path, store->path, record_text(file, "sha256"));
	if (!sha256_is_text(record_text(file, "sha256")))
		finding_add(findings, "sha256", "it is not a SHA-256 hash");
	else if (content_verify(path.data, record_text(file, "sha256"), &size, &error))
		finding_add(findings, "sha256", "%s", error.message);
	else if (size != record_integer(file, "size"))
		finding_add(findings, "size", "it is %lld, and the content has %lld bytes", (long long)record_integer(file, "size"), (long long)size);
	text_free(&path);
	return STATUS_OK;
}

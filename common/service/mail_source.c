#include "service/mail_source.h"

#include "io/mime_read.h"
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { LINE = 64 * 1024 };

struct mail_source {
	struct arena arena;
	const char *path;
	char **files;      /* of a Maildir, sorted; NULL: one file */
	size_t count, at;
	FILE *file;        /* of one file */
	bool mbox, ended;
	char *line;        /* read ahead: the From line of the next mail. Longer lines than LINE come in pieces */
	bool fresh, whole; /* it begins a line, and ends it */
	size_t ahead;      /* its bytes */
	size_t number;     /* of that line, from 1 */
	size_t begins;     /* the line where the mail at hand begins */
	struct text mail;
	const char *place; /* the file of the mail at hand */
};

static bool is_maildir(const char *path)
{
	struct text name = { 0 };
	struct stat found;

	text_printf(&name, "%s/cur", path);
	bool there = stat(name.data, &found) == 0 && S_ISDIR(found.st_mode);
	text_free(&name);
	return there;
}

/* "Subject: …": letters, digits and hyphens up to a colon. */
static bool is_header(const char *line)
{
	size_t length = strspn(line, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

	return length && line[length] == ':' && (line[length + 1] == ' ' || line[length + 1] == '\t' || line[length + 1] == '\r' || line[length + 1] == '\n');
}

bool mail_source_is_mail(const char *path)
{
	char line[512] = "";
	struct stat found;

	if (strcmp(path, "-") == 0)
		return true;
	if (stat(path, &found) == 0 && S_ISDIR(found.st_mode))
		return true;
	FILE *file = fopen(path, "r");
	bool read = file && fgets(line, sizeof line, file);
	if (file)
		fclose(file);
	return read && (strncmp(line, "From ", 5) == 0 || is_header(line));
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_folder(struct mail_source *source, const char *folder)
{
	const char *path = arena_printf(&source->arena, "%s/%s", source->path, folder);
	DIR *open = opendir(path);
	struct dirent *entry;

	while (open && (entry = readdir(open))) {
		if (entry->d_name[0] == '.')
			continue;
		source->files = array_grow(&source->arena, source->files, source->count, sizeof *source->files);
		source->files[source->count++] = arena_printf(&source->arena, "%s/%s", path, entry->d_name);
	}
	if (open)
		closedir(open);
}

/* The next line, or the next piece of one, into source->line; false at the end. */
static bool read_line(struct mail_source *source, size_t *length)
{
	int byte = 0;

	if (!source->line)
		source->line = memory_alloc(LINE + 1);
	source->fresh = !source->number || source->whole;
	source->number += source->fresh;
	for (*length = 0; *length < LINE && byte != '\n' && (byte = getc_unlocked(source->file)) != EOF;)
		source->line[(*length)++] = (char)byte;
	source->line[*length] = '\0';
	source->whole = byte == '\n';
	return *length > 0;
}

enum status mail_source_open(struct mail_source **out, const char *path, struct error *error)
{
	struct mail_source *source = memory_alloc(sizeof *source);
	bool input = strcmp(path, "-") == 0;
	struct stat found;

	*source = (struct mail_source){ .path = input ? "standard input" : path };
	*out = source;
	if (!input && stat(path, &found) == 0 && S_ISDIR(found.st_mode)) {
		if (!is_maildir(path))
			return error_set(error, STATUS_DATA, "%s is a directory, but no Maildir: it has no directory cur", path);
		add_folder(source, "new");
		add_folder(source, "cur");
		source->files = source->files ? source->files : arena_alloc(&source->arena, sizeof *source->files);
		if (source->count)
			qsort(source->files, source->count, sizeof *source->files, by_name);
		return STATUS_OK;
	}
	source->file = input ? stdin : fopen(path, "r");
	if (!source->file)
		return error_set(error, errno == EACCES ? STATUS_PERMISSION : STATUS_DATA, "cannot open %s: %s", path, strerror(errno));
	source->ended = !read_line(source, &source->ahead);
	source->mbox = !source->ended && strncmp(source->line, "From ", 5) == 0;
	if (!source->ended && !source->mbox && !is_header(source->line))
		return error_at(error, STATUS_DATA, source->path, 1, 0, "this is not a mail: it begins with neither 'From ' nor a header");
	return STATUS_OK;
}

static enum status too_large(struct mail_source *source, struct error *error)
{
	error_set(error, STATUS_DATA, "the mail has more than %d MiB", MIME_MESSAGE / 1024 / 1024);
	return mail_source_place(source, error);
}

static enum status read_file(struct mail_source *source, const char *path, struct error *error)
{
	char buffer[16384];
	size_t got;
	FILE *file = fopen(path, "r");

	source->place = path;
	source->begins = 0;
	if (!file)
		return error_set(error, errno == EACCES ? STATUS_PERMISSION : STATUS_DATA, "cannot open %s: %s", path, strerror(errno));
	while ((got = fread(buffer, 1, sizeof buffer, file)) > 0 && source->mail.length <= MIME_MESSAGE)
		text_append(&source->mail, buffer, got);
	bool failed = ferror(file);
	fclose(file);
	if (failed)
		return error_set(error, STATUS_IO, "cannot read %s", path);
	return source->mail.length > MIME_MESSAGE ? too_large(source, error) : STATUS_OK;
}

/* Up to the next line that begins with "From " behind an empty one; `>From ` loses one `>` (mboxrd). */
static enum status read_mbox(struct mail_source *source, struct error *error)
{
	size_t length = 0;
	bool empty = false, more = true;

	source->place = source->path;
	source->begins = source->number;
	if (!source->mbox)
		text_append(&source->mail, source->line, source->ahead);
	while ((more = read_line(source, &length))) {
		const char *line = source->line;
		if (source->mbox && source->fresh && empty && strncmp(line, "From ", 5) == 0)
			break;
		empty = source->fresh && (length == 1 || (length == 2 && *line == '\r'));
		size_t quotes = strspn(line, ">");
		bool quoted = source->mbox && source->fresh && quotes && strncmp(line + quotes, "From ", 5) == 0;
		text_append(&source->mail, line + quoted, length - quoted);
		if (source->mail.length > MIME_MESSAGE)
			return too_large(source, error);
	}
	source->ended = !more;
	/* The empty line between two mails is of neither. */
	struct text *mail = &source->mail;
	if (source->mbox && empty && mail->length > 1 && mail->data[mail->length - 1] == '\n')
		mail->data[--mail->length] = '\0';
	if (ferror(source->file))
		return error_set(error, STATUS_IO, "cannot read %s", source->path);
	return STATUS_OK;
}

enum status mail_source_next(struct mail_source *source, const char **data, size_t *length, struct error *error)
{
	enum status status;

	text_clear(&source->mail);
	*data = NULL;
	if (source->files ? source->at == source->count : source->ended)
		return STATUS_OK;
	status = source->files ? read_file(source, source->files[source->at++], error) : read_mbox(source, error);
	*data = text_string(&source->mail);
	*length = source->mail.length;
	return status;
}

enum status mail_source_place(const struct mail_source *source, struct error *error)
{
	return error_place(error, source->place ? source->place : source->path, source->begins, 0);
}

void mail_source_close(struct mail_source *source)
{
	if (!source)
		return;
	if (source->file && source->file != stdin)
		fclose(source->file);
	free(source->line);
	text_free(&source->mail);
	arena_free(&source->arena);
	free(source);
}

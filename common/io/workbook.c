#include "io/workbook.h"

#include "base/program.h"
#include "base/utf8.h"
#include "io/spool.h"
#include "io/xlsx_book.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SIGNATURE = 8, HEAD = 64 * 1024, NAMED_SHEETS = 10 };

/* An old workbook has at most 65,536 rows of 256 columns a sheet. */
static const struct program_limits limits = { .bytes = (int64_t)256 << 20, .seconds = 120, .memory = (int64_t)4 << 30 };

enum workbook_kind workbook_kind(const char *bytes, size_t length)
{
	if (length >= 4 && memcmp(bytes, "PK\3\4", 4) == 0)
		return WORKBOOK_ZIP;
	return length >= SIGNATURE && memcmp(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", SIGNATURE) == 0 ? WORKBOOK_OLE : WORKBOOK_NONE;
}

/* The beginning of a file whose descriptor stays where it is; 0 for what is no regular file. */
static size_t read_head(int fd, char *head, size_t room)
{
	struct stat about;
	ssize_t got = fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && lseek(fd, 0, SEEK_CUR) == 0 ? pread(fd, head, room, 0) : 0;

	return got > 0 ? (size_t)got : 0;
}

/* Files that are protected by a password are stored in the container of the old format, whatever they are. */
static bool is_encrypted(const char *head, size_t length)
{
	static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

	for (size_t i = 0; i + sizeof name < length; i++)
		if (head[i] == 'E' && memcmp(head + i, name, sizeof name) == 0)
			return true;
	return false;
}

/* A text document that was named like a spreadsheet has no such part. */
static bool is_opendocument(const char *head, size_t length)
{
	static const char type[] = "mimetypeapplication/vnd.oasis.opendocument.spreadsheet"; /* OpenDocument 1.2, part 3, 3.3: first, not compressed */
	enum { NAME_AT = 30 };

	return length >= NAME_AT + sizeof type - 1 && memcmp(head + NAME_AT, type, sizeof type - 1) == 0;
}

/* Takes an .xlsx in the place of *fd. */
static enum status convert(int *fd, const char *name, struct error *error)
{
	static const char hint[] = "on Debian: apt install gnumeric; or save it as .xlsx";
	char *words[] = { "ssconvert", "--export-type=Gnumeric_Excel:xlsx", "/dev/fd/0", "fd://1", NULL };
	struct text why = { 0 };
	int converted;
	enum status status = spool_file(&converted, error);

	if (status)
		return status;
	switch (program_convert(words, *fd, converted, &limits, &why)) {
	case PROGRAM_SUCCEEDED: break;
	case PROGRAM_MISSING: status = error_set(error, STATUS_CONFIG, "%s: reading .xls and .ods needs ssconvert; %s", name, hint); break;
	default: status = error_set(error, STATUS_DATA, "%s: ssconvert cannot read it: %s; save it as .xlsx", name, text_string(&why)); break;
	}
	text_free(&why);
	close(*fd);
	*fd = converted;
	return status;
}

static void list_sheets(const struct xlsx_book *book, struct text *out)
{
	for (size_t i = 0; i < book->sheet_count && i < NAMED_SHEETS; i++)
		text_printf(out, "%s%s", i ? ", " : "", book->sheets[i].name);
	if (book->sheet_count > NAMED_SHEETS)
		text_printf(out, " and %zu more", book->sheet_count - NAMED_SHEETS);
}

static bool same_name(const char *a, const char *b)
{
	struct text left = { 0 }, right = { 0 };

	utf8_casefold(&left, a, strlen(a));
	utf8_casefold(&right, b, strlen(b));
	bool same = strcmp(text_string(&left), text_string(&right)) == 0;
	text_free(&left);
	text_free(&right);
	return same;
}

static const struct xlsx_sheet *named(const struct xlsx_book *book, const char *name)
{
	char *end;
	unsigned long number = strtoul(name, &end, 10);

	for (size_t i = 0; i < book->sheet_count; i++)
		if (same_name(book->sheets[i].name, name))
			return &book->sheets[i];
	return *name >= '0' && *name <= '9' && !*end && number >= 1 && number <= book->sheet_count ? &book->sheets[number - 1] : NULL;
}

static enum status choose(const struct xlsx_book *book, const char *name, const struct xlsx_sheet **sheet, struct text *notice, struct error *error)
{
	struct text list = { 0 };
	size_t visible = 0;
	enum status status = STATUS_OK;

	*sheet = name ? named(book, name) : NULL;
	list_sheets(book, &list);
	for (size_t i = book->sheet_count; !name && i-- > 0;) {
		visible += !book->sheets[i].hidden;
		if (!book->sheets[i].hidden)
			*sheet = &book->sheets[i];
	}
	if (name && !*sheet)
		status = error_set(error, STATUS_USAGE, "--sheet: %s has no sheet '%s'; it has %s", book->name, name, text_string(&list));
	else if (!*sheet)
		status = error_set(error, STATUS_USAGE, "%s: all of its sheets are hidden; name one with --sheet: %s", book->name, text_string(&list));
	else if (visible > 1)
		text_printf(notice, "%s: read as the sheet '%s'; --sheet=NAME reads another one: %s", book->name, (*sheet)->name, text_string(&list));
	text_free(&list);
	return status;
}

static enum status take_sheet(struct workbook *out, int fd, const char *name, const char *sheet, struct error *error)
{
	const struct xlsx_sheet *chosen;
	struct xlsx_book book;
	enum status status = xlsx_book_open(&book, fd, name, error);

	if (!status)
		status = choose(&book, sheet, &chosen, &out->notice, error);
	if (!status)
		status = spool_file(&out->fd, error);
	if (!status)
		status = xlsx_write_rows(&book, chosen, out->fd, error);
	if (!status && lseek(out->fd, 0, SEEK_SET) < 0)
		status = error_set(error, STATUS_IO, "cannot read a temporary file: %s", strerror(errno));
	if (!status)
		text_printf(&out->name, "%s:%s", name, chosen->name);
	xlsx_book_close(&book);
	if (status && out->fd >= 0) {
		close(out->fd);
		out->fd = -1;
	}
	return status;
}

static enum status convert_and_take(struct workbook *out, int *fd, const char *name, const char *sheet, const char *head, size_t length, struct error *error)
{
	enum workbook_kind kind = workbook_kind(head, length);

	if (kind == WORKBOOK_OLE && is_encrypted(head, length))
		return error_set(error, STATUS_DATA, "%s: protected by a password; save it without one", name);
	enum status status = kind == WORKBOOK_OLE || is_opendocument(head, length) ? convert(fd, name, error) : STATUS_OK;
	return status ? status : take_sheet(out, *fd, name, sheet, error);
}

enum status workbook_open(struct workbook *out, const char *path, const char *sheet, struct error *error)
{
	bool standard = strcmp(path, "-") == 0;
	int fd = standard ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
	char *head = memory_alloc(HEAD);
	size_t length = fd < 0 ? 0 : read_head(fd, head, HEAD);
	enum status status = STATUS_OK;

	*out = (struct workbook){ .fd = -1 };
	if (workbook_kind(head, length))
		status = convert_and_take(out, &fd, standard ? "standard input" : path, sheet, head, length, error);
	else if (sheet)
		status = error_set(error, STATUS_USAGE, "--sheet: %s is not a spreadsheet, and has no sheets to choose from", standard ? "standard input" : path);
	if (fd >= 0)
		close(fd);
	free(head);
	return status;
}

void workbook_close(struct workbook *workbook)
{
	text_free(&workbook->name);
	text_free(&workbook->notice);
}

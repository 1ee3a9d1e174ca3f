#include "service/faq_publish.h"

#include "page/page_words.h"
#include "store/store.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#if defined __linux__
#include <sys/syscall.h>
#endif
#include <unistd.h>

/* A file of this name says that a directory is one of ours, and may go. */
static const char mark[] = ".crm-faq";

struct answer {
	const char *reference, *question, *answer, *category, *language;
};

struct publishing {
	struct store *store;
	struct arena arena;
	struct answer *answers;
	size_t count;
	struct text staged, old; /* directories */
};

static bool is_chinese(const struct publishing *publishing)
{
	return strcmp(publishing->store->conventions.language, "zh") == 0;
}

static const char *copy(struct publishing *publishing, struct statement *statement, int column)
{
	return page_clean(&publishing->arena, db_text(statement, column) ? db_text(statement, column) : "");
}

static enum status load(struct publishing *publishing, const char *language)
{
	struct statement *statement;
	enum status status = db_ask(publishing->store->db, &statement,
	                            "select id, question, answer, coalesce(category, ''), coalesce(language, '') from faq where status = 'published'"
	                            " and coalesce(expires_on, '9999') >= today() and (%s is null or coalesce(language, %s) = %s) order by 4, 1",
	                            language, publishing->store->conventions.language, language);

	while (db_next(statement, &status)) {
		publishing->answers = array_grow(&publishing->arena, publishing->answers, publishing->count, sizeof *publishing->answers);
		publishing->answers[publishing->count++] = (struct answer){
			arena_printf(&publishing->arena, "fq%lld", (long long)db_integer(statement, 0)), copy(publishing, statement, 1), copy(publishing, statement, 2),
			copy(publishing, statement, 3), copy(publishing, statement, 4),
		};
	}
	db_done(statement);
	return status;
}

static enum status write_file(struct publishing *publishing, const char *name, const struct text *content)
{
	struct text path = { 0 };
	size_t written = 0;

	text_printf(&path, "%s/%s", text_string(&publishing->staged), name);
	int file = open(path.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	while (file >= 0 && written < content->length) {
		ssize_t bytes = write(file, content->data + written, content->length - written);
		if (bytes < 0 && errno != EINTR)
			break;
		written += bytes > 0 ? (size_t)bytes : 0;
	}
	bool done = file >= 0 && written == content->length && fsync(file) == 0;
	int cause = errno;
	if (file >= 0 && close(file) != 0 && done) {
		done = false;
		cause = errno;
	}
	enum status status = done ? STATUS_OK : error_set(publishing->store->error, file < 0 ? STATUS_CREATE : STATUS_IO, "cannot write %s: %s", path.data, strerror(cause));
	text_free(&path);
	return status;
}

static void begin_page(struct publishing *publishing, struct text *out, const char *title)
{
	const char *language = publishing->store->conventions.language;

	text_printf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>",
	            *language ? language : "en");
	page_escape(out, title);
	text_add(out, "</title>\n<style>body { max-width: 45em; margin: 2em auto; padding: 0 1em; font-family: sans-serif; line-height: 1.5 } .answer { white-space: pre-line }</style>\n"
	              "</head>\n<body>\n<h1>");
	page_escape(out, title);
	text_add(out, "</h1>\n");
}

static void end_page(struct text *out)
{
	text_add(out, "</body>\n</html>\n");
}

static const char *category_name(const struct publishing *publishing, const struct answer *answer)
{
	return *answer->category ? answer->category : is_chinese(publishing) ? "其他" : "Other";
}

/* The answers first … last of one category. Its file has a number, since no file is called what data says. */
static enum status write_category(struct publishing *publishing, size_t number, size_t first, size_t last)
{
	struct text page = { 0 };

	begin_page(publishing, &page, category_name(publishing, &publishing->answers[first]));
	text_printf(&page, "<p><a href=\"index.html\">%s</a></p>\n", is_chinese(publishing) ? "全部问题" : "All questions");
	for (size_t i = first; i <= last; i++) {
		const struct answer *answer = &publishing->answers[i];
		text_printf(&page, "<section id=\"%s\"", answer->reference);
		if (*answer->language) {
			text_add(&page, " lang=\"");
			page_escape(&page, answer->language);
			text_add(&page, "\"");
		}
		text_add(&page, ">\n<h2>");
		page_escape(&page, answer->question);
		text_add(&page, "</h2>\n<p class=\"answer\">");
		page_escape(&page, answer->answer);
		text_add(&page, "</p>\n</section>\n");
	}
	end_page(&page);
	enum status status = write_file(publishing, arena_printf(&publishing->arena, "category-%zu.html", number), &page);
	text_free(&page);
	return status;
}

static enum status write_pages(struct publishing *publishing)
{
	struct text index = { 0 };
	size_t number = 0;
	enum status status = write_file(publishing, mark, &index);

	begin_page(publishing, &index, is_chinese(publishing) ? "常见问题" : "Frequently asked questions");
	for (size_t first = 0, last; !status && first < publishing->count; first = last + 1) {
		for (last = first; last + 1 < publishing->count && strcmp(publishing->answers[last + 1].category, publishing->answers[first].category) == 0; last++)
			;
		text_printf(&index, "<h2><a href=\"category-%zu.html\">", ++number);
		page_escape(&index, category_name(publishing, &publishing->answers[first]));
		text_add(&index, "</a></h2>\n<ul>\n");
		for (size_t i = first; i <= last; i++) {
			text_printf(&index, "<li><a href=\"category-%zu.html#%s\">", number, publishing->answers[i].reference);
			page_escape(&index, publishing->answers[i].question);
			text_add(&index, "</a></li>\n");
		}
		text_add(&index, "</ul>\n");
		status = write_category(publishing, number, first, last);
	}
	end_page(&index);
	if (!status)
		status = write_file(publishing, "index.html", &index);
	text_free(&index);
	return status;
}

/* Of ours only: plain files, without looking into directories. */
static void remove_directory(const char *directory)
{
	DIR *listing = opendir(directory);
	struct dirent *entry;
	struct text path = { 0 };

	while (listing && (entry = readdir(listing))) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		text_clear(&path);
		text_printf(&path, "%s/%s", directory, entry->d_name);
		unlink(path.data);
	}
	if (listing)
		closedir(listing);
	rmdir(directory);
	text_free(&path);
}

/* The place is free, empty, or holds an earlier one. */
static enum status check_place(struct publishing *publishing, const char *directory, bool *there)
{
	struct text path = { 0 };
	struct dirent *entry;
	struct stat about;
	bool used = false;

	*there = false;
	if (lstat(directory, &about) == 0 && S_ISLNK(about.st_mode))
		return error_set(publishing->store->error, STATUS_REFUSED, "%s is a symbolic link; name the directory itself", directory);
	DIR *listing = opendir(directory);

	*there = listing != NULL;
	if (!listing && errno == ENOENT)
		return STATUS_OK;
	if (!listing)
		return error_set(publishing->store->error, STATUS_CREATE, "%s: %s", directory, strerror(errno));
	while ((entry = readdir(listing)))
		used |= strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
	closedir(listing);
	text_printf(&path, "%s/%s", directory, mark);
	bool ours = access(path.data, F_OK) == 0;
	text_free(&path);
	if (!used || ours)
		return STATUS_OK;
	return error_set(publishing->store->error, STATUS_REFUSED, "%s contains other files; name another directory, or an empty one", directory);
}

#if defined SYS_renameat2
long syscall(long number, ...); /* POSIX has no header declare it. */
#endif

/* Both at once, so that nobody finds neither; false where the system cannot. */
static bool exchange(const char *one, const char *other)
{
#if defined SYS_renameat2
	enum { EXCHANGE = 1 << 1 }; /* RENAME_EXCHANGE of linux/fs.h */

	return syscall(SYS_renameat2, AT_FDCWD, one, AT_FDCWD, other, EXCHANGE) == 0;
#else
	(void)one;
	(void)other;
	return false;
#endif
}

/* The old one steps aside, and comes back when the new one cannot take its place. */
static enum status take_place(struct publishing *publishing, const char *directory, bool there)
{
	const char *staged = text_string(&publishing->staged), *old = text_string(&publishing->old);
	int cause = 0;

	if (there && exchange(staged, directory)) {
		remove_directory(staged);
		return STATUS_OK;
	}
	if (there && rename(directory, old) != 0)
		cause = errno;
	if (!cause && rename(staged, directory) != 0) {
		cause = errno;
		if (there)
			rename(old, directory);
	}
	if (cause)
		return error_set(publishing->store->error, STATUS_CREATE, "cannot replace %s: %s", directory, strerror(cause));
	if (there)
		remove_directory(old);
	return STATUS_OK;
}

enum status faq_publish(struct store *store, const char *name, const char *language, int64_t *count)
{
	struct publishing publishing = { .store = store };
	size_t length = strlen(name);
	bool there = false;

	while (length > 1 && name[length - 1] == '/')
		length--;
	const char *directory = arena_copy(&publishing.arena, name, length);
	text_printf(&publishing.staged, "%s.new-%lld", directory, (long long)getpid());
	text_printf(&publishing.old, "%s.old-%lld", directory, (long long)getpid());
	enum status status = check_place(&publishing, directory, &there);
	if (!status)
		status = load(&publishing, language);
	if (!status && mkdir(publishing.staged.data, 0755) != 0)
		status = error_set(store->error, STATUS_CREATE, "cannot create the directory %s: %s", publishing.staged.data, strerror(errno));
	else if (!status && ((status = write_pages(&publishing)) || (status = take_place(&publishing, directory, there))))
		remove_directory(publishing.staged.data);
	*count = (int64_t)publishing.count;
	text_free(&publishing.staged);
	text_free(&publishing.old);
	arena_free(&publishing.arena);
	return status;
}

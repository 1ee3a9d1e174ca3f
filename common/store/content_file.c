#include "store/content_file.h"

#include "store/staged.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUFFER = 64 * 1024, FOLDER = 2 /* digits of the sum that name its folder */ };

/* A content that the open change placed. */
struct placed_content {
	struct placed_content *next;
	const char *path;
};

void content_directory(struct text *out, const char *database)
{
	text_printf(out, "%s.files", database);
}

void content_path(struct text *out, const char *database, const char *sum)
{
	content_directory(out, database);
	text_printf(out, "/%.*s/%s", FOLDER, sum, sum + FOLDER);
}

bool content_sum(const char *folder, const char *name, char sum[SHA256_TEXT])
{
	if (strlen(folder) != FOLDER || strlen(name) != SHA256_TEXT - 1 - FOLDER)
		return false;
	memcpy(sum, folder, FOLDER);
	memcpy(sum + FOLDER, name, SHA256_TEXT - FOLDER);
	return sha256_is_text(sum);
}

static enum status failed(struct error *error, enum status status, const char *what, const char *path)
{
	int cause = errno;

	return error_set(error, cause == EACCES || cause == EPERM ? STATUS_PERMISSION : status, "cannot %s %s: %s", what, path, strerror(cause));
}

/* The rights of a database: of a directory also to enter it, and its group for what is made in it. */
static mode_t mode_like(const char *like, bool directory)
{
	struct stat found;
	mode_t mode = stat(like, &found) == 0 ? found.st_mode & 0660 : 0600;

	return directory ? (mode & 0060 ? 02770 : 0700) : mode;
}

static enum status make_directory(const char *path, const char *like, struct error *error)
{
	struct stat found;

	if (mkdir(path, 0700) != 0)
		return errno == EEXIST ? STATUS_OK : failed(error, STATUS_CREATE, "create the directory", path);
	if (stat(like, &found) == 0 && found.st_mode & 0060 && chown(path, (uid_t)-1, found.st_gid) != 0)
		return failed(error, STATUS_CREATE, "set the group of", path);
	return chmod(path, mode_like(like, true)) == 0 ? STATUS_OK : failed(error, STATUS_CREATE, "set the mode of", path);
}

static enum status write_all(int output, const char *data, size_t length, const char *path, struct error *error)
{
	while (length) {
		ssize_t written = write(output, data, length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return failed(error, STATUS_IO, "write", path);
		data += written;
		length -= (size_t)written;
	}
	return STATUS_OK;
}

/* Where bytes come from: a descriptor, or memory when it is below 0. */
struct source {
	int input;
	const char *data;
	size_t length;
	const char *what;
	int64_t limit; /* 0: none */
};

static ssize_t take(struct source *source, char *buffer)
{
	ssize_t got;

	if (source->input < 0) {
		got = source->length < BUFFER ? (ssize_t)source->length : BUFFER;
		memcpy(buffer, source->data, (size_t)got);
		source->data += got;
		source->length -= (size_t)got;
		return got;
	}
	do {
		got = read(source->input, buffer, BUFFER);
	} while (got < 0 && errno == EINTR);
	return got;
}

/* Copies to output, which may be -1, and sums up. */
static enum status pour(struct source *source, int output, const char *path, struct content *out, struct error *error)
{
	struct sha256 sha256;
	char *buffer = memory_alloc(BUFFER);
	enum status status = STATUS_OK;
	ssize_t got = 0;

	out->size = 0;
	sha256_begin(&sha256);
	while (!status && (got = take(source, buffer)) > 0) {
		out->size += got;
		if (source->limit && out->size > source->limit)
			status = error_set(error, STATUS_DATA, "%s: it has more than %lld bytes, the most that the schema allows (files: size-limit)", source->what,
			                   (long long)source->limit);
		sha256_add(&sha256, buffer, (size_t)got);
		if (!status && output >= 0)
			status = write_all(output, buffer, (size_t)got, path, error);
	}
	if (!status && got < 0)
		status = failed(error, STATUS_IO, "read", source->what);
	sha256_end(&sha256, out->sum);
	free(buffer);
	return status;
}

static enum status stage(const char *database, const char *like, struct source *source, size_t slot, struct content *out, struct error *error)
{
	struct text directory = { 0 }, prefix = { 0 }, path = { 0 };
	int output = -1;

	*out = (struct content){ 0 };
	content_directory(&directory, database);
	enum status status = make_directory(directory.data, like, error);
	if (!status) {
		text_printf(&prefix, "%s/staged%zu.", directory.data, slot);
		staged_name(&path, prefix.data);
		output = open(path.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
		if (output < 0)
			status = failed(error, STATUS_CREATE, "create", path.data);
	}
	if (!status) {
		out->staged = memory_string(path.data);
		status = pour(source, output, path.data, out, error);
	}
	if (!status && (fchmod(output, mode_like(like, false)) != 0 || fsync(output) != 0))
		status = failed(error, STATUS_IO, "write", path.data);
	if (output >= 0 && close(output) != 0 && !status)
		status = failed(error, STATUS_IO, "write", path.data);
	if (status)
		content_discard(out);
	text_free(&directory);
	text_free(&prefix);
	text_free(&path);
	return status;
}

enum status content_stage(const char *database, int input, const char *what, int64_t limit, size_t slot, struct content *out, struct error *error)
{
	return stage(database, database, &(struct source){ .input = input, .what = what, .limit = limit }, slot, out, error);
}

enum status content_stage_bytes(const char *database, const void *data, size_t length, size_t slot, struct content *out, struct error *error)
{
	return stage(database, database, &(struct source){ .input = -1, .data = data, .length = length, .what = "the content" }, slot, out, error);
}

void content_discard(struct content *content)
{
	if (content->staged)
		unlink(content->staged);
	free(content->staged);
	content->staged = NULL;
}

static void sync_directory(const char *path)
{
	int handle = open(path, O_RDONLY | O_CLOEXEC);

	if (handle < 0)
		return;
	(void)fsync(handle); /* some file systems cannot; the file itself is on disk */
	close(handle);
}

/* *placed: it was not there before. */
static enum status place(const char *database, const char *like, struct content *content, struct text *path, bool *placed, struct error *error)
{
	struct text folder = { 0 };
	struct stat there;
	enum status status = STATUS_OK;

	content_path(path, database, content->sum);
	text_append(&folder, path->data, (size_t)(strrchr(path->data, '/') - path->data));
	/* Content that was damaged is replaced by what is right. */
	*placed = lstat(path->data, &there) != 0;
	if (*placed || content_verify(path->data, content->sum, NULL, NULL)) {
		status = make_directory(folder.data, like, error);
		if (!status && rename(content->staged, path->data) != 0)
			status = failed(error, STATUS_CREATE, "create", path->data);
		if (!status)
			sync_directory(folder.data);
	}
	content_discard(content);
	text_free(&folder);
	return status;
}

enum status content_place(struct store *store, struct content *content)
{
	struct text path = { 0 };
	bool placed;
	enum status status = place(store->path, store->path, content, &path, &placed, store->error);

	if (!status && placed) {
		struct placed_content *one = arena_alloc(&store->change.memory, sizeof *one);
		*one = (struct placed_content){ store->change.placed, arena_string(&store->change.memory, path.data) };
		store->change.placed = one;
	}
	text_free(&path);
	return status;
}

void content_take_back(struct change *change)
{
	for (const struct placed_content *one = change->placed; one; one = one->next)
		unlink(one->path);
	change->placed = NULL;
}

static enum status open_content(const char *path, int *input, struct error *error)
{
	*input = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (*input >= 0)
		return STATUS_OK;
	if (errno == ENOENT)
		return error_mark(error, error_set(error, STATUS_DATA, "its content is missing: there is no file %s", path), ERROR_NOT_FOUND);
	return failed(error, STATUS_IO, "read", path);
}

enum status content_verify(const char *path, const char *sum, int64_t *size, struct error *error)
{
	struct content content;
	int input;
	enum status status = open_content(path, &input, error);

	if (status)
		return status;
	status = pour(&(struct source){ .input = input, .what = path }, -1, path, &content, error);
	close(input);
	if (size)
		*size = content.size;
	if (!status && strcmp(content.sum, sum) != 0)
		status = error_set(error, STATUS_DATA, "its content was changed: %s is not what it was", path);
	return status;
}

enum status content_copy(const char *path, const char *sum, const char *database, const char *like, struct error *error)
{
	struct text to = { 0 };
	struct content content = { 0 };
	struct stat there;
	int input = -1;
	bool placed;

	content_path(&to, database, sum);
	enum status status = STATUS_OK;
	if (lstat(to.data, &there) != 0 || content_verify(to.data, sum, NULL, NULL)) {
		status = open_content(path, &input, error);
		if (!status)
			status = stage(database, like, &(struct source){ .input = input, .what = path }, 0, &content, error);
		if (!status && strcmp(content.sum, sum) != 0)
			status = error_set(error, STATUS_DATA, "%s was changed: it is not what its name says", path);
		text_clear(&to);
		if (!status)
			status = place(database, like, &content, &to, &placed, error);
		content_discard(&content);
	}
	if (input >= 0)
		close(input);
	text_free(&to);
	return status;
}

static enum status each_in_folder(const char *directory, const char *folder, enum status (*each)(void *context, const char *path, const char *sum), void *context)
{
	struct text path = { 0 };
	char sum[SHA256_TEXT];
	enum status status = STATUS_OK;
	struct dirent *entry;

	text_printf(&path, "%s/%s", directory, folder);
	DIR *open = strlen(folder) == FOLDER && *folder != '.' ? opendir(path.data) : NULL;
	while (open && !status && (entry = readdir(open))) {
		if (!content_sum(folder, entry->d_name, sum))
			continue;
		text_clear(&path);
		text_printf(&path, "%s/%s/%s", directory, folder, entry->d_name);
		status = each(context, path.data, sum);
	}
	if (open)
		closedir(open);
	text_free(&path);
	return status;
}

enum status content_each(const char *database, enum status (*each)(void *context, const char *path, const char *sum), void *context)
{
	struct text directory = { 0 };
	enum status status = STATUS_OK;
	struct dirent *entry;

	content_directory(&directory, database);
	DIR *open = opendir(directory.data);
	while (open && !status && (entry = readdir(open)))
		status = each_in_folder(directory.data, entry->d_name, each, context);
	if (open)
		closedir(open);
	text_free(&directory);
	return status;
}

struct copying {
	const char *to, *like;
	struct error *error;
};

static enum status copy_one(void *context, const char *path, const char *sum)
{
	const struct copying *copying = context;

	return content_copy(path, sum, copying->to, copying->like, copying->error);
}

enum status content_copy_all(const char *from, const char *to, const char *like, struct error *error)
{
	return content_each(from, copy_one, &(struct copying){ to, like, error });
}

static enum status remove_one(void *context, const char *path, const char *sum)
{
	(void)context;
	(void)sum;
	unlink(path);
	return STATUS_OK;
}

void content_remove_all(const char *database)
{
	struct text path = { 0 };

	content_each(database, remove_one, NULL);
	content_directory(&path, database);
	size_t length = path.length;
	for (int folder = 0; folder < 256; folder++) {
		path.length = length;
		text_printf(&path, "/%02x", (unsigned)folder);
		rmdir(path.data);
	}
	path.data[length] = '\0';
	rmdir(path.data);
	text_free(&path);
}

/* crm-file: add, get. */
#include "service/file.h"

#include "cli/output_file.h"
#include "cli/verbs.h"
#include "store/content.h"
#include "store/save.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The paths of crm-file add, and what was read from them. */
struct adding_files {
	struct session *session;
	const char **paths;
	struct content *contents;
	size_t count;
	struct assignment *assignments;
	size_t assignment_count;
	struct targets touched;
};

static bool is_among(const char *const *words, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

/* What is neither the first operand nor an assignment is a path, each once; assignments stay in the operands. */
static void split(struct adding_files *adding)
{
	struct session *session = adding->session;
	size_t kept = 0;
	const char **operands = arena_alloc(&session->arena, (session->operand_count + 1) * sizeof *operands);

	adding->paths = arena_alloc(&session->arena, (session->operand_count + 1) * sizeof *adding->paths);
	for (size_t i = 1; i < session->operand_count; i++) {
		if (i < session->literal_at && operand_is_assignment(session, session->operands[i]))
			operands[kept++] = session->operands[i];
		else if (!is_among(adding->paths, adding->count, session->operands[i]))
			adding->paths[adding->count++] = session->operands[i];
	}
	session->operands = operands;
	session->operand_count = kept;
	adding->contents = arena_alloc(&session->arena, (adding->count + 1) * sizeof *adding->contents);
}

static enum status read_path(struct adding_files *adding, size_t i)
{
	struct session *session = adding->session;
	const char *path = adding->paths[i];
	bool input = strcmp(path, "-") == 0;
	struct stat found;

	if (input && session_take_input(session))
		return session->error.status;
	int fd = input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return error_set(&session->error, errno == EACCES ? STATUS_PERMISSION : STATUS_DATA, "cannot open %s: %s", path, strerror(errno));
	enum status status = STATUS_OK;
	if (!input && fstat(fd, &found) == 0 && S_ISDIR(found.st_mode))
		status = error_set(&session->error, STATUS_DATA, "%s is a directory; name the files in it", path);
	if (!status)
		status = content_stage(session->store->path, fd, input ? "standard input" : path, file_size_limit(session->store->schema), i, &adding->contents[i], &session->error);
	if (!input)
		close(fd);
	return status;
}

/* One record for a path about one record; its content is placed with the first of them. */
static enum status add_one(struct adding_files *adding, size_t i, const struct target *about, struct arena *arena)
{
	struct session *session = adding->session;
	struct text name = { 0 };
	struct record *file;

	file_tidy_name(&name, adding->paths[i], strlen(adding->paths[i]));
	enum status status = file_record(session->store, strcmp(adding->paths[i], "-") == 0 ? NULL : arena_string(arena, name.data), &adding->contents[i], arena, &file);
	text_free(&name);
	*record_value(file, "about") = value_integer(anyref_pack(about->record, about->id));
	if (!status)
		status = assign_apply(session->store, adding->assignments, adding->assignment_count, file, 0, arena);
	if (!status && record_value(file, "name")->type == VALUE_NULL)
		return error_set(&session->error, STATUS_USAGE, "what is read from standard input needs a name: crm-file add c1 - name=scan.pdf");
	if (!status)
		status = save_add(session->store, file, arena);
	if (!status)
		targets_add(session, &adding->touched, &record_file, file->id);
	return status;
}

static enum status add_all(struct adding_files *adding, const struct targets *about)
{
	struct arena arena = { 0 };
	enum status status = STATUS_OK;

	for (size_t n = 0; !status && n < about->count; n++)
		for (size_t i = 0; !status && i < adding->count; i++) {
			arena_reset(&arena);
			status = add_one(adding, i, &about->items[n], &arena);
		}
	arena_free(&arena);
	return status;
}

struct add_file_options {
	struct write_options write;
};

static enum status add_files(struct session *session, void *options)
{
	struct adding_files adding = { .session = session };
	struct words words = { 0 };
	struct targets about = { 0 };
	enum status status = STATUS_OK;

	(void)options;
	if (session->operand_count < 2 || operand_is_assignment(session, session->operands[0]))
		return error_set(&session->error, STATUS_USAGE, "name the record that the file belongs to, then its path: crm-file add c1 contract.pdf");
	status = operands_drain(session, session->operands, 1, &words);
	split(&adding);
	if (!status && !adding.count)
		return error_set(&session->error, STATUS_USAGE, "name a path after %s: crm-file add c1 contract.pdf", words.count ? words.words[0] : "-");
	if (!status)
		status = parse_assignments(session, session->type, NULL, 0, NULL, &adding.assignments, &adding.assignment_count);
	for (size_t i = 0; !status && i < adding.count; i++)
		status = read_path(&adding, i);
	if (!status && !(status = writer_begin(session))) {
		status = operands_find(session, &words, NULL, &about);
		if (!status)
			status = add_all(&adding, &about);
		status = writer_end(session, status, &adding.touched);
	}
	for (size_t i = 0; i < adding.count; i++)
		content_discard(&adding.contents[i]);
	release_assignments(adding.assignments, adding.assignment_count);
	return status;
}

struct get_options {
	const char *output;
};

struct getting {
	int input;
	const char *path;
	struct error *error;
};

static enum status copy_out(void *context, FILE *file)
{
	const struct getting *getting = context;
	char buffer[16384];
	ssize_t got;

	while ((got = read(getting->input, buffer, sizeof buffer)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_set(getting->error, STATUS_IO, "cannot read %s: %s", getting->path, strerror(errno));
		if (fwrite(buffer, 1, (size_t)got, file) != (size_t)got)
			return error_set(getting->error, STATUS_IO, "cannot write the file: %s", strerror(errno));
	}
	return STATUS_OK;
}

/* Content that is not what it was is not handed out. */
static enum status open_content(struct session *session, const struct target *target, struct getting *getting)
{
	struct record *file;
	struct text path = { 0 };
	enum status status = row_load(session->store, session->type, target->id, &session->arena, &file);

	if (status)
		return status;
	content_path(&path, session->store->path, record_text(file, "sha256"));
	getting->path = arena_string(&session->arena, path.data);
	text_free(&path);
	status = content_verify(getting->path, record_text(file, "sha256"), NULL, &session->error);
	if (status)
		return error_prefix(&session->error, "f%lld: ", (long long)target->id);
	getting->input = open(getting->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	return getting->input >= 0 ? STATUS_OK : error_set(&session->error, STATUS_IO, "cannot read %s: %s", getting->path, strerror(errno));
}

static enum status get(struct session *session, void *context)
{
	const struct get_options *options = context;
	struct getting getting = { .input = -1, .error = &session->error };
	struct targets targets = { 0 };
	enum status missing = STATUS_OK;
	bool print = options->output && strcmp(options->output, "-") == 0;

	if (!session->operand_count)
		return error_set(&session->error, STATUS_USAGE, "name a file: crm-file get f1 -o contract.pdf");
	if (!options->output && session_terminal(session) >= 0)
		return error_set(&session->error, STATUS_USAGE, "say where to put it: -o PATH, or -o - for standard output");
	enum status status = operands_read(session, session->operands, session->operand_count, &record_file, &targets, &missing);
	if (status || missing)
		return status ? status : missing;
	if (targets.count != 1)
		return error_set(&session->error, STATUS_USAGE, "one file at a time can be written; %zu are named", targets.count);
	status = open_content(session, &targets.items[0], &getting);
	if (!status && (print || !options->output))
		status = copy_out(&getting, stdout);
	else if (!status)
		status = output_file(&session->arena, options->output, "the file", copy_out, &getting, &session->error);
	if (getting.input >= 0)
		close(getting.input);
	return status;
}

static const struct opt get_rows[] = {
	{ .letter = 'o', .name = "output", .arg = "PATH", .kind = OPT_FILE, .help = "write to this file, - for standard output", .target = offsetof(struct get_options, output) },
	{ 0 },
};
static const struct opt_group get_groups[] = { { get_rows, 0, sizeof(struct get_options), FRAME_NONE }, { 0 } };

static const struct verb add_file_verb = {
	.name = "add", .synopsis = "REF|- PATH… [FIELD=VALUE…]", .help = "store files that belong to a record; their paths, - for standard input, follow it",
	.access = ACCESS_WRITE, .operands = OPERANDS_FILE, .options = write_groups, .options_size = sizeof(struct add_file_options), .run = add_files,
};

static const struct verb get_verb = {
	.name = "get", .synopsis = "REF", .help = "write the content of a file where you say",
	.access = ACCESS_READ, .operands = OPERANDS_REFERENCES, .options = get_groups, .options_size = sizeof(struct get_options), .run = get,
};

const struct verb *const file_verbs[] = { &add_file_verb, &get_verb, NULL };

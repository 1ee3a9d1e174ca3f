#include "db/db_parts.h"

#include <stdarg.h>
#include <string.h>

enum { BOUND_LIMIT = 16 };

/* A format while it is read: its SQL goes into the buffer of the handle, and what it binds stays here. */
struct format {
	struct text *sql;
	va_list *arguments;
	char quote; /* the open one */
	int parameters;
	int count;
	int bound[BOUND_LIMIT]; /* the numbers of the parameters that have a value here */
	struct value values[BOUND_LIMIT];
};

static void add_identifier(struct text *sql, const char *name)
{
	for (const char *quote; (quote = strchr(name, '"')); name = quote + 1) {
		text_append(sql, name, (size_t)(quote - name) + 1);
		text_byte(sql, '"');
	}
	text_add(sql, name);
}

static const char *bind_value(struct format *format, struct value value, const char *rest)
{
	if (format->count == BOUND_LIMIT)
		return NULL;
	text_byte(format->sql, '?');
	format->bound[format->count] = ++format->parameters;
	format->values[format->count++] = value;
	return rest;
}

/* Reads what follows a per cent sign, and returns what follows that; NULL when it is no directive. */
static const char *directive(struct format *format, const char *at)
{
	if (*at == '%') {
		text_byte(format->sql, '%');
		return at + 1;
	}
	if (*at == 's' && format->quote == '"') {
		add_identifier(format->sql, va_arg(*format->arguments, const char *));
		return at + 1;
	}
	if (format->quote)
		return NULL;
	if (strncmp(at, "-s", 2) == 0) {
		text_add(format->sql, va_arg(*format->arguments, const char *));
		return at + 2;
	}
	if (*at == 's') {
		const char *text = va_arg(*format->arguments, const char *);
		return bind_value(format, (struct value){ .type = text ? VALUE_TEXT : VALUE_NULL, .text = text, .length = text ? strlen(text) : 0 }, at + 1);
	}
	if (*at == 'd')
		return bind_value(format, value_integer(va_arg(*format->arguments, int)), at + 1);
	if (strncmp(at, "jd", 2) == 0)
		return bind_value(format, value_integer(va_arg(*format->arguments, intmax_t)), at + 2);
	return NULL;
}

static enum status compose(struct db *db, const char *text, struct format *format)
{
	text_clear(&db->sql);
	for (const char *at = text; *at;) {
		size_t plain = strcspn(at, "%?'\"");
		text_append(&db->sql, at, plain);
		at += plain;
		if (*at == '%') {
			at = directive(format, at + 1);
			if (!at)
				return error_set(db->error, STATUS_INTERNAL, "a format of SQL with an unknown directive, or with too many: %s", text);
			continue;
		}
		if (*at == '?' && !format->quote)
			format->parameters++;
		else if (*at == format->quote)
			format->quote = '\0';
		else if (*at && *at != '?' && !format->quote)
			format->quote = *at;
		if (*at)
			text_byte(&db->sql, *at++);
	}
	return STATUS_OK;
}

static enum status ask(struct db *db, struct statement **out, const char *format, va_list *arguments, sqlite3_destructor_type texts)
{
	struct format read;

	read.sql = &db->sql;
	read.arguments = arguments;
	read.quote = '\0';
	read.parameters = read.count = 0;
	*out = NULL;
	enum status status = compose(db, format, &read);
	if (!status)
		status = db_take(db, text_string(&db->sql), db->sql.length, out);
	for (int i = 0; !status && i < read.count; i++) {
		const struct value *value = &read.values[i];
		if (value->type == VALUE_INTEGER)
			sqlite3_bind_int64((*out)->handle, read.bound[i], value->integer);
		else
			sqlite3_bind_text64((*out)->handle, read.bound[i], value->text, value->length, texts, SQLITE_UTF8);
	}
	return status;
}

enum status db_ask(struct db *db, struct statement **out, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	enum status status = ask(db, out, format, &arguments, SQLITE_TRANSIENT);
	va_end(arguments);
	return status;
}

enum status db_execute(struct db *db, const char *format, ...)
{
	struct statement *statement;
	va_list arguments;

	va_start(arguments, format);
	enum status status = ask(db, &statement, format, &arguments, SQLITE_STATIC);
	va_end(arguments);
	db_next(statement, &status);
	db_done(statement);
	return status;
}

enum status db_one(struct db *db, int64_t *out, const char *format, ...)
{
	struct statement *statement;
	va_list arguments;

	va_start(arguments, format);
	enum status status = ask(db, &statement, format, &arguments, SQLITE_STATIC);
	va_end(arguments);
	*out = 0;
	if (db_next(statement, &status)) {
		*out = db_integer(statement, 0);
		/* Rules compare what they get, and no number is better than a wrong one. */
		if (sqlite3_column_type(statement->handle, 0) == SQLITE_FLOAT && db_value(statement, 0).type == VALUE_NULL)
			status = error_set(db->error, STATUS_DATA, "a sum of amounts or quantities is beyond 64 bits; correct the record whose figures are far too large");
	}
	db_done(statement);
	return status;
}

enum status db_integers(struct db *db, struct arena *arena, int64_t **out, size_t *count, const char *format, ...)
{
	struct statement *statement;
	va_list arguments;
	size_t room = 0;

	va_start(arguments, format);
	enum status status = ask(db, &statement, format, &arguments, SQLITE_STATIC);
	va_end(arguments);
	*out = NULL;
	*count = 0;
	while (db_next(statement, &status)) {
		if (*count == room) {
			size_t more = room ? room * 2 : 16;
			*out = arena_grow(arena, *out, room * sizeof **out, more * sizeof **out);
			room = more;
		}
		(*out)[(*count)++] = db_integer(statement, 0);
	}
	db_done(statement);
	return status;
}

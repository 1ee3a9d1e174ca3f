#include "io/mime_read.h"

#include "base/text.h"
#include "base/utf8.h"
#include <gmime/gmime.h>
#include <string.h>
#include <strings.h>

struct reading {
	struct arena *arena;
	struct mime_message *out;
	struct error *error;
	struct text plain, html;
	size_t parts;
	bool report;          /* a multipart/report about delivery */
	const char *returned; /* Message-ID of the mail in it */
};

/* Valid UTF-8 of one line, or of several. */
static const char *clean(struct arena *arena, const char *text, size_t length, bool lines)
{
	struct text out = { 0 };
	size_t bad;

	for (size_t i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)text[i];
		if (lines && byte == '\r' && i + 1 < length && text[i + 1] == '\n')
			continue;
		if (byte >= ' ' && byte != 0x7f)
			text_byte(&out, (char)byte);
		else if (lines && (byte == '\n' || byte == '\t'))
			text_byte(&out, (char)byte);
		else if (!out.length || out.data[out.length - 1] != ' ')
			text_byte(&out, ' ');
	}
	for (; !utf8_valid(text_string(&out), out.length, &bad); out.data[bad] = '?')
		;
	return out.length ? text_take(&out, arena) : (text_free(&out), "");
}

static const char *line(struct reading *reading, const char *text)
{
	return text ? clean(reading->arena, text, strlen(text), false) : "";
}

/* Message-IDs without their brackets, joined by blanks; those with a blank are none. */
static const char *ids(struct reading *reading, const char *header)
{
	struct text out = { 0 };

	for (const char *at = header; at && (at = strchr(at, '<'));) {
		size_t length = strcspn(++at, "> \t\r\n<");
		if (at[length] == '>' && length && out.length < 8192)
			text_printf(&out, "%s%.*s", out.length ? " " : "", (int)length, at);
	}
	const char *found = clean(reading->arena, text_string(&out), out.length, false);
	text_free(&out);
	return found;
}

static const char *addresses(struct reading *reading, InternetAddressList *list)
{
	struct text out = { 0 };
	int count = list ? internet_address_list_length(list) : 0;

	for (int i = 0; i < count; i++) {
		InternetAddress *address = internet_address_list_get_address(list, i);
		if (!INTERNET_ADDRESS_IS_MAILBOX(address) || out.length > 8192)
			continue;
		const char *mailbox = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address));
		if (mailbox && *mailbox && !strpbrk(mailbox, ", \t\r\n"))
			text_printf(&out, "%s%s", out.length ? ", " : "", mailbox);
	}
	const char *found = clean(reading->arena, text_string(&out), out.length, false);
	text_free(&out);
	return found;
}

static void read_sender(struct reading *reading, InternetAddressList *list)
{
	InternetAddress *address = list && internet_address_list_length(list) > 0 ? internet_address_list_get_address(list, 0) : NULL;
	const char *mailbox = address && INTERNET_ADDRESS_IS_MAILBOX(address) ? internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)) : NULL;

	reading->out->sender = mailbox && !strpbrk(mailbox, ", \t\r\n") ? line(reading, mailbox) : "";
	reading->out->sender_name = address ? line(reading, internet_address_get_name(address)) : "";
}

static bool is_automatic(GMimeObject *message)
{
	const char *submitted = g_mime_object_get_header(message, "Auto-Submitted"), *precedence = g_mime_object_get_header(message, "Precedence");
	const char *path = g_mime_object_get_header(message, "Return-Path");

	return (submitted && strncasecmp(submitted, "no", 2) != 0) || (path && strcmp(path, "<>") == 0) || g_mime_object_get_header(message, "List-Id") ||
	       (precedence && (strcasecmp(precedence, "bulk") == 0 || strcasecmp(precedence, "junk") == 0 || strcasecmp(precedence, "list") == 0));
}

/* Whatever has a line `word: …` at its beginning would be read as one. */
static bool is_mail(GMimeMessage *message)
{
	static const char *const headers[] = { "From", "To", "Date", "Subject", "Message-Id" };

	for (size_t i = 0; message && i < sizeof headers / sizeof *headers; i++)
		if (g_mime_object_get_header(GMIME_OBJECT(message), headers[i]))
			return true;
	return false;
}

static void read_headers(struct reading *reading, GMimeMessage *message)
{
	struct mime_message *out = reading->out;
	GMimeObject *object = GMIME_OBJECT(message);
	GDateTime *date = g_mime_message_get_date(message);

	read_sender(reading, g_mime_message_get_from(message));
	out->subject = line(reading, g_mime_message_get_subject(message));
	out->to = addresses(reading, g_mime_message_get_to(message));
	out->cc = addresses(reading, g_mime_message_get_cc(message));
	const char *id = g_mime_object_get_header(object, "Message-Id");
	out->message_id = ids(reading, id);
	out->in_reply_to = ids(reading, g_mime_object_get_header(object, "In-Reply-To"));
	out->references = ids(reading, g_mime_object_get_header(object, "References"));
	out->date = date ? g_date_time_to_unix(date) : 0;
	out->automatic = is_automatic(object);
}

/* The decoded content, in the arena. */
static const char *content_of(struct reading *reading, GMimePart *part, size_t *length)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	GMimeStream *stream = g_mime_stream_mem_new();

	if (content)
		g_mime_data_wrapper_write_to_stream(content, stream);
	GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	*length = bytes->len;
	const char *data = arena_copy(reading->arena, bytes->data ? (const char *)bytes->data : "", bytes->len);
	g_object_unref(stream);
	return data;
}

static void add_file(struct reading *reading, const char *name, const char *type, const char *data, size_t length)
{
	struct mime_message *out = reading->out;

	out->files = array_grow(reading->arena, out->files, out->file_count, sizeof *out->files);
	out->files[out->file_count++] = (struct mime_file){ name, type, data, length };
}

static const char *type_of(struct reading *reading, GMimeObject *object)
{
	GMimeContentType *type = g_mime_object_get_content_type(object);
	char *written = type ? g_mime_content_type_get_mime_type(type) : NULL;
	char *found = written ? arena_string(reading->arena, written) : arena_string(reading->arena, "application/octet-stream");

	for (char *p = found; *p; p++)
		*p = *p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p;
	g_free(written);
	return found;
}

static void take_text(struct reading *reading, GMimeObject *object, const char *type)
{
	struct text *into = strcmp(type, "text/html") == 0 ? &reading->html : &reading->plain;
	char *text = g_mime_text_part_get_text(GMIME_TEXT_PART(object));
	size_t length = text ? strlen(text) : 0;

	if (into->length && length && into->length < MIME_TEXT)
		text_byte(into, '\n');
	if (into->length < MIME_TEXT)
		text_append(into, text ? text : "", length < MIME_TEXT - into->length ? length : MIME_TEXT - into->length);
	g_free(text);
}

/* The value of a line `name: value` of a report; "" when it has none. Headers of a report stand apart by empty lines, a group for each recipient. */
static const char *report_value(struct reading *reading, const char *group, size_t length, const char *name)
{
	size_t size = strlen(name);

	for (const char *at = group, *end = group + length; at < end;) {
		const char *next = memchr(at, '\n', (size_t)(end - at));
		size_t width = next ? (size_t)(next - at) : (size_t)(end - at);
		if (width > size && strncasecmp(at, name, size) == 0 && at[size] == ':') {
			const char *value = at + size + 1;
			width -= size + 1;
			for (; width && (*value == ' ' || *value == '\t'); value++)
				width--;
			while (width && (value[width - 1] == '\r' || value[width - 1] == ' '))
				width--;
			return clean(reading->arena, value, width, false);
		}
		at = next ? next + 1 : end;
	}
	return "";
}

static void take_failure(struct reading *reading, const char *group, size_t length)
{
	struct mime_message *out = reading->out;
	const char *recipient = report_value(reading, group, length, "Final-Recipient"), *action = report_value(reading, group, length, "Action");
	const char *original = report_value(reading, group, length, "Original-Recipient"), *status = report_value(reading, group, length, "Status");

	if (!strchr(recipient, ';'))
		recipient = original;
	const char *address = strchr(recipient, ';');
	if (!address || strcasecmp(action, "failed") != 0 || out->failure_count >= MIME_PARTS)
		return;
	address += 1 + strspn(address + 1, " <");
	size_t width = strcspn(address, "> ");
	out->failures = array_grow(reading->arena, out->failures, out->failure_count, sizeof *out->failures);
	out->failures[out->failure_count++] = (struct mime_failure){ arena_copy(reading->arena, address, width), status, "", status[0] == '5' };
}

static void take_report(struct reading *reading, GMimePart *part)
{
	size_t length, start = 0;
	const char *data = content_of(reading, part, &length);

	for (size_t i = 0; i <= length; i++) {
		bool empty = i == length || (data[i] == '\n' && (i + 1 == length || data[i + 1] == '\n' || (data[i + 1] == '\r' && i + 2 < length && data[i + 2] == '\n')));
		if (!empty)
			continue;
		take_failure(reading, data + start, i - start);
		start = i + 1;
	}
}

static enum status beyond(struct reading *reading, const char *what, int limit)
{
	return error_set(reading->error, STATUS_DATA, "the mail has more than %d %s", limit, what);
}

static enum status walk(struct reading *reading, GMimeObject *object, int depth);

static enum status walk_message(struct reading *reading, GMimeObject *object, int depth)
{
	GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
	const char *id = inner ? g_mime_object_get_header(GMIME_OBJECT(inner), "Message-Id") : NULL;

	if (!inner)
		return STATUS_OK;
	if (reading->report) {
		reading->returned = ids(reading, id);
		return STATUS_OK;
	}
	GMimeStream *stream = g_mime_stream_mem_new();
	g_mime_object_write_to_stream(GMIME_OBJECT(inner), NULL, stream);
	GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	add_file(reading, "message.eml", "message/rfc822", arena_copy(reading->arena, bytes->data ? (const char *)bytes->data : "", bytes->len), bytes->len);
	g_object_unref(stream);
	/* Its parts stay within it, and count. */
	struct mime_message aside = { 0 };
	struct reading within = { .arena = reading->arena, .out = &aside, .error = reading->error, .parts = reading->parts };
	enum status status = walk(&within, g_mime_message_get_mime_part(inner), depth + 1);
	reading->parts = within.parts;
	text_free(&within.plain);
	text_free(&within.html);
	return status;
}

static enum status walk_part(struct reading *reading, GMimeObject *object)
{
	GMimePart *part = GMIME_PART(object);
	const char *type = type_of(reading, object), *name = g_mime_part_get_filename(part);
	GMimeContentDisposition *disposition = g_mime_object_get_content_disposition(object);
	bool attached = disposition && g_mime_content_disposition_is_attachment(disposition);
	size_t length;

	if (strcmp(type, "message/delivery-status") == 0 && reading->report) {
		take_report(reading, part);
		return STATUS_OK;
	}
	if (strcmp(type, "text/rfc822-headers") == 0 && reading->report) {
		const char *data = content_of(reading, part, &length);
		reading->returned = ids(reading, report_value(reading, data, length, "Message-ID"));
		return STATUS_OK;
	}
	if (GMIME_IS_TEXT_PART(object) && !attached && !name && (strcmp(type, "text/plain") == 0 || strcmp(type, "text/html") == 0)) {
		take_text(reading, object, type);
		return STATUS_OK;
	}
	const char *data = content_of(reading, part, &length);
	add_file(reading, name ? line(reading, name) : strcmp(type, "text/calendar") == 0 ? "invitation.ics" : "attachment", type, data, length);
	return STATUS_OK;
}

static enum status walk(struct reading *reading, GMimeObject *object, int depth)
{
	enum status status = STATUS_OK;

	if (!object)
		return STATUS_OK;
	if (++reading->parts > MIME_PARTS)
		return beyond(reading, "parts", MIME_PARTS);
	if (depth > MIME_DEPTH)
		return beyond(reading, "parts within each other", MIME_DEPTH);
	if (GMIME_IS_MULTIPART(object)) {
		int count = g_mime_multipart_get_count(GMIME_MULTIPART(object));
		if (strcmp(type_of(reading, object), "multipart/report") == 0)
			reading->report = true;
		for (int i = 0; !status && i < count; i++)
			status = walk(reading, g_mime_multipart_get_part(GMIME_MULTIPART(object), i), depth + 1);
		return status;
	}
	if (GMIME_IS_MESSAGE_PART(object))
		return walk_message(reading, object, depth);
	return GMIME_IS_PART(object) ? walk_part(reading, object) : STATUS_OK;
}

static enum status check_size(const char *data, size_t length, struct error *error)
{
	size_t headers = 0;

	if (length > MIME_MESSAGE)
		return error_set(error, STATUS_DATA, "the mail has more than %d MiB", MIME_MESSAGE / 1024 / 1024);
	while (headers < length && !(data[headers] == '\n' && headers + 1 < length && (data[headers + 1] == '\n' || data[headers + 1] == '\r')))
		headers++;
	return headers <= MIME_HEADER ? STATUS_OK : error_set(error, STATUS_DATA, "the headers of the mail have more than %d MiB", MIME_HEADER / 1024 / 1024);
}

static void finish_text(struct reading *reading)
{
	struct mime_message *out = reading->out;
	struct text text = { 0 };

	if (!reading->plain.length && reading->html.length)
		mime_html_text(&text, reading->html.data, reading->html.length);
	else
		text_append(&text, text_string(&reading->plain), reading->plain.length);
	if (text.length >= MIME_TEXT)
		text_add(&text, "\n[cut]");
	out->text = clean(reading->arena, text_string(&text), text.length, true);
	for (size_t i = 0; i < out->failure_count; i++)
		out->failures[i].message_id = reading->returned ? reading->returned : "";
	out->automatic |= reading->report;
	text_free(&text);
	text_free(&reading->plain);
	text_free(&reading->html);
}

enum status mime_read(struct arena *arena, const char *data, size_t length, struct mime_message *out, struct error *error)
{
	struct reading reading = { .arena = arena, .out = out, .error = error };
	enum status status = check_size(data, length, error);

	*out = (struct mime_message){ 0 };
	if (status)
		return status;
	g_mime_init();
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(data, length);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
	g_object_unref(parser);
	g_object_unref(stream);
	if (!is_mail(message)) {
		if (message)
			g_object_unref(message);
		return error_set(error, STATUS_DATA, "this is not a mail: it has none of the headers From, To, Date, Subject and Message-ID");
	}
	read_headers(&reading, message);
	status = walk(&reading, g_mime_message_get_mime_part(message), 1);
	finish_text(&reading);
	g_object_unref(message);
	return status;
}

#include "io/mime_write.h"

#include "base/text.h"
#include <errno.h>
#include <gmime/gmime.h>
#include <string.h>

static enum status check_header(const char *name, const char *value, struct error *error)
{
	for (const unsigned char *p = (const unsigned char *)value; *p; p++)
		if (*p < ' ' || *p == 0x7f)
			return error_set(error, STATUS_DATA, "%s: it has a line break or another control character, which a header of a mail cannot have", name);
	return STATUS_OK;
}

static enum status check_headers(const struct mime_mail *mail, struct error *error)
{
	const struct {
		const char *name, *value;
	} headers[] = {
		{ "sender", mail->sender }, { "sender", mail->sender_name }, { "to", mail->to }, { "cc", mail->cc }, { "bcc", mail->bcc }, { "subject", mail->subject },
		{ "message_id", mail->message_id }, { "in_reply_to", mail->in_reply_to }, { "references", mail->references }, { "list_unsubscribe", mail->list_unsubscribe },
	};
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < sizeof headers / sizeof *headers; i++)
		status = check_header(headers[i].name, headers[i].value, error);
	for (size_t i = 0; !status && i < mail->attachment_count; i++)
		status = check_header("attachment", mail->attachments[i].name, error);
	return status;
}

static void add_addresses(GMimeMessage *message, GMimeAddressType type, const char *list)
{
	while (*list) {
		struct text address = { 0 };
		list += strspn(list, ", ");
		size_t length = strcspn(list, ",");
		text_append(&address, list, length);
		while (address.length && address.data[address.length - 1] == ' ')
			address.data[--address.length] = '\0';
		if (address.length)
			g_mime_message_add_mailbox(message, type, NULL, address.data);
		text_free(&address);
		list += length;
	}
}

static void set_header(GMimeMessage *message, const char *name, const char *value)
{
	if (*value)
		g_mime_object_set_header(GMIME_OBJECT(message), name, value, "utf-8");
}

/* <a@b> <c@d>, folded by the library. */
static void set_ids(GMimeMessage *message, const char *name, const char *ids)
{
	struct text header = { 0 };

	while (*ids) {
		ids += strspn(ids, " ");
		size_t length = strcspn(ids, " ");
		if (length)
			text_printf(&header, "%s<%.*s>", header.length ? " " : "", (int)length, ids);
		ids += length;
	}
	set_header(message, name, text_string(&header));
	text_free(&header);
}

static void set_headers(GMimeMessage *message, const struct mime_mail *mail)
{
	GDateTime *date = g_date_time_new_from_unix_utc(mail->date);

	if (*mail->sender)
		g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, *mail->sender_name ? mail->sender_name : NULL, mail->sender);
	add_addresses(message, GMIME_ADDRESS_TYPE_TO, mail->to);
	add_addresses(message, GMIME_ADDRESS_TYPE_CC, mail->cc);
	add_addresses(message, GMIME_ADDRESS_TYPE_BCC, mail->bcc);
	g_mime_message_set_subject(message, mail->subject, "utf-8");
	if (date) {
		g_mime_message_set_date(message, date);
		g_date_time_unref(date);
	}
	if (*mail->message_id)
		g_mime_message_set_message_id(message, mail->message_id);
	set_ids(message, "In-Reply-To", mail->in_reply_to);
	set_ids(message, "References", mail->references);
	set_header(message, "List-Unsubscribe", mail->list_unsubscribe);
	set_header(message, "Auto-Submitted", mail->automatic ? "auto-replied" : "");
}

static GMimeObject *text_part(const char *subtype, const char *text)
{
	GMimeTextPart *part = g_mime_text_part_new_with_subtype(subtype);

	g_mime_text_part_set_charset(part, "utf-8");
	g_mime_text_part_set_text(part, text);
	return GMIME_OBJECT(part);
}

/* The method that an iCalendar object names, which its media type repeats (RFC 6047, 2.4). */
static void set_method(GMimeObject *part, const char *calendar)
{
	const char *at = strstr(calendar, "\nMETHOD:");
	char method[32] = "";

	if (!at)
		return;
	at += strlen("\nMETHOD:");
	size_t length = strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-");
	if (length && length < sizeof method) {
		memcpy(method, at, length);
		g_mime_object_set_content_type_parameter(part, "method", method);
	}
}

/* Takes what is there into a multipart of its own with the next part; both become its. */
static GMimeObject *beside(const char *subtype, GMimeObject *first, GMimeObject *second)
{
	GMimeMultipart *multipart = g_mime_multipart_new_with_subtype(subtype);

	g_mime_multipart_add(multipart, first);
	g_mime_multipart_add(multipart, second);
	g_object_unref(first);
	g_object_unref(second);
	return GMIME_OBJECT(multipart);
}

static enum status attachment_part(const struct mime_attachment *attachment, GMimeObject **out, struct error *error)
{
	GMimeStream *stream = g_mime_stream_file_open(attachment->path, "r", NULL);
	GMimeContentType *type = g_mime_content_type_parse(NULL, *attachment->type ? attachment->type : "application/octet-stream");

	*out = NULL;
	if (!stream) {
		g_object_unref(type);
		return error_set(error, STATUS_DATA, "cannot read the content of %s", attachment->name);
	}
	GMimePart *part = g_mime_part_new_with_type(g_mime_content_type_get_media_type(type), g_mime_content_type_get_media_subtype(type));
	GMimeDataWrapper *content = g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
	g_mime_part_set_content(part, content);
	g_mime_part_set_filename(part, attachment->name);
	g_mime_object_set_disposition(GMIME_OBJECT(part), GMIME_DISPOSITION_ATTACHMENT);
	g_mime_part_set_filename(part, attachment->name);
	g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_BASE64);
	g_object_unref(content);
	g_object_unref(stream);
	g_object_unref(type);
	*out = GMIME_OBJECT(part);
	return STATUS_OK;
}

static enum status make_body(const struct mime_mail *mail, GMimeObject **out, struct error *error)
{
	GMimeObject *body = text_part("plain", mail->text);
	enum status status = STATUS_OK;

	if (*mail->html)
		body = beside("alternative", body, text_part("html", mail->html));
	if (*mail->calendar) {
		GMimeObject *calendar = text_part("calendar", mail->calendar);
		set_method(calendar, mail->calendar);
		body = beside("alternative", body, calendar);
	}
	for (size_t i = 0; !status && i < mail->attachment_count; i++) {
		GMimeObject *part;
		status = attachment_part(&mail->attachments[i], &part, error);
		if (status)
			continue;
		if (i == 0) {
			body = beside("mixed", body, part);
		} else {
			g_mime_multipart_add(GMIME_MULTIPART(body), part);
			g_object_unref(part);
		}
	}
	*out = body;
	return status;
}

enum status mime_write(const struct mime_mail *mail, FILE *file, struct error *error)
{
	GMimeObject *body = NULL;
	enum status status = check_headers(mail, error);

	if (status)
		return status;
	g_mime_init();
	GMimeMessage *message = g_mime_message_new(TRUE);
	set_headers(message, mail);
	status = make_body(mail, &body, error);
	if (body) {
		g_mime_message_set_mime_part(message, body);
		g_object_unref(body);
	}
	/* 8-bit text and long lines are encoded: what is on the way may pass 7 bits only. */
	g_mime_object_encode(GMIME_OBJECT(message), GMIME_ENCODING_CONSTRAINT_7BIT);
	if (!status) {
		GMimeStream *stream = g_mime_stream_file_new(file);
		g_mime_stream_file_set_owner(GMIME_STREAM_FILE(stream), FALSE);
		if (g_mime_object_write_to_stream(GMIME_OBJECT(message), NULL, stream) < 0 || g_mime_stream_flush(stream) != 0)
			status = error_set(error, STATUS_IO, "cannot write the mail: %s", strerror(errno));
		g_object_unref(stream);
	}
	g_object_unref(message);
	return status;
}

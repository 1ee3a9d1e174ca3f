#include "io/xml.h"

#include "base/library.h"
#include <expat.h>
#include <string.h>

enum { CHUNK = 64 * 1024 };

struct expat {
	XML_Parser (*create)(const XML_Char *encoding);
	void (*free)(XML_Parser parser);
	void (*set_user_data)(XML_Parser parser, void *data);
	void (*set_element_handler)(XML_Parser parser, XML_StartElementHandler start, XML_EndElementHandler end);
	void (*set_text_handler)(XML_Parser parser, XML_CharacterDataHandler text);
	void (*set_doctype_handler)(XML_Parser parser, XML_StartDoctypeDeclHandler start);
	void *(*get_buffer)(XML_Parser parser, int length);
	enum XML_Status (*parse_buffer)(XML_Parser parser, int length, int final);
	enum XML_Status (*stop)(XML_Parser parser, XML_Bool resumable);
	enum XML_Error (*error_code)(XML_Parser parser);
	const XML_LChar *(*error_string)(enum XML_Error code);
	XML_Size (*line)(XML_Parser parser);
	XML_Size (*column)(XML_Parser parser);
};

struct reading {
	struct expat expat;
	XML_Parser parser;
	const struct xml_handler *handler;
	const char *refusal; /* what no reader of ours takes; NULL: nothing yet */
	int depth;
};

static enum status open_expat(struct expat *expat, const char *purpose, struct error *error)
{
	const struct library_symbol symbols[] = {
		{ "XML_ParserCreate", &expat->create }, { "XML_ParserFree", &expat->free }, { "XML_SetUserData", &expat->set_user_data },
		{ "XML_SetElementHandler", &expat->set_element_handler }, { "XML_SetCharacterDataHandler", &expat->set_text_handler },
		{ "XML_SetStartDoctypeDeclHandler", &expat->set_doctype_handler }, { "XML_GetBuffer", &expat->get_buffer }, { "XML_ParseBuffer", &expat->parse_buffer },
		{ "XML_StopParser", &expat->stop }, { "XML_GetErrorCode", &expat->error_code }, { "XML_ErrorString", &expat->error_string },
		{ "XML_GetCurrentLineNumber", &expat->line }, { "XML_GetCurrentColumnNumber", &expat->column },
	};

	return library_open("libexpat.so.1", purpose, "libexpat1", symbols, sizeof symbols / sizeof *symbols, error);
}

static const char *without_prefix(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon ? colon + 1 : name;
}

const char *xml_attribute(const char *const *attributes, const char *name)
{
	for (; *attributes; attributes += 2)
		if (strcmp(without_prefix(attributes[0]), name) == 0)
			return attributes[1];
	return NULL;
}

static void refuse(struct reading *reading, const char *why)
{
	reading->refusal = why;
	reading->expat.stop(reading->parser, XML_FALSE);
}

static void look(struct reading *reading)
{
	if (reading->handler->stopped && *reading->handler->stopped)
		reading->expat.stop(reading->parser, XML_FALSE);
}

static void place(const struct reading *reading)
{
	if (reading->handler->line)
		*reading->handler->line = (size_t)reading->expat.line(reading->parser);
}

static void start(void *context, const XML_Char *name, const XML_Char **attributes)
{
	struct reading *reading = context;

	place(reading);
	if (++reading->depth > XML_DEPTH_LIMIT) {
		refuse(reading, "elements are nested too deeply");
		return;
	}
	reading->handler->start(reading->handler->context, without_prefix(name), (const char *const *)attributes);
	look(reading);
}

static void end(void *context, const XML_Char *name)
{
	struct reading *reading = context;

	reading->depth--;
	if (reading->refusal)
		return;
	place(reading);
	reading->handler->end(reading->handler->context, without_prefix(name));
	look(reading);
}

static void text(void *context, const XML_Char *data, int length)
{
	struct reading *reading = context;

	if (!reading->refusal && reading->handler->text)
		reading->handler->text(reading->handler->context, data, (size_t)length);
	look(reading);
}

static void doctype(void *context, const XML_Char *name, const XML_Char *system, const XML_Char *public, int internal)
{
	(void)name, (void)system, (void)public, (void)internal;
	refuse(context, "a document type declaration is not allowed here");
}

static enum status fail(const struct reading *reading, const char *name, struct error *error)
{
	const struct expat *expat = &reading->expat;
	const char *why = reading->refusal ? reading->refusal : expat->error_string(expat->error_code(reading->parser));

	return error_at(error, STATUS_DATA, name, (size_t)expat->line(reading->parser), (size_t)expat->column(reading->parser) + 1, "broken XML: %s", why);
}

static enum status read_all(struct reading *reading, xml_source read, void *source, const char *name, struct error *error)
{
	const struct expat *expat = &reading->expat;
	const bool *stopped = reading->handler->stopped;
	size_t got = 1;

	while (got && !(stopped && *stopped)) {
		char *buffer = expat->get_buffer(reading->parser, CHUNK);
		if (!buffer)
			return fail(reading, name, error);
		enum status status = read(source, buffer, CHUNK, &got, error);
		if (status)
			return status;
		if (expat->parse_buffer(reading->parser, (int)got, got == 0) != XML_STATUS_OK && !(stopped && *stopped))
			return fail(reading, name, error);
	}
	return STATUS_OK;
}

enum status xml_read(const struct xml_handler *handler, xml_source read, void *source, const char *purpose, const char *name, struct error *error)
{
	struct reading reading = { .handler = handler };
	enum status status = open_expat(&reading.expat, purpose, error);

	if (status)
		return status;
	reading.parser = reading.expat.create(handler->decoded ? "UTF-8" : NULL);
	if (!reading.parser)
		return error_set(error, STATUS_IO, "%s: out of memory", name);
	reading.expat.set_user_data(reading.parser, &reading);
	reading.expat.set_element_handler(reading.parser, start, end);
	reading.expat.set_text_handler(reading.parser, text);
	reading.expat.set_doctype_handler(reading.parser, doctype);
	status = read_all(&reading, read, source, name, error);
	reading.expat.free(reading.parser);
	return status;
}

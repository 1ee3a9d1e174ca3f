/* XML, element by element; the only includer of expat, which it opens (base/library.h). Hostile files end early: no document type declaration, which is where
 * entities come from, and no deeper than XML_DEPTH_LIMIT. */
#ifndef CRM_IO_XML_H
#define CRM_IO_XML_H

#include "base/status.h"
#include <stdbool.h>
#include <stddef.h>

enum { XML_DEPTH_LIMIT = 100 };

/* Names are those without prefix: of <x:row r:id="3"> row and id. Texts are UTF-8, and come in pieces. */
struct xml_handler {
	void *context;
	void (*start)(void *context, const char *name, const char *const *attributes);
	void (*end)(void *context, const char *name);
	void (*text)(void *context, const char *text, size_t length); /* may be NULL */
	const bool *stopped; /* set by a handler that wants no more; NULL: all want all */
	size_t *line;        /* where what the handlers are given stands; NULL: nobody wants it */
	bool decoded;        /* the source is UTF-8, whatever the document says that it is */
};

/* The value of an attribute; NULL where there is none. */
const char *xml_attribute(const char *const *attributes, const char *name);

/* Fills a buffer with the next bytes; *got is 0 at the end. */
typedef enum status (*xml_source)(void *source, char *buffer, size_t room, size_t *got, struct error *error);

/* Reads a whole document, or until a handler has stopped it. purpose: what needs expat, for the message when it is not installed (STATUS_CONFIG). name: of the
 * document, for "name:12:3: …" (STATUS_DATA). Errors of the source are passed on. */
enum status xml_read(const struct xml_handler *handler, xml_source read, void *source, const char *purpose, const char *name, struct error *error);

#endif

#include "base/email.h"

#include "base/idn.h"
#include "base/utf8.h"
#include <string.h>

enum { LOCAL_LIMIT = 64, DOMAIN_LIMIT = 253, LABEL_LIMIT = 63 }; /* bytes: RFC 5321, 4.5.3.1, and RFC 1035, 2.3.4 */

/* As a keyboard in ASCII has it. Whether the text is all ASCII, as most are, was looked at before. */
static void normalize(struct text *out, const char *text, size_t length)
{
	static const char stop[] = "。";
	struct text half = { 0 };

	utf8_halfwidth(&half, text, length);
	for (size_t at = 0; at < half.length;) {
		uint32_t character;
		size_t size = utf8_next(half.data + at, half.length - at, &character);
		bool typeset = utf8_is_typeset(character);
		if (size == sizeof stop - 1 && memcmp(half.data + at, stop, size) == 0)
			text_byte(out, '.');
		else if (!typeset)
			text_append(out, half.data + at, size);
		else if (utf8_typed(character))
			text_byte(out, utf8_typed(character));
		at += size;
	}
	text_free(&half);
}

static bool begins(const char *text, size_t length, const char *word)
{
	size_t size = strlen(word);

	if (length < size)
		return false;
	for (size_t i = 0; i < size; i++)
		if (text[i] != word[i] && !(text[i] >= 'A' && text[i] <= 'Z' && text[i] - 'A' + 'a' == word[i]))
			return false;
	return true;
}

/* What is written before an address and is no part of it. */
static size_t label_length(const char *text, size_t length)
{
	static const char *const labels[] = { "mailto:", "e-mail:", "email:", "mail:", "电子邮件:", "邮箱:", "邮件:", "电邮:" };

	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (begins(text, length, labels[i]))
			return strlen(labels[i]);
	return 0;
}

static bool is_blank(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* The address without what is around it. */
static const char *bare(const char *text, size_t *length)
{
	size_t at = 0, end = *length;

	while (at < end && is_blank(text[at]))
		at++;
	size_t label = label_length(text + at, end - at);
	bool link = label && begins(text + at, end - at, "mailto:");
	for (at += label; at < end && is_blank(text[at]); at++)
		;
	for (size_t i = at; link && i < end; i++)
		if (text[i] == '?')
			end = i;
	while (end > at && (is_blank(text[end - 1]) || strchr(".,;", text[end - 1])))
		end--;
	bool angles = end - at > 2 && text[at] == '<' && text[end - 1] == '>';
	*length = end - at - (angles ? 2 : 0);
	return text + at + angles;
}

/* Appends the address without what is around it, as a keyboard has it. */
static void tidy(struct text *out, const char *text, size_t length)
{
	struct text plain = { 0 };
	bool ascii = true;

	for (size_t i = 0; ascii && i < length; i++)
		ascii = (unsigned char)text[i] < 0x80;
	if (!ascii) {
		normalize(&plain, text, length);
		text = text_string(&plain);
		length = plain.length;
	}
	text = bare(text, &length);
	text_append(out, text, length);
	text_free(&plain);
}

static bool is_domain_byte(char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || byte == '-' || byte == '_' || (unsigned char)byte >= 0x80;
}

static bool is_domain(const char *domain)
{
	size_t length = strlen(domain), label = 0;

	if (domain[0] == '[')
		return length > 2 && domain[length - 1] == ']' && domain[1 + strspn(domain + 1, "0123456789abcdefABCDEFIPv:.")] == ']';
	if (length > DOMAIN_LIMIT)
		return false;
	for (const char *p = domain;; p++) {
		if (*p && *p != '.') {
			/* Of other scripts the characters count: nobody knows here how many bytes they come to in ASCII. */
			label += ((unsigned char)*p & 0xC0) != 0x80;
			if (!is_domain_byte(*p) || (label == 1 && *p == '-') || label > LABEL_LIMIT)
				return false;
			continue;
		}
		if (!label || p[-1] == '-')
			return false;
		if (!*p)
			return true;
		label = 0;
	}
}

static enum status check(const char *text, const char *address, struct error *error)
{
	const char *at = strchr(address, '@');

	if (!at)
		return error_set(error, STATUS_DATA, "%s is not an e-mail address: it has no @", text);
	if (strchr(at + 1, '@'))
		return error_set(error, STATUS_DATA, "%s is not an e-mail address: it has more than one @", text);
	for (const char *p = address; *p; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7F)
			return error_set(error, STATUS_DATA, "an e-mail address cannot contain control characters");
	if (at == address || !at[1] || address[strcspn(address, " ,;<>\"()\\")] || memchr(address, ':', (size_t)(at - address)))
		return error_set(error, STATUS_DATA, "%s is not an e-mail address: write name@example.com", text);
	if (at - address > LOCAL_LIMIT)
		return error_set(error, STATUS_DATA, "%s is not an e-mail address: there are more than %d bytes in front of the @", text, LOCAL_LIMIT);
	if (!is_domain(at + 1))
		return error_set(error, STATUS_DATA, "%s is not an e-mail address: %s is not a domain", text, at + 1);
	return STATUS_OK;
}

enum status email_parse(const char *text, struct text *out, struct error *error)
{
	size_t start = out->length;

	tidy(out, text, strlen(text));
	enum status status = check(text, out->length > start ? out->data + start : "", error);
	if (status && out->data)
		out->data[out->length = start] = '\0';
	return status;
}

bool email_was_stored(const char *text)
{
	const char *at = strrchr(text, '@');

	for (const char *p = text; *p; p++)
		if (strchr(" ,;<>\"", *p) || (unsigned char)*p < ' ' || *p == 0x7F)
			return false;
	return at && at > text && at[1];
}

void email_key(const char *text, size_t length, struct text *out)
{
	struct text address = { 0 };
	size_t start = out->length;

	tidy(&address, text, length);
	utf8_casefold(out, text_string(&address), address.length);
	idn_spell(out, start);
	text_free(&address);
}

void email_mailbox(const char *text, size_t length, struct text *out)
{
	size_t start = out->length;

	email_key(text, length, out);
	char *key = out->length > start ? out->data + start : NULL, *at = key ? strrchr(key, '@') : NULL, *to = key;
	bool google = at && (strcmp(at, "@gmail.com") == 0 || strcmp(at, "@googlemail.com") == 0);
	if (!at)
		return;
	size_t local = strcspn(key, "+@");
	for (size_t i = 0; i < (local ? local : (size_t)(at - key)); i++)
		if (!google || key[i] != '.')
			*to++ = key[i];
	const char *domain = google ? "@gmail.com" : at;
	size_t rest = strlen(domain);
	memmove(to, domain, rest + 1);
	out->length = (size_t)(to - out->data) + rest;
}

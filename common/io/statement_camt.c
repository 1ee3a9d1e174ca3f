/* ISO 20022 camt.052, .053 and .054. Elements are known by where they are below an entry or a transaction, whatever their name space is called. */
#include "io/statement_camt.h"

#include "io/xml.h"
#include <stdlib.h>
#include <string.h>

enum { DEPTH_LIMIT = 40, NAME_LIMIT = 40 };

/* Paths below Ntry, and below TxDtls. */
static const struct place {
	bool transaction;
	const char *path;
	enum camt_slot slot;
} places[] = {
	{ false, "/Amt", CAMT_AMOUNT },
	{ false, "/CdtDbtInd", CAMT_DIRECTION },
	{ false, "/RvslInd", CAMT_REVERSAL },
	{ false, "/Sts", CAMT_STATUS },
	{ false, "/Sts/Cd", CAMT_STATUS },
	{ false, "/BookgDt/Dt", CAMT_BOOKED },
	{ false, "/BookgDt/DtTm", CAMT_BOOKED },
	{ false, "/ValDt/Dt", CAMT_VALUED },
	{ false, "/ValDt/DtTm", CAMT_VALUED },
	{ false, "/AcctSvcrRef", CAMT_NUMBER },
	{ false, "/AddtlNtryInf", CAMT_INFORMATION },
	{ true, "/Amt", CAMT_AMOUNT },
	{ true, "/AmtDtls/TxAmt/Amt", CAMT_AMOUNT },
	{ true, "/CdtDbtInd", CAMT_DIRECTION },
	{ true, "/Refs/AcctSvcrRef", CAMT_NUMBER },
	{ true, "/Refs/EndToEndId", CAMT_END_TO_END },
	{ true, "/RltdPties/Dbtr/Nm", CAMT_DEBTOR },
	{ true, "/RltdPties/Dbtr/Pty/Nm", CAMT_DEBTOR },
	{ true, "/RltdPties/DbtrAcct/Id/IBAN", CAMT_DEBTOR_ACCOUNT },
	{ true, "/RltdPties/DbtrAcct/Id/Othr/Id", CAMT_DEBTOR_ACCOUNT },
	{ true, "/RltdPties/Cdtr/Nm", CAMT_CREDITOR },
	{ true, "/RltdPties/Cdtr/Pty/Nm", CAMT_CREDITOR },
	{ true, "/RltdPties/CdtrAcct/Id/IBAN", CAMT_CREDITOR_ACCOUNT },
	{ true, "/RltdPties/CdtrAcct/Id/Othr/Id", CAMT_CREDITOR_ACCOUNT },
	{ true, "/RmtInf/Ustrd", CAMT_REMITTANCE },
	{ true, "/RmtInf/Strd/CdtrRefInf/Ref", CAMT_REMITTANCE },
	{ true, "/RmtInf/Strd/RfrdDocInf/Nb", CAMT_REMITTANCE },
	{ true, "/RmtInf/Strd/AddtlRmtInf", CAMT_REMITTANCE },
	{ true, "/AddtlTxInf", CAMT_INFORMATION },
};

struct reader {
	struct sheet_making *making;
	struct decode *source;
	size_t line;         /* of what is being read */
	bool stopped;        /* since status is set */
	struct error *error;
	enum status status;  /* of the first thing that was wrong */
	struct arena arena;  /* until the entry ends */
	char path[DEPTH_LIMIT * (NAME_LIMIT + 1)];
	size_t depth, ends[DEPTH_LIMIT]; /* lengths of path */
	size_t entry, transaction;       /* of the path of the one that is open; 0: none */
	struct camt_entry said;          /* by the entry */
	const char *currency;            /* attribute of the amount that is open */
	struct text text;                /* of the element that is open */
	bool any;                        /* a statement was seen */
};

static void fail(struct reader *reader, const char *sentence)
{
	if (!reader->status)
		reader->status = error_at(reader->error, STATUS_DATA, reader->source->name, reader->line, 0, "%s", sentence);
	reader->stopped = true;
}

static bool ends_with(const struct reader *reader, size_t length, const char *name)
{
	size_t size = strlen(name);

	return length >= size && memcmp(reader->path + length - size, name, size) == 0;
}

static void begin_entry(struct reader *reader, size_t length)
{
	reader->entry = length;
	reader->said = (struct camt_entry){ .line = reader->line };
}

static void begin(void *context, const char *local, const char *const *attributes)
{
	struct reader *reader = context;
	size_t length = reader->depth ? reader->ends[reader->depth - 1] : 0;

	if (reader->status)
		return;
	if (reader->depth == DEPTH_LIMIT || strlen(local) >= NAME_LIMIT) {
		fail(reader, reader->depth == DEPTH_LIMIT ? "elements are nested more than 40 deep; this is not a bank statement" : "an element has a name of 40 or more bytes; this is not a bank statement");
		return;
	}
	reader->path[length] = '/';
	strcpy(reader->path + length + 1, local);
	length += 1 + strlen(local);
	reader->ends[reader->depth++] = length;
	text_clear(&reader->text);
	reader->any |= strncmp(local, "BkToCstmr", strlen("BkToCstmr")) == 0;
	if (!reader->entry && ends_with(reader, length, "/Ntry")) {
		begin_entry(reader, length);
	} else if (reader->entry && !reader->transaction && ends_with(reader, length, "/TxDtls")) {
		if (reader->said.count == SHEET_MADE_ROWS)
			fail(reader, "more than a million transactions in an entry");
		reader->transaction = length;
		reader->said.parts = array_grow(&reader->arena, reader->said.parts, reader->said.count, sizeof *reader->said.parts);
		reader->said.parts[reader->said.count++] = (struct camt_said){ { NULL } };
	}
	const char *currency = reader->entry ? xml_attribute(attributes, "Ccy") : NULL;
	reader->currency = currency ? arena_string(&reader->arena, currency) : NULL;
}

static void take_text(void *context, const char *data, size_t length)
{
	struct reader *reader = context;

	if (!reader->entry || reader->status)
		return;
	if (reader->text.length + length > CAMT_TEXT)
		fail(reader, "a text is longer than 16 KiB; this is not a bank statement");
	else
		text_append(&reader->text, data, length);
}

/* Without blanks around it, and with one for each run of them within; NULL for nothing. */
static const char *squeezed(struct reader *reader)
{
	struct text out = { 0 };
	bool blank = false;

	for (const char *p = text_string(&reader->text); *p; p++) {
		if ((unsigned char)*p <= ' ') {
			blank = out.length;
			continue;
		}
		if (blank)
			text_byte(&out, ' ');
		blank = false;
		text_byte(&out, *p);
	}
	const char *text = out.length ? arena_copy(&reader->arena, out.data, out.length) : NULL;
	text_free(&out);
	return text;
}

/* Remittance may come in several pieces; of all else the first says it. */
static void take(struct reader *reader, struct camt_said *said, enum camt_slot slot)
{
	const char *text = squeezed(reader), **slots = said->texts;

	if (!text)
		return;
	if (!slots[slot])
		slots[slot] = text;
	else if (slot == CAMT_REMITTANCE && strlen(slots[slot]) + strlen(text) > CAMT_TEXT)
		fail(reader, "the texts of a transaction are longer than 16 KiB; this is not a bank statement");
	else if (slot == CAMT_REMITTANCE)
		slots[slot] = arena_printf(&reader->arena, "%s %s", slots[slot], text);
	else
		return;
	if (slot == CAMT_AMOUNT)
		slots[CAMT_CURRENCY] = reader->currency;
}

static void end_entry(struct reader *reader)
{
	if (!reader->status)
		reader->status = camt_entry_put(reader->making, &reader->said, &reader->arena, reader->error);
	if (reader->status)
		error_place(reader->error, reader->source->name, reader->said.line, 0);
	reader->stopped = reader->status != STATUS_OK;
	reader->entry = 0;
	arena_reset(&reader->arena);
}

static void end(void *context, const char *name)
{
	struct reader *reader = context;
	size_t length = reader->depth ? reader->ends[reader->depth - 1] : 0;

	(void)name;
	if (reader->status || !reader->depth)
		return;
	reader->path[length] = '\0';
	bool inside = reader->transaction;
	size_t from = inside ? reader->transaction : reader->entry;
	for (size_t i = 0; from && i < sizeof places / sizeof *places; i++)
		if (places[i].transaction == inside && strcmp(places[i].path, reader->path + from) == 0)
			take(reader, inside ? &reader->said.parts[reader->said.count - 1] : &reader->said.whole, places[i].slot);
	text_clear(&reader->text);
	if (length == reader->transaction)
		reader->transaction = 0;
	else if (length == reader->entry)
		end_entry(reader);
	reader->depth--;
}

/* The next bytes of the statement, decoded. */
static enum status next_bytes(void *context, char *buffer, size_t room, size_t *got, struct error *error)
{
	struct reader *reader = context;
	struct decode *source = reader->source;

	while (source->begin == source->end && !source->finished) {
		enum status status = decode_more(source, error);
		if (status)
			return status;
	}
	*got = source->end - source->begin < room ? source->end - source->begin : room;
	memcpy(buffer, source->data + source->begin, *got);
	source->begin += *got;
	return sheet_make_count(reader->making, source, *got, error);
}

static enum status read_camt(struct sheet_making *making, struct decode *source, struct error *error)
{
	struct reader reader = { .making = making, .source = source, .error = error };
	const struct xml_handler handler = { .context = &reader, .start = begin, .end = end, .text = take_text, .stopped = &reader.stopped, .line = &reader.line, .decoded = true };
	enum status status = xml_read(&handler, next_bytes, &reader, "reading statements in XML", source->name, error);

	if (!status)
		status = reader.status;
	if (!status && !reader.any)
		status = error_at(error, STATUS_DATA, source->name, 1, 0, "this XML is not a bank statement; import camt.052, camt.053 or camt.054");
	text_free(&reader.text);
	arena_free(&reader.arena);
	return status;
}

/* The first bytes that are no blanks and no byte order mark. */
static const char *first(const char *bytes, size_t length, size_t *left)
{
	size_t i = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

	while (i < length && memchr(" \t\r\n", bytes[i], 4))
		i++;
	*left = length - i;
	return bytes + i;
}

static bool has(const char *bytes, size_t length, const char *word)
{
	size_t size = strlen(word);

	for (size_t i = 0; i + size <= length; i++)
		if (memcmp(bytes + i, word, size) == 0)
			return true;
	return false;
}

static bool recognizes(const char *bytes, size_t length)
{
	const char *start = first(bytes, length, &length);

	return length && *start == '<' && (has(start, length, "<?xml") || has(start, length, "BkToCstmr"));
}

static bool declared(const char *bytes, size_t length, char out[64])
{
	static const char word[] = "encoding=";
	const char *start = first(bytes, length, &length);
	size_t i = 0, size = 0;

	while (i + strlen(word) < length && start[i] != '>' && memcmp(start + i, word, strlen(word)) != 0)
		i++;
	if (i + strlen(word) >= length || start[i] == '>')
		return false;
	for (i += strlen(word) + 1; i < length && size < 63 && !memchr("\"'>?", start[i], 4); i++)
		out[size++] = start[i];
	out[size] = '\0';
	return size;
}

const struct sheet_maker statement_camt = { .names = statement_names, .recognizes = recognizes, .encoding = declared, .read = read_camt };

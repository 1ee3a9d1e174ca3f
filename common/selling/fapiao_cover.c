/* What fapiaos and invoices come to together: several fapiaos may cover one invoice, and one fapiao several. */
#include "selling/selling.h"

#include "base/money.h"
#include "store/check.h"
#include "store/rule.h"

/* The invoices that share fapiaos with those of one, directly or through others; the fapiaos of these; what fapiaos and red ones come to, the invoices, and the
 * credit notes that were issued for them. */
#define SUM "coalesce(sum(coalesce(slip.net, 0) + coalesce(slip.tax, 0)), 0)"
static const char sums[] =
	"with recursive related (invoice) as (select link.invoice from fapiao_invoices as link where link.fapiao = %jd union select other.invoice from related"
	" join fapiao_invoices as mine on mine.invoice = related.invoice join fapiao_invoices as other on other.fapiao = mine.fapiao),"
	" slips (fapiao) as (select link.fapiao from fapiao_invoices as link where link.invoice in (select invoice from related))"
	" select (select " SUM " from fapiao as slip where slip.id in (select fapiao from slips))"
	" + (select " SUM " from fapiao as slip where slip.original in (select fapiao from slips) and slip.id not in (select fapiao from slips)),"
	" (select coalesce(sum(claim.total), 0) from invoice as claim where claim.id in (select invoice from related) and claim.kind <> 'credit-note'),"
	" (select coalesce(sum(note.total), 0) from invoice as note where note.original in (select invoice from related) and note.kind = 'credit-note' and coalesce(note.status, '') = 'issued'),"
	" (select min(invoice) from related), (select currency from fapiao where id = %jd)";
#undef SUM

static enum status too_much(struct store *store, int64_t invoice, const char *currency, int64_t covered, int64_t limit, struct text *findings)
{
	struct text has = { 0 }, may = { 0 };
	int digits = currency_digits(currency);
	enum status status = STATUS_OK;

	money_format(&has, covered, digits);
	money_format(&may, limit, digits);
	if (findings)
		finding_add(findings, "net", "the fapiaos of in%lld come to %s %s, more than the invoices, %s %s", (long long)invoice, currency, has.data, currency, may.data);
	else
		status = error_set(store->error, STATUS_REFUSED, "net: the fapiaos of in%lld would come to %s %s, more than is invoiced, %s %s; lower net and tax",
		                   (long long)invoice, currency, has.data, currency, may.data);
	text_free(&has);
	text_free(&may);
	return status;
}

enum status fapiao_cover(struct store *store, int64_t fapiao, bool credited, struct text *findings)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, sums, fapiao, fapiao);

	if (db_next(statement, &status)) {
		int64_t covered = db_integer(statement, 0), limit = db_integer(statement, 1) - (credited ? db_integer(statement, 2) : 0), invoice = db_integer(statement, 3);
		if (invoice && covered > limit)
			status = too_much(store, invoice, db_text(statement, 4) ? db_text(statement, 4) : "", covered, limit, findings);
	}
	db_done(statement);
	return status;
}

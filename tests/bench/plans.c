/* Linked into a tool beside a shared libsqlite3, whose sqlite3_prepare_v2 it takes the place of, it appends to $CRM_PLANS the query plan of each statement
 * that the tool prepares: one step a line, from within the tool, which has the temporary tables and the functions that its SQL names. To $CRM_STATEMENTS
 * it appends the statements themselves, each ended by a NUL. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

static void explain(sqlite3 *db, const char *sql)
{
	const char *path = getenv("CRM_PLANS");
	char *question = path ? sqlite3_mprintf("explain query plan %s", sql) : NULL;
	FILE *out = path ? fopen(path, "a") : NULL;
	sqlite3_stmt *plan = NULL;

	if (out && question && sqlite3_prepare_v3(db, question, -1, 0, &plan, NULL) == SQLITE_OK)
		while (sqlite3_step(plan) == SQLITE_ROW)
			fprintf(out, "%s\n", (const char *)sqlite3_column_text(plan, 3));
	sqlite3_finalize(plan);
	sqlite3_free(question);
	if (out)
		fclose(out);
}

static void record(const char *sql)
{
	const char *path = sql ? getenv("CRM_STATEMENTS") : NULL; /* the engine keeps no text of some of its own */
	FILE *out = path ? fopen(path, "a") : NULL;

	if (!out)
		return;
	fputs(sql, out);
	fputc('\0', out);
	fclose(out);
}

int sqlite3_prepare_v2(sqlite3 *db, const char *sql, int length, sqlite3_stmt **statement, const char **rest)
{
	int code = sqlite3_prepare_v3(db, sql, length, 0, statement, rest);

	if (code == SQLITE_OK && *statement && !sqlite3_stmt_isexplain(*statement)) {
		record(sqlite3_sql(*statement));
		explain(db, sqlite3_sql(*statement));
	}
	return code;
}

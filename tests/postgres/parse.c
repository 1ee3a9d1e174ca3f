/* Reads statements, each ended by a NUL, from standard input, and writes what PostgreSQL's own parser has against them, a line each: message, tab, the statement
 * without its names, numbers and blanks, so that two for different tables are the same line. A parameter is `?` here and `$1` there. */
#include <ctype.h>
#include <pg_query.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* to has room for `$` and four digits in the place of every `?`. */
static void number_parameters(const char *from, char *to)
{
	int parameters = 0;
	char quote = '\0';

	for (; *from; from++) {
		if (quote ? *from == quote : *from == '\'' || *from == '"')
			quote = quote ? '\0' : *from;
		if (*from != '?' || quote) {
			*to++ = *from;
			continue;
		}
		if (isdigit((unsigned char)from[1]))
			*to++ = '$';
		else
			to += sprintf(to, "$%d", ++parameters);
	}
	*to = '\0';
}

static void write_shape(const char *sql)
{
	char quote = '\0', last = '\0';

	for (; *sql; sql++) {
		char now = isspace((unsigned char)*sql) ? ' ' : isdigit((unsigned char)*sql) ? '0' : *sql;
		bool inside = quote && now != quote, again = now == last && (now == ' ' || now == '0');
		if (quote ? now == quote : now == '\'' || now == '"')
			quote = quote ? '\0' : now;
		if (!inside && !again)
			putchar(last = now);
	}
	putchar('\n');
}

int main(void)
{
	char *sql = NULL;
	size_t room = 0, count = 0;
	ssize_t length;

	while ((length = getdelim(&sql, &room, '\0', stdin)) > 0) {
		char *numbered = malloc((size_t)length * 5 + 1);
		if (!numbered)
			return 71;
		number_parameters(sql, numbered);
		PgQueryParseResult result = pg_query_parse(numbered);
		if (result.error) {
			printf("%s\t", result.error->message);
			write_shape(sql);
		}
		pg_query_free_parse_result(result);
		free(numbered);
		count++;
	}
	free(sql);
	pg_query_exit();
	fprintf(stderr, "%zu statements\n", count);
	return 0;
}

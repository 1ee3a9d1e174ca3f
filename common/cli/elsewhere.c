#include "cli/elsewhere.h"

#include <string.h>

struct pair {
	const char *word, *here;
};

static const struct pair verbs[] = {
	{ "ls", "list" },      { "find", "list" },    { "search", "list" },  { "query", "list" },   { "filter", "list" },  { "view", "show" },
	{ "get", "show" },     { "open", "show" },    { "display", "show" }, { "info", "show" },    { "print", "show" },   { "cat", "show" },
	{ "new", "add" },      { "create", "add" },   { "insert", "add" },   { "register", "add" }, { "update", "set" },   { "modify", "set" },
	{ "mod", "set" },      { "change", "set" },   { "assign", "set" },   { "rename", "set" },   { "cp", "copy" },      { "clone", "copy" },
	{ "duplicate", "copy" }, { "delete", "rm" },  { "del", "rm" },       { "remove", "rm" },    { "erase", "rm" },     { "drop", "rm" },
	{ "complete", "done" }, { "finish", "done" }, { "close", "done" },   { "log", "history" },  { "changes", "history" }, { "load", "import" },
	{ "dump", "export" },  { "schema", "fields" }, { "columns", "fields" }, { "join", "merge" }, { "combine", "merge" }, { 0 },
};

static const struct pair options[] = {
	{ "output", "format" }, { "filter", "where" }, { "order", "sort" }, { "order-by", "sort" }, { "sort-by", "sort" }, { "fields", "columns" },
	{ "max", "limit" },     { "head", "limit" },   { "database", "db" }, { "headers", "header" }, { "date", "now" }, { 0 },
};

static const struct pair formats[] = {
	{ "excel", "xlsx" }, { "xls", "xlsx" }, { "md", "markdown" }, { "jsonl", "ndjson" }, { "yml", "yaml" }, { "text", "table" }, { "quiet", "ids" }, { 0 },
};

static const struct pair commands[] = {
	{ "company", "customer" },    { "companies", "customer" }, { "account", "customer" },  { "accounts", "customer" }, { "client", "customer" },
	{ "clients", "customer" },    { "person", "contact" },     { "people", "contact" },    { "opportunity", "deal" },  { "opportunities", "deal" },
	{ "todo", "today" },          { "agenda", "today" },       { "todos", "task" },        { "meeting", "event" },     { "appointment", "event" },
	{ "activity", "timeline" },   { "issue", "ticket" },       { "case", "ticket" },       { "item", "product" },      { "vendor", "supplier" },
	{ "offer", "quote" },         { "estimate", "quote" },     { "search", "find" },       { "query", "find" },        { "view", "show" },
	{ "get", "show" },            { "open", "show" },          { "log", "history" },       { "revert", "undo" },       { "rollback", "undo" },
	{ "email", "mail" },          { "duplicates", "dedupe" }, { "init", "db init" },      { "status", "db status" },
	{ "check", "db check" },      { "backup", "db backup" },   { "restore", "db restore" }, { "schema", "db schema" }, { "migrate", "db migrate" },
	{ "diff", "db diff" },        { "dashboard", "report dashboard" }, { 0 },
};

static const char *pair_find(const struct pair *pair, const char *word, size_t wanted)
{
	for (; pair->word; pair++)
		if (strcmp(pair->word, word) == 0 && wanted-- == 0)
			return pair->here;
	return NULL;
}

const char *elsewhere_verb(const char *word, size_t i)
{
	return pair_find(verbs, word, i);
}

const char *elsewhere_option(const char *word)
{
	return pair_find(options, word, 0);
}

const char *elsewhere_format(const char *word)
{
	const char *here = pair_find(formats, word, 0);

	return here ? here : word;
}

const char *elsewhere_command(const char *word)
{
	return pair_find(commands, word, 0);
}

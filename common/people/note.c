#include "people/people.h"

static const struct field fields[] = {
	{ .id = 1, .name = "title", .kind = KIND_TEXT, .en = "Title", .zh = "标题", .required = true, .search = true,
	  .index = true, .help = "what it says, in a few words; the first line of the body unless set" },
	{ .id = 2, .name = "body", .kind = KIND_LONGTEXT, .en = "Body", .zh = "内容", .search = true,
	  .help = "the text itself" },
	{ .id = 3, .name = "about", .kind = KIND_ANYREF, .en = "About", .zh = "关于", .composition = true,
	  .help = "record it is about, of any type" },
	{ 0 },
};

const struct record_type record_note = {
	.number = 8,
	.name = "note",
	/* Every record has a field of that name too: `notes~x` is the field, `notes.title~x` leads to these. */
	.plural = "notes",
	.prefix = "n",
	.en = "Note",
	.zh = "笔记",
	.words = "备忘录",
	.help = "A note is a text about another record.",
	.title = "title",
	.bare_word = "body",
	.list = "title,about,owner,created_at,updated_at",
	.least = "created_at,owner",
	.fields = fields,
};

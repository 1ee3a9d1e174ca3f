#include "reporting/report_add_verbs.h"

#include "base/utf8.h"
#include "cli/wrap.h"
#include "query/path.h"
#include "reporting/report_parts.h"
#include "reporting/report_verbs.h"
#include "reporting/reporting.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct asking {
	struct session *session;
	struct report_definition definition;
	const char *folder, *description;
	int step;             /* the number of the question */
	bool ended;           /* nobody answers any more */
};

static bool is_chinese(const struct asking *asking)
{
	return strcmp(asking->session->store->conventions.language, "zh") == 0;
}

static const char *in_words(const struct asking *asking, const char *en, const char *zh)
{
	return is_chinese(asking) ? zh : en;
}

/* A choice in a list: the word, and what people call it. */
static void offer(const struct asking *asking, struct text *list, const char *word, const char *en, const char *zh)
{
	const char *label = in_words(asking, en ? en : "", zh ? zh : "");

	text_printf(list, "%s%s", list->length ? ", " : "", word);
	if (*label)
		text_printf(list, " (%s)", label);
}

static void print_choices(struct text *list)
{
	if (!list->length)
		return;
	text_byte(list, '\n');
	wrap_print(list->data, stderr);
	text_clear(list);
}

/* One line; "" for the default, which `otherwise` shows. At the end of the input *ended. */
static const char *ask(struct asking *asking, const char *question, const char *otherwise)
{
	char *line = NULL;
	size_t size = 0;

	if (asking->ended)
		return "";
	fprintf(stderr, *otherwise ? "%d. %s [%s]: " : "%d. %s: ", asking->step, question, otherwise);
	fflush(stderr);
	ssize_t length = getline(&line, &size, stdin);
	if (length < 0) {
		asking->ended = true;
		fputc('\n', stderr);
		length = 0;
	}
	while (length && strchr(" \t\r\n", line[length - 1]))
		length--;
	const char *answer = length ? arena_copy(&asking->session->arena, line, (size_t)length) : "";
	free(line);
	return answer;
}

/* Whether what is defined so far can be run; else the reason is said. */
static bool is_sound(struct asking *asking)
{
	struct error *error = &asking->session->error;

	if (report_try(asking->session->store, &asking->definition) == STATUS_OK)
		return true;
	fprintf(stderr, "  %s\n", error->message);
	*error = (struct error){ 0 };
	return false;
}

/* Asks for a member until it is sound; an empty answer leaves what it was. */
static void ask_member(struct asking *asking, const char *question, const char **member, const char *otherwise)
{
	const char *before = *member;

	asking->step++;
	do {
		const char *answer = ask(asking, question, otherwise);
		*member = *answer ? answer : before;
	} while (!asking->ended && *member && !is_sound(asking));
}

static void ask_module(struct asking *asking)
{
	struct text list = { 0 };

	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk))
		if (!walk.record->internal)
			offer(asking, &list, walk.record->name, NULL, walk.record->zh);
	print_choices(&list);
	text_free(&list);
	do {
		asking->step = 0;
		ask_member(asking, in_words(asking, "Module", "主模块"), &asking->definition.from, "");
	} while (!asking->ended && !asking->definition.from);
}

static const struct type *type_of(const struct asking *asking)
{
	const struct record_type *record = asking->definition.from ? record_by_name(asking->definition.from) : NULL;

	for (struct record_walk walk = record_walk(); !record && walk.record; record_step(&walk))
		if (asking->definition.from && (strcmp(walk.record->plural, asking->definition.from) == 0 || strcmp(walk.record->zh, asking->definition.from) == 0))
			record = walk.record;
	return record ? store_type(asking->session->store, record) : NULL;
}

/* The ways that lead on: references, and the plurals of what refers to it. */
static void ask_related(struct asking *asking, const struct type *type)
{
	struct store *store = asking->session->store;
	struct text list = { 0 };
	struct path_end end;

	for (size_t i = 0; i < type->count; i++) {
		const struct field *field = type->fields[i];
		if (!field->hidden && (field->kind == KIND_REF || field->kind == KIND_REFS || field->kind == KIND_LINES))
			offer(asking, &list, field->name, field->en, field->zh);
	}
	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk))
		if (!walk.record->internal && !type_field(type, walk.record->plural, NULL) && path_find(store, type, arena_printf(&asking->session->arena, "%s.id", walk.record->plural), &end) == STATUS_OK)
			offer(asking, &list, walk.record->plural, NULL, walk.record->zh);
	asking->session->error = (struct error){ 0 };
	print_choices(&list);
	text_free(&list);
	const char *before = asking->definition.layout;
	asking->definition.layout = "list";
	ask_member(asking, in_words(asking, "Related modules, separated by commas", "相关模块（逗号分隔）"), &asking->definition.with, in_words(asking, "none", "无"));
	asking->definition.layout = before;
}

static void offer_fields(struct asking *asking, const struct type *type, struct text *list)
{
	for (size_t i = 0; i < type->count; i++)
		if (!type->fields[i]->hidden && type->fields[i]->kind != KIND_LINES)
			offer(asking, list, type->fields[i]->name, NULL, type->fields[i]->zh);
	print_choices(list);
}

static void ask_layout(struct asking *asking)
{
	const char *answer;

	asking->step++;
	do
		answer = ask(asking, in_words(asking, "Layout: list, summary, matrix", "版式：list 明细，summary 汇总，matrix 矩阵"), "summary");
	while (!asking->ended && *answer && strcmp(answer, "list") != 0 && strcmp(answer, "summary") != 0 && strcmp(answer, "matrix") != 0);
	asking->definition.layout = *answer ? answer : "summary";
}

/* Columns and groups of a list; measures and groups of a summary. */
static void ask_figures(struct asking *asking, const struct type *type)
{
	struct report_definition *definition = &asking->definition;
	bool lists = strcmp(definition->layout, "list") == 0, matrix = strcmp(definition->layout, "matrix") == 0;
	struct text list = { 0 };

	offer_fields(asking, type, &list);
	text_free(&list);
	if (lists)
		ask_member(asking, in_words(asking, "Columns", "列"), &definition->columns, type->record->list);
	if (matrix)
		definition->layout = "summary"; /* until it has what goes across */
	ask_member(asking, in_words(asking, lists ? "Group by" : "Group by, up to three: stage,close_on:month", "分组（最多三级，如 stage,close_on:month）"), &definition->group, in_words(asking, "none", "无"));
	if (matrix) {
		ask_member(asking, in_words(asking, "Across", "横向分组"), &definition->pivot, "");
		definition->layout = definition->pivot ? "matrix" : "summary";
	}
	if (!lists)
		ask_member(asking, in_words(asking, "Calculations: count, sum:FIELD, avg:, min:, max:, median:, distinct:", "计算：count，sum:字段，avg:，min:，max:，median:，distinct:"),
		           &definition->columns, "count");
	ask_member(asking, in_words(asking, "Criteria, as in list: stage!=lost customer.city=上海", "条件（写法同 list：stage!=lost customer.city=上海）"), &definition->where, in_words(asking, "all", "全部"));
}

static void ask_name(struct asking *asking)
{
	struct store *store = asking->session->store;
	struct statement *folders;
	struct text list = { 0 };
	enum status status;
	int64_t found;

	asking->step++;
	do
		asking->definition.name = ask(asking, in_words(asking, "Name", "名称"), "");
	while (!asking->ended && !*asking->definition.name);
	asking->step++;
	asking->description = ask(asking, in_words(asking, "Description", "说明"), in_words(asking, "none", "无"));
	status = db_ask(store->db, &folders, "select name from folder order by name");
	while (db_next(folders, &status))
		text_printf(&list, "%s%s", list.length ? ", " : "", db_text(folders, 0));
	db_done(folders);
	print_choices(&list);
	text_free(&list);
	asking->step++;
	do {
		asking->folder = ask(asking, in_words(asking, "Folder", "文件夹"), in_words(asking, "none", "无"));
		found = 0;
		if (*asking->folder && db_one(store->db, &found, "select 1 from folder where name = %s", asking->folder) == STATUS_OK && !found)
			fprintf(stderr, in_words(asking, "  there is no folder '%s'; crm-folder add makes one\n", "  没有文件夹“%s”；可用 crm-folder add 新建\n"), asking->folder);
	} while (!asking->ended && *asking->folder && !found);
}

static bool yes(struct asking *asking, const char *question)
{
	asking->step++;
	const char *answer = ask(asking, question, in_words(asking, "yes", "是"));

	return !asking->ended && (!*answer || *answer == 'y' || *answer == 'Y' || strcmp(answer, "是") == 0);
}

static void take_answers(struct asking *asking)
{
	struct session *session = asking->session;
	const char **words = arena_alloc(&session->arena, 32 * sizeof *words);
	size_t count = 0;

	words[count++] = arena_printf(&session->arena, "name=%s", asking->definition.name);
	if (*asking->description)
		words[count++] = arena_printf(&session->arena, "description=%s", asking->description);
	if (*asking->folder)
		words[count++] = arena_printf(&session->arena, "folder=%s", asking->folder);
	for (const struct report_member *member = report_members; member->name; member++)
		if (*report_member(&asking->definition, member))
			words[count++] = arena_printf(&session->arena, "%s=%s", member->name, *report_member(&asking->definition, member));
	session->operands = words;
	session->operand_count = session->literal_at = count;
	session->only_once = true;
}

enum status report_ask(struct session *session, bool *runs)
{
	struct asking asking = { .session = session, .folder = "", .description = "" };

	fprintf(stderr, "%s\n\n", in_words(&asking, "A new report. An empty answer accepts what is in brackets; Ctrl-D gives up.", "新建报表。直接回车采用方括号中的内容；Ctrl-D 放弃。"));
	ask_module(&asking);
	const struct type *type = type_of(&asking);
	if (type && !asking.ended)
		ask_related(&asking, type);
	if (!asking.ended)
		ask_layout(&asking);
	if (type && !asking.ended)
		ask_figures(&asking, type);
	if (!asking.ended)
		ask_name(&asking);
	if (asking.ended || !yes(&asking, in_words(&asking, "Save it", "保存")))
		return error_set(&session->error, STATUS_REFUSED, "nothing was saved");
	*runs = yes(&asking, in_words(&asking, "Run it", "运行"));
	take_answers(&asking);
	return STATUS_OK;
}

enum status report_run_asked(struct session *session)
{
	const char *name = session->operands[0] + strlen("name=");

	return report_run_named(session, name);
}

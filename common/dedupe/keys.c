/* From a row to the keys by which a record is known. */
#include "dedupe/dedupe_parts.h"

#include "base/company.h"
#include "base/phone.h"
#include "base/utf8.h"
#include "store/row.h"
#include <string.h>

enum { PHONE_LEAST = 10 /* +86 and seven digits: shorter ones are service numbers */, TAX_LEAST = 6 };

/* Where many have an address: it tells the provider, not the firm. */
static const char *const providers[] = {
	"163.com", "126.com", "139.com", "189.cn", "1688.com", "21cn.com", "alibaba.com", "aliyun.com", "amazon.com", "aol.com",
	"baidu.com", "bilibili.com", "blogspot.com", "cnblogs.com", "douyin.com", "ebay.com", "etsy.com", "facebook.com",
	"foxmail.com", "github.com", "github.io", "gitlab.io", "globalsources.com", "gmail.com", "gmx.de", "gmx.net",
	"google.com", "hc360.com", "hotmail.com", "icloud.com", "instagram.com", "jd.com", "jimdo.com", "linkedin.com",
	"live.com", "made-in-china.com", "medium.com", "myshopify.com", "netlify.app", "outlook.com", "pages.dev",
	"pinduoduo.com", "protonmail.com", "qq.com", "sina.cn", "sina.com", "sina.com.cn", "sohu.com", "squarespace.com",
	"t-online.de", "taobao.com", "tiktok.com", "tmall.com", "tom.com", "twitter.com", "vercel.app", "vip.com", "web.de",
	"webnode.com", "weebly.com", "weibo.com", "weixin.com", "wix.com", "wixsite.com", "wordpress.com", "x.com",
	"xiaohongshu.com", "yahoo.com", "yeah.net", "youtube.com", "youzan.com", "zhihu.com",
};

static bool is_provider(const char *domain)
{
	size_t length = strlen(domain);

	for (size_t i = 0; i < sizeof providers / sizeof *providers; i++) {
		size_t size = strlen(providers[i]);
		if (length >= size && strcmp(domain + length - size, providers[i]) == 0 && (length == size || domain[length - size - 1] == '.'))
			return true;
	}
	return false;
}

void keys_domain(struct text *out, const char *url)
{
	const char *scheme = strstr(url, "://"), *host = scheme ? scheme + 3 : url;
	size_t length = strcspn(host, "/?#\\"), start = out->length;

	for (size_t i = length; i-- > 0;) {
		if (host[i] != '@')
			continue;
		host += i + 1;
		length -= i + 1;
		break;
	}
	for (size_t i = 0; i < length; i++)
		if (host[i] == ':')
			length = i;
	while (length && host[length - 1] == '.')
		length--;
	utf8_casefold(out, host, length);
	if (out->length >= start + 4 && memcmp(out->data + start, "www.", 4) == 0) {
		memmove(out->data + start, out->data + start + 4, out->length - start - 4 + 1);
		out->length -= 4;
	}
	if (out->length > start && (!strchr(out->data + start, '.') || is_provider(out->data + start))) {
		out->length = start;
		out->data[start] = '\0';
	}
}

/* Whom a record belongs to: within it a name counts. */
static const struct field *scope_of(const struct type *type)
{
	static const char *const names[] = { "customer", "company", "about" };
	const struct field *field;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if ((field = type_field(type, names[i], NULL)) && field_stored(field) && field->kind != KIND_LONGTEXT)
			return field;
	return NULL;
}

static bool is_key(const struct field *field)
{
	if (field->hidden || !field_stored(field) || strcmp(field->name, "assistant_phone") == 0)
		return false;
	return field->kind == KIND_PHONE || field->kind == KIND_EMAIL || field->kind == KIND_URL || strcmp(field->name, "tax_number") == 0;
}

/* Picks and flags have a value whether or not anybody cared. */
static bool is_filled_in(const struct field *field)
{
	return field_stored(field) && !field->hidden && !field->computed && !field->initial && field->kind != KIND_PICK && field->kind != KIND_BOOL &&
	       strcmp(field->name, "owner") != 0 && strcmp(field->name, "currency") != 0;
}

static void write_select(struct keys *keys)
{
	const struct type *type = keys->type;
	struct text sql = { 0 };

	text_add(&sql, "select t.id, 0");
	for (size_t i = 0; i < type->count; i++)
		if (is_filled_in(type->fields[i]))
			text_printf(&sql, " + (t.\"%s\" is not null)", field_column(type->fields[i]));
	text_printf(&sql, ", t.\"%s\"", field_column(keys->title));
	if (keys->scope)
		text_printf(&sql, ", t.\"%s\"", field_column(keys->scope));
	else
		text_add(&sql, ", null");
	for (size_t i = 0; i < keys->count; i++)
		text_printf(&sql, ", t.\"%s\"", field_column(keys->fields[i]));
	text_printf(&sql, " from \"%s\" t", type->record->name);
	keys->select = arena_string(&keys->arena, sql.data);
	text_free(&sql);
}

enum status keys_open(struct keys *keys, struct store *store, const struct type *type)
{
	*keys = (struct keys){ .store = store, .type = type, .title = type_field(type, type->record->title, NULL), .scope = scope_of(type) };
	keys->scoped = keys->scope != NULL;
	for (size_t i = 0; i < type->count && keys->count < KEY_LIMIT - 1; i++) {
		const struct field *field = type->fields[i];
		if (!is_key(field))
			continue;
		keys->fields[keys->count++] = field;
		keys->person |= keys->scoped && (field->kind == KIND_PHONE || field->kind == KIND_EMAIL);
	}
	write_select(keys);
	struct text sql = { 0 };
	text_printf(&sql, "%s where t.id = ?", keys->select);
	enum status status = db_prepare(store->db, sql.data, &keys->one);
	text_free(&sql);
	return status;
}

void keys_close(struct keys *keys)
{
	db_done(keys->one);
	text_free(&keys->scratch);
	text_free(&keys->half);
	arena_free(&keys->arena);
}

/* A person's name has no legal form: `Li Co` stays what it is. */
static void person_name(struct keys *keys, const char *name, size_t length)
{
	static const char middle_dot[] = "·";
	struct text folded = { 0 };

	text_clear(&keys->half);
	utf8_halfwidth(&keys->half, name, length);
	utf8_fold(&folded, text_string(&keys->half), keys->half.length);
	for (const char *p = text_string(&folded); *p; p++) {
		if (strncmp(p, middle_dot, sizeof middle_dot - 1) == 0)
			p += sizeof middle_dot - 2;
		else if (!strchr(" \t.,-'()/", *p))
			text_byte(&keys->scratch, *p);
	}
	text_free(&folded);
}

static const char *taken(struct keys *keys, struct facts *facts)
{
	return arena_copy(&facts->arena, text_string(&keys->scratch), keys->scratch.length);
}

static const char *name_of(struct keys *keys, struct facts *facts, const struct value *value)
{
	text_clear(&keys->scratch);
	if (value->type != VALUE_TEXT)
		return "";
	if (keys->person)
		person_name(keys, value->text, value->length);
	else
		company_key(&keys->scratch, value->text, value->length);
	return keys->scratch.length ? taken(keys, facts) : "";
}

static const char *scope_text(struct keys *keys, struct facts *facts, const struct value *value)
{
	text_clear(&keys->scratch);
	if (value->type == VALUE_INTEGER)
		text_printf(&keys->scratch, "#%lld", (long long)value->integer);
	else if (value->type == VALUE_TEXT)
		company_key(&keys->scratch, value->text, value->length);
	return keys->scratch.length ? taken(keys, facts) : "";
}

static void tax_key(struct keys *keys, const struct value *value)
{
	text_clear(&keys->half);
	utf8_halfwidth(&keys->half, value->text, value->length);
	for (const char *p = text_string(&keys->half); *p; p++)
		if (*p != ' ' && *p != '-' && *p != '.')
			text_byte(&keys->scratch, *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : *p);
	if (keys->scratch.length < TAX_LEAST)
		text_clear(&keys->scratch);
}

static void phone_of(struct keys *keys, const struct field *field, const struct value *value, struct facts *facts, struct key *key)
{
	phone_key(&keys->store->conventions, value->text, &keys->scratch);
	if (keys->scratch.length < PHONE_LEAST)
		text_clear(&keys->scratch);
	text_clear(&keys->half);
	phone_extension(value->text, &keys->half);
	key->extension = arena_copy(&facts->arena, text_string(&keys->half), keys->half.length);
	key->shared = keys->person && (strcmp(field->name, "phone") == 0 || strcmp(field->name, "fax") == 0);
}

static void add_key(struct keys *keys, const struct field *field, const struct value *value, struct facts *facts)
{
	struct key key = { .extension = "" };

	if (value->type != VALUE_TEXT)
		return;
	text_clear(&keys->scratch);
	if (field->kind == KIND_PHONE) {
		key.sort = KEY_PHONE;
		phone_of(keys, field, value, facts, &key);
	} else if (field->kind == KIND_EMAIL) {
		key.sort = KEY_EMAIL;
		utf8_casefold(&keys->scratch, value->text, value->length);
	} else if (field->kind == KIND_URL) {
		key.sort = KEY_WEBSITE;
		keys_domain(&keys->scratch, value->text);
	} else {
		key.sort = KEY_TAX;
		tax_key(keys, value);
	}
	if (!keys->scratch.length)
		return;
	/* The same number as phone and as fax is one key. */
	for (size_t i = 0; i < facts->count; i++)
		if (facts->keys[i].sort == key.sort && strcmp(facts->keys[i].text, keys->scratch.data) == 0 && strcmp(facts->keys[i].extension, key.extension) == 0)
			return;
	key.text = taken(keys, facts);
	facts->keys[facts->count++] = key;
}

void keys_read(struct keys *keys, struct statement *statement, struct facts *facts)
{
	arena_reset(&facts->arena);
	facts->count = 0;
	facts->id = db_integer(statement, 0);
	facts->filled = (uint32_t)db_integer(statement, 1);
	struct value title = db_value(statement, 2);
	facts->name = name_of(keys, facts, &title);
	struct value scope = db_value(statement, 3);
	facts->scope = scope_text(keys, facts, &scope);
	for (size_t i = 0; i < keys->count; i++) {
		struct value value = db_value(statement, (int)i + 4);
		add_key(keys, keys->fields[i], &value, facts);
	}
}

enum status keys_load(struct keys *keys, int64_t id, struct facts *facts, bool *there)
{
	db_bind_integer(keys->one, 1, id);
	enum status status = STATUS_OK;

	*there = db_next(keys->one, &status);
	if (!status && *there)
		keys_read(keys, keys->one, facts);
	db_reset(keys->one);
	return status;
}

/* The normal forms of keys. */
#include "store/key.h"

#include "base/company.h"
#include "base/email.h"
#include "base/idn.h"
#include "base/phone.h"
#include "base/utf8.h"
#include <string.h>

enum { NUMBER_LEAST = 6 };

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

static void add_domain(struct text *out, const char *url)
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
	idn_spell(out, start);
	if (out->length >= start + 4 && memcmp(out->data + start, "www.", 4) == 0) {
		memmove(out->data + start, out->data + start + 4, out->length - start - 4 + 1);
		out->length -= 4;
	}
	if (out->length > start && (!strchr(out->data + start, '.') || is_provider(out->data + start))) {
		out->length = start;
		out->data[start] = '\0';
	}
}

static void add_name(struct text *out, const char *name, size_t length)
{
	size_t start = out->length;

	for (; length && *name == ' '; length--)
		name++;
	utf8_casefold(out, name, length);
	/* Folding makes blanks of those that a keyboard has not. */
	size_t blanks = out->length > start ? strspn(out->data + start, " ") : 0;
	if (blanks) {
		memmove(out->data + start, out->data + start + blanks, out->length - start - blanks + 1);
		out->length -= blanks;
	}
	while (out->length > start && out->data[out->length - 1] == ' ')
		out->data[--out->length] = '\0';
}

static void add_person(struct text *out, const char *name, size_t length)
{
	static const char middle_dot[] = "·";
	struct text half = { 0 }, folded = { 0 };

	utf8_halfwidth(&half, name, length);
	utf8_fold(&folded, text_string(&half), half.length);
	for (const char *p = text_string(&folded); *p; p++) {
		if (strncmp(p, middle_dot, sizeof middle_dot - 1) == 0)
			p += sizeof middle_dot - 2;
		else if (!strchr(" \t.,-'()/", *p))
			text_byte(out, *p);
	}
	text_free(&half);
	text_free(&folded);
}

static bool is_letter_or_digit(char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

static void add_capital(struct text *out, char byte)
{
	text_byte(out, byte >= 'a' && byte <= 'z' ? (char)(byte - 'a' + 'A') : byte);
}

static void add_tax_number(struct text *out, const char *number, size_t length)
{
	struct text half = { 0 };

	utf8_halfwidth(&half, number, length);
	for (const char *p = text_string(&half); *p; p++)
		if (*p != ' ' && *p != '-' && *p != '.')
			add_capital(out, *p);
	text_free(&half);
}

static void add_account(struct text *out, const char *account, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (is_letter_or_digit(account[i]))
			add_capital(out, account[i]);
}

void key_text(const struct conventions *conventions, unsigned kinds, const char *text, size_t length, struct text *out)
{
	size_t start = out->length;

	if (kinds & (KEY_NAME | KEY_ALIAS))
		add_name(out, text, length);
	else if (kinds & (KEY_COMPANY | KEY_TAX_NAME))
		company_key(out, text, length);
	else if (kinds & KEY_PERSON)
		add_person(out, text, length);
	else if (kinds & KEY_ALIKE)
		alike_key(out, text, length);
	else if (kinds & KEY_PHONE)
		phone_key(conventions, text, out);
	else if (kinds & KEY_EMAIL)
		email_key(text, length, out);
	else if (kinds & KEY_MAILBOX)
		email_mailbox(text, length, out);
	else if (kinds & KEY_WEBSITE)
		add_domain(out, text);
	else if (kinds & KEY_TAX_NUMBER)
		add_tax_number(out, text, length);
	else if (kinds & KEY_ACCOUNT)
		add_account(out, text, length);
	if (kinds & (KEY_TAX_NUMBER | KEY_ACCOUNT) && out->length - start < NUMBER_LEAST) {
		out->length = start;
		if (out->data)
			out->data[start] = '\0';
	}
}

bool key_same(const struct conventions *conventions, unsigned kinds, const char *a, const char *b)
{
	struct text left = { 0 }, right = { 0 };

	key_text(conventions, kinds, a, strlen(a), &left);
	key_text(conventions, kinds, b, strlen(b), &right);
	bool same = left.length && strcmp(text_string(&left), text_string(&right)) == 0;
	text_free(&left);
	text_free(&right);
	return same;
}

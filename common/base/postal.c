#include "base/postal.h"

#include "base/text.h"
#include "base/utf8.h"
#include <string.h>
#include <strings.h>

/* A street, C city, S state, Z postal code, n a new line; other characters stand between parts that are there. The formats are those of the address data of
 * Google's libaddressinput (chromium-i18n.appspot.com/ssl-address, CC BY 4.0), without recipients. Names are the English one first, divided by |. */
static const struct postal_country {
	const char *code, *telephone, *names, *format, *han; /* han: of an address in Chinese characters; NULL: from the large to the small in one line */
} countries[] = {
	{ "CN", "86", "China|PR China|P.R. China|People's Republic of China|中国|中國|中华人民共和国", NULL, NULL },
	{ "HK", "852", "Hong Kong|香港", NULL, NULL },
	{ "MO", "853", "Macau|Macao|澳门|澳門", NULL, NULL },
	{ "TW", "886", "Taiwan|台湾|台灣|臺灣", "AnC, S Z", NULL },
	{ "JP", "81", "Japan|日本|日本国", "A, C, SnZ", "〒ZnSCA" },
	{ "KR", "82", "South Korea|Korea|Republic of Korea|韩国|韓國|대한민국", "AnCnSnZ", NULL },
	{ "US", "1", "United States|USA|U.S.A.|U.S.|United States of America|美国|美國", "AnC, S Z", NULL },
	{ "CA", "1", "Canada|加拿大", "AnC S Z", NULL },
	{ "AU", "61", "Australia|澳大利亚", "AnC S Z", NULL },
	{ "NZ", "64", "New Zealand|新西兰", "AnC Z", NULL },
	{ "GB", "44", "United Kingdom|UK|U.K.|Great Britain|England|Scotland|Wales|英国|英國", "AnCnSnZ", NULL },
	{ "IE", "353", "Ireland|爱尔兰", "AnCnSnZ", NULL },
	{ "DE", "49", "Germany|Deutschland|德国|德國", "AnZ C", NULL },
	{ "AT", "43", "Austria|Österreich|奥地利", "AnZ C", NULL },
	{ "CH", "41", "Switzerland|Schweiz|Suisse|Svizzera|瑞士", "AnZ C", NULL },
	{ "LI", "423", "Liechtenstein", "AnZ C", NULL },
	{ "FR", "33", "France|法国|法國", "AnZ C", NULL },
	{ "BE", "32", "Belgium|Belgique|België|比利时", "AnZ C", NULL },
	{ "NL", "31", "Netherlands|The Netherlands|Nederland|Holland|荷兰", "AnZ C", NULL },
	{ "LU", "352", "Luxembourg|卢森堡", "AnZ C", NULL },
	{ "IT", "39", "Italy|Italia|意大利", "AnZ C S", NULL },
	{ "ES", "34", "Spain|España|西班牙", "AnZ CnS", NULL },
	{ "PT", "351", "Portugal|葡萄牙", "AnZ C", NULL },
	{ "DK", "45", "Denmark|Danmark|丹麦", "AnZ C", NULL },
	{ "SE", "46", "Sweden|Sverige|瑞典", "AnZ C", NULL },
	{ "NO", "47", "Norway|Norge|挪威", "AnZ C", NULL },
	{ "FI", "358", "Finland|Suomi|芬兰", "AnZ C", NULL },
	{ "PL", "48", "Poland|Polska|波兰", "AnZ C", NULL },
	{ "CZ", "420", "Czech Republic|Czechia|Česko|Česká republika|捷克", "AnZ C", NULL },
	{ "SK", "421", "Slovakia|Slovensko|斯洛伐克", "AnZ C", NULL },
	{ "HU", "36", "Hungary|Magyarország|匈牙利", "CnAnZ", NULL },
	{ "GR", "30", "Greece|Ελλάδα|希腊", "AnZ C", NULL },
	{ "TR", "90", "Turkey|Türkiye|土耳其", "AnZ C/S", NULL },
	{ "RU", "7", "Russia|Russian Federation|Россия|俄罗斯", "AnCnSnZ", NULL },
	{ "IN", "91", "India|印度", "AnC ZnS", NULL },
	{ "SG", "65", "Singapore|新加坡", "AnC Z", NULL },
	{ "BR", "55", "Brazil|Brasil|巴西", "AnC-SnZ", NULL },
	{ "MX", "52", "Mexico|México|墨西哥", "AnZ C, S", NULL },
	{ "ZA", "27", "South Africa|南非", "AnCnZ", NULL },
};

enum { COUNTRIES = sizeof countries / sizeof *countries };

static bool is_named(const struct postal_country *country, const char *name)
{
	size_t length = strlen(name);

	if (strcasecmp(country->code, name) == 0)
		return true;
	for (const char *at = country->names; at; at = strchr(at, '|')) {
		at += *at == '|';
		size_t size = strcspn(at, "|");
		if (size == length && strncasecmp(at, name, size) == 0)
			return true;
	}
	return false;
}

static const struct postal_country *find(const char *name)
{
	for (size_t i = 0; *name && i < COUNTRIES; i++)
		if (is_named(&countries[i], name))
			return &countries[i];
	return NULL;
}

static const struct postal_country *find_home(struct postal_home home)
{
	for (size_t i = 0; !*home.country && *home.code && i < COUNTRIES; i++)
		if (strcmp(countries[i].telephone, home.code) == 0)
			return &countries[i];
	return find(home.country);
}

static bool is_cjk(const char *text)
{
	for (size_t length = strlen(text), size; length; text += size, length -= size) {
		uint32_t character;
		size = utf8_next(text, length, &character);
		if (utf8_is_cjk(character))
			return true;
	}
	return false;
}

static const char *part_of(struct postal address, char letter)
{
	switch (letter) {
	case 'A': return address.street;
	case 'C': return address.city;
	case 'S': return address.state;
	case 'Z': return address.code;
	default: return NULL;
	}
}

/* What stands between two parts is left out with either of them; a mark before a code stands with it. */
static void fill(struct text *out, const char *format, struct postal address, const char *between)
{
	struct text wait = { 0 };
	bool line = false; /* the next part begins one */

	for (; *format; format++) {
		const char *part = part_of(address, *format);
		if (*format == 'n') {
			line = true;
			wait.length = 0;
		} else if (!part) {
			text_byte(&wait, *format);
		} else if (*part) {
			bool begins = line || !out->length, mark = wait.length && (unsigned char)wait.data[0] >= 0x80;
			if (begins && out->length)
				text_add(out, between);
			if (!begins || mark)
				text_append(out, text_string(&wait), wait.length);
			text_add(out, part);
			wait.length = 0;
			line = false;
		} else if (!line && out->length && wait.length > 1) {
			wait.length = 0; /* ", " before a state that there is not */
		}
	}
	text_free(&wait);
}

/* Chinese, from the large to the small; else from the street up, where nothing is known of the country. */
static void write_plain(struct text *out, struct postal address, bool han)
{
	const char *parts[] = { address.country, address.state, address.city, address.street };
	enum { PARTS = sizeof parts / sizeof *parts };

	for (size_t i = 0; i < PARTS; i++) {
		const char *part = parts[han ? i : PARTS - 1 - i];
		bool last_before_code = han ? i == PARTS - 1 : i == PARTS - 2;
		if (*part)
			text_printf(out, "%s%s", out->length && !han ? ", " : "", part);
		if (last_before_code && *address.code)
			text_printf(out, "%s%s", out->length ? " " : "", address.code);
	}
}

/* In capitals, in English where it is written in other letters. */
static void write_country(struct text *out, const char *name, const struct postal_country *country)
{
	bool plain = true;

	for (const char *p = name; *p; p++)
		plain &= (unsigned char)*p < 0x80;
	if (!plain && country)
		name = country->names;
	for (size_t i = 0; name[i] && name[i] != '|'; i++)
		text_byte(out, name[i] >= 'a' && name[i] <= 'z' ? (char)(name[i] - 'a' + 'A') : name[i]);
}

const char *postal_write(struct arena *arena, struct postal address, struct postal_home home, const char *between)
{
	bool han = is_cjk(address.street) || is_cjk(address.city) || is_cjk(address.state);
	const struct postal_country *here = find_home(home), *country = *address.country ? find(address.country) : here;
	bool abroad = *address.country && (country && here ? country != here : strcasecmp(address.country, home.country) != 0);
	bool plain = han && (!abroad || !here || !here->format); /* Chinese reads Chinese: the country comes first */
	const char *format = !country ? NULL : han ? country->han : country->format;
	struct text text = { 0 };

	if (strcmp(address.state, address.city) == 0) /* Shanghai lies in Shanghai: it stands once */
		address.state = "";
	if (format) {
		fill(&text, format, address, between);
	} else {
		struct postal rest = address;
		if (!plain)
			rest.country = "";
		write_plain(&text, rest, han);
	}
	if (abroad && (format || !plain)) {
		text_add(&text, text.length ? between : "");
		write_country(&text, address.country, country);
	}
	return text_take(&text, arena);
}

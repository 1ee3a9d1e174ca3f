#include "base/country.h"

#include <stddef.h>
#include <string.h>

static const char comma[] = " 27 30 31 32 33 34 351 352 354 355 358 359 36 370 371 372 373 374 375 380 381 382 385 386 387 389 39 40 41 420 421 423 43 45 46 47 48 49 "
	"54 55 56 57 58 591 593 595 598 62 7 84 90 994 995 212 213 216 221 225 237 ";

static const char western[] = " WINDOWS-1252 MACINTOSH CP850 ", central[] = " WINDOWS-1250 CP852 MAC-CENTRALEUROPE ";

/* What names, addresses and headers of sheets are made of. */
static const char han[] = "的有限公司股份厂店院部市区县省路号街道镇村大厦楼室单元中国上海北京天津重庆广东深圳苏州江浙杭南山西河湖安福建龙云贵四川成都武汉长沙新"
	"科技电子机械设备制造工程贸易商务实业集团经理主任总销售采购客户联系人姓名称地址话手机邮箱备注日期金额数量价产品信息文化传媒网络"
	"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程魏吕丁沈任姚卢钟姜崔谭陆范汪廖石金贾夏方白"
	"明华伟强军平杰丽敏静洋勇艳娟涛超秀英玉红兰梅春光国一二三五六七八九十年月行不是在和为发第学生家用业本水电气阳民";

static const char traditional[] = "的有限公司股份廠店院部市區縣省路號街鄉鎮里村巷弄段樓室座大廈中國台臺北新竹南高雄桃園香港九龍澳門灣東西江山海河湖上"
	"科技電子機械設備製造工程貿易商務實業集團經理主任總銷售採購客戶聯絡人姓名稱地址話手郵箱備註日期金額數量價產品資訊信息文化媒網"
	"王李張劉陳楊黃趙吳周徐孫馬朱胡郭何林羅鄭梁謝宋唐許韓馮鄧曹彭曾蕭田董潘蔡余杜葉程魏呂丁沈盧鍾姜石金賈方白"
	"明華偉強軍平傑麗敏靜洋志文雅芳淑美玉紅蘭梅春光一二三五六七八九十年月行不是在和為發第學生家用業本水電氣民";

const struct country_writing country_writings[] = {
	{ " 86 ", "zh", " GB18030 ", han, false },
	{ " 886 852 853 ", NULL, " BIG5-HKSCS ", traditional, false },
	{ " 852 853 ", NULL, " GB18030 ", han, false },
	{ " 81 ", NULL, " CP932 EUC-JP ", NULL, false },
	{ " 82 ", NULL, " CP949 ", NULL, false },
	{ " 49 43 41 423 ", NULL, western, "äöüßé", false },
	{ " 33 32 41 352 377 212 213 216 221 225 237 ", NULL, western, "éèêëàâçîïôùûœ", false },
	{ " 34 52 54 56 57 51 58 53 598 595 593 591 502 503 504 505 506 507 ", NULL, western, "áéíóúñü", false },
	{ " 351 55 238 244 258 ", NULL, western, "ãõáâàçéêíóôúü", false },
	{ " 39 41 378 ", NULL, western, "àèéìíòóù", false },
	{ " 46 358 ", NULL, western, "åäöé", false },
	{ " 45 47 ", NULL, western, "æøåéö", false },
	{ " 354 ", NULL, western, "áéíóúýðþæö", false },
	{ " 31 32 ", NULL, western, "éëïöüè", false },
	{ " 1 44 353 61 64 27 65 ", NULL, western, "éèêëáíóúñüöäçï", false },
	{ " 48 ", NULL, central, "ąćęłńóśźż", false },
	{ " 420 421 ", NULL, central, "áčďéěíňóřšťúůýžľĺŕäô", false },
	{ " 36 ", NULL, central, "áéíóöőúüű", false },
	{ " 385 386 387 381 382 ", NULL, central, "čćđšž", false },
	{ " 40 373 ", NULL, central, "ăâîşţșț", false },
	{ " 7 375 380 359 381 382 389 996 ", NULL, " WINDOWS-1251 KOI8-R CP866 MAC-CYRILLIC ", "оеаинтсрвлкмдпуяыьгзбчйіїє", false },
	{ " 30 357 ", NULL, " WINDOWS-1253 ", "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώ", false },
	{ " 90 ", NULL, " WINDOWS-1254 ", "çğıiöşü", false },
	{ " 370 371 372 ", NULL, " WINDOWS-1257 ", "āčēģīķļņšūžąęėįųõäöü", false },
	{ " 972 ", NULL, " WINDOWS-1255 ", "אבגדהוזחטיכלמנסעפצקרשתםןץףך", true },
	{ " 966 20 971 962 961 965 968 973 974 ", NULL, " WINDOWS-1256 ", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", true },
	{ " 66 ", NULL, " CP874 ", "กขคงจชซญณดตถทธนบปผพฟมยรลวศษสหอะาเแโไใ", true },
	{ NULL, NULL, NULL, NULL, false },
};

/* Whether the list has the code between blanks. */
static bool has(const char *list, const char *code)
{
	char word[8];
	size_t length = strlen(code);

	if (!length || length + 3 > sizeof word)
		return false;
	word[0] = word[length + 1] = ' ';
	memcpy(word + 1, code, length);
	word[length + 2] = '\0';
	return strstr(list, word) != NULL;
}

bool country_suggests(const struct country_writing *writing, const char *country, const char *language)
{
	return (country && has(writing->countries, country)) || (language && writing->language && strcmp(writing->language, language) == 0);
}

bool country_writes_comma(const char *code)
{
	return has(comma, code);
}

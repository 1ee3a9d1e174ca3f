#include "base/tax_number.h"

#include "base/utf8.h"
#include <ctype.h>
#include <string.h>

enum { CODE_LENGTH = 18 };

/* The place of a character is its value. I, O, S, V and Z are left out, since they look like 1, 0, 5, U and 2. */
static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

static enum status check_credit_code(const char *code, struct error *error)
{
	int sum = 0, weight = 1;

	for (int i = 0; i < CODE_LENGTH; i++) {
		const char *place = strchr(alphabet, code[i]);
		if (!place)
			return error_set(error, STATUS_DATA, "%s: a unified social credit code has no %c; compare it with the business licence", code,
			                 code[i]);
		if (i == CODE_LENGTH - 1)
			break;
		sum += (int)(place - alphabet) * weight;
		weight = weight * 3 % 31;
	}
	char wanted = alphabet[(31 - sum % 31) % 31];
	if (code[CODE_LENGTH - 1] != wanted)
		return error_set(error, STATUS_DATA, "%s: the check digit should be %c, not %c; compare it with the business licence", code,
		                 wanted, code[CODE_LENGTH - 1]);
	return STATUS_OK;
}

static bool is_identity_number(const char *number)
{
	int sum = 0, weight = 131072 % 11; /* 2^17 */

	if (strspn(number, "0123456789") < CODE_LENGTH - 1)
		return false;
	for (int i = 0; i < CODE_LENGTH - 1; i++) {
		sum += (number[i] - '0') * weight;
		weight = weight * 6 % 11; /* 6 is the inverse of 2 */
	}
	return number[CODE_LENGTH - 1] == "10X98765432"[sum % 11];
}

enum status tax_number_check(const char *number, bool person, struct text *tidy, struct error *error)
{
	struct text half = { 0 }, code = { 0 };
	enum status status = STATUS_OK;
	bool plain = true;

	utf8_halfwidth(&half, number, strlen(number));
	for (const char *p = text_string(&half); *p; p++) {
		plain = plain && (*p == ' ' || ((unsigned char)*p < 0x80 && isalnum((unsigned char)*p)));
		if (plain && *p != ' ')
			text_byte(&code, (char)toupper((unsigned char)*p));
	}
	if (plain && code.length == CODE_LENGTH && !(person && is_identity_number(code.data)))
		status = check_credit_code(code.data, error);
	text_add(tidy, plain ? text_string(&code) : number);
	text_free(&half);
	text_free(&code);
	return status;
}

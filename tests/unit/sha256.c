/* SHA-256 against the examples of FIPS 180-4 and of NIST's test vectors. */
#include "base/sha256.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct vector {
	const char *text, *digest;
};

static const struct vector vectors[] = {
	{ "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
	{ "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
	{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
	{ "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
	  "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1" },
};

static void vectors_of_fips(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		struct sha256 sha256;
		char digest[SHA256_TEXT];
		sha256_begin(&sha256);
		sha256_add(&sha256, vectors[i].text, strlen(vectors[i].text));
		sha256_end(&sha256, digest);
		assert_string_equal(digest, vectors[i].digest);
		assert_true(sha256_is_text(digest));
	}
}

/* In pieces of every length up to more than a block, so that each way of filling one is met. */
static void a_million_in_pieces(void **state)
{
	static const char expected[] = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
	char piece[200], digest[SHA256_TEXT];

	(void)state;
	memset(piece, 'a', sizeof piece);
	for (size_t length = 1; length <= 130; length++) {
		struct sha256 sha256;
		size_t left = 1000000;
		sha256_begin(&sha256);
		for (; left >= length; left -= length)
			sha256_add(&sha256, piece, length);
		sha256_add(&sha256, piece, left);
		sha256_end(&sha256, digest);
		assert_string_equal(digest, expected);
	}
}

static void texts(void **state)
{
	(void)state;
	assert_false(sha256_is_text(""));
	assert_false(sha256_is_text("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a"));
	assert_false(sha256_is_text("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0"));
	assert_false(sha256_is_text("BA7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
	assert_false(sha256_is_text("../816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vectors_of_fips),
		cmocka_unit_test(a_million_in_pieces),
		cmocka_unit_test(texts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

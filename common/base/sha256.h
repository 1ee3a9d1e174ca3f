/* SHA-256 (FIPS 180-4): what names the content of files. Every program checks content, and none is to load a library for it at its start. */
#ifndef CRM_BASE_SHA256_H
#define CRM_BASE_SHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SHA256_BLOCK = 64, SHA256_TEXT = 65 /* 64 hexadecimal digits and a NUL */ };

struct sha256 {
	uint32_t state[8];
	uint64_t length; /* bytes so far */
	unsigned char block[SHA256_BLOCK];
};

/* A hash is begun, gets its bytes in any number of parts, and is read once. */
void sha256_begin(struct sha256 *sha256);
void sha256_add(struct sha256 *sha256, const void *data, size_t length);
/* The digest in lower-case hexadecimal digits. */
void sha256_end(struct sha256 *sha256, char out[SHA256_TEXT]);
/* True for 64 lower-case hexadecimal digits and nothing else. */
bool sha256_is_text(const char *text);

#endif

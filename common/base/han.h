/* Chinese characters in their two forms. */
#ifndef CRM_BASE_HAN_H
#define CRM_BASE_HAN_H

#include <stddef.h>
#include <stdint.h>

/* 国 for 國; the character itself where it has no other form. */
uint32_t han_simplified(uint32_t character);

enum { HAN_FORMS = 4 };
/* The characters whose simplified form this one is, itself first: at most HAN_FORMS. Returns how many. */
size_t han_forms(uint32_t simplified, uint32_t forms[HAN_FORMS]);

#endif

/* Traditional Chinese characters, ascending, with their simplified forms; han.h reads it. */
#ifndef CRM_BASE_HAN_TABLE_H
#define CRM_BASE_HAN_TABLE_H

#include <stddef.h>
#include <stdint.h>

struct han_pair {
	uint16_t traditional, simplified;
};
extern const struct han_pair han_table[];
extern const size_t han_table_count;

#endif

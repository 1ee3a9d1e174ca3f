#include "base/han.h"

#include "base/han_table.h"

uint32_t han_simplified(uint32_t character)
{
	size_t low = 0, high = han_table_count;

	if (character < han_table[0].traditional || character > han_table[high - 1].traditional)
		return character;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (han_table[middle].traditional < character)
			low = middle + 1;
		else
			high = middle;
	}
	return low < han_table_count && han_table[low].traditional == character ? han_table[low].simplified : character;
}

size_t han_forms(uint32_t simplified, uint32_t forms[HAN_FORMS])
{
	size_t count = 0;

	forms[count++] = simplified;
	for (size_t i = 0; i < han_table_count && count < HAN_FORMS; i++)
		if (han_table[i].simplified == simplified)
			forms[count++] = han_table[i].traditional;
	return count;
}

/* damage HOW SEED FILE: spoils a file the same way for the same seed.
 * pages: random bytes over some pages; zeros: zeros over some; swap: two pages change places; flips: single bits; truncate: cut off somewhere. */
#include "torture.h"

enum { PAGE = 4096 };

static void write_at(FILE *file, long offset, const unsigned char *bytes, size_t count)
{
	if (fseek(file, offset, SEEK_SET) != 0 || fwrite(bytes, 1, count, file) != count)
		stop("write");
}

static void read_at(FILE *file, long offset, unsigned char *bytes, size_t count)
{
	memset(bytes, 0, count);
	if (fseek(file, offset, SEEK_SET) != 0 || (fread(bytes, 1, count, file) == 0 && ferror(file)))
		stop("read");
}

static void spoil_pages(FILE *file, int pages, bool zeros)
{
	unsigned char page[PAGE] = { 0 };

	for (int i = 1 + random_below(3); i > 0; i--) {
		for (int j = 0; !zeros && j < PAGE; j++)
			page[j] = (unsigned char)random_below(256);
		write_at(file, (long)random_below(pages) * PAGE, page, PAGE);
	}
}

static void swap_pages(FILE *file, int pages)
{
	unsigned char one[PAGE], other[PAGE];
	long first = (long)random_below(pages) * PAGE, second = (long)random_below(pages) * PAGE;

	read_at(file, first, one, PAGE);
	read_at(file, second, other, PAGE);
	write_at(file, first, other, PAGE);
	write_at(file, second, one, PAGE);
}

static void flip_bits(FILE *file, long size)
{
	for (int i = 1 + random_below(64); i > 0; i--) {
		unsigned char byte;
		long offset = random_below((int)size);
		read_at(file, offset, &byte, 1);
		byte = (unsigned char)(byte ^ 1 << random_below(8));
		write_at(file, offset, &byte, 1);
	}
}

int main(int count, char **words)
{
	struct stat found;

	if (count != 4)
		return 2;
	FILE *file = fopen(words[3], "r+b");
	if (!file || fstat(fileno(file), &found) != 0 || found.st_size < PAGE)
		stop(words[3]);
	random_seed(atoi(words[2]));
	for (int i = 0; i < 10; i++)
		random_below(2); /* near seeds begin alike */
	int pages = (int)(found.st_size / PAGE);
	if (strcmp(words[1], "pages") == 0 || strcmp(words[1], "zeros") == 0)
		spoil_pages(file, pages, words[1][0] == 'z');
	else if (strcmp(words[1], "swap") == 0)
		swap_pages(file, pages);
	else if (strcmp(words[1], "flips") == 0)
		flip_bits(file, (long)found.st_size);
	else if (strcmp(words[1], "truncate") != 0 || ftruncate(fileno(file), random_below((int)found.st_size)) != 0)
		return 2;
	return fclose(file) == 0 ? 0 : 1;
}

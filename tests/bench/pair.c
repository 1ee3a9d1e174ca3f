/* pair ROUNDS COMMAND… -- COMMAND… : times two commands as whole processes, in turn, and prints the median of each in milliseconds and the
 * median of the ratios pair by pair. Their output goes to /dev/null. One round before is not counted. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUND_LIMIT = 1000 };

static double now(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

static double run(char **words)
{
	double start = now();
	pid_t child = fork();

	if (child == 0) {
		int null = open("/dev/null", O_WRONLY);
		dup2(null, STDOUT_FILENO);
		execvp(words[0], words);
		fprintf(stderr, "pair: %s: %s\n", words[0], strerror(errno));
		_exit(127);
	}
	int how;
	if (child < 0 || waitpid(child, &how, 0) < 0 || !WIFEXITED(how) || WEXITSTATUS(how) != 0) {
		fprintf(stderr, "pair: %s failed\n", words[0]);
		exit(1);
	}
	return now() - start;
}

static int compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return left < right ? -1 : left > right;
}

static double median(double *values, int count)
{
	qsort(values, (size_t)count, sizeof *values, compare);
	return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

int main(int count, char **words)
{
	static double first[ROUND_LIMIT], second[ROUND_LIMIT], ratio[ROUND_LIMIT];
	int split = 2, rounds = count > 1 ? atoi(words[1]) : 0;

	while (split < count && strcmp(words[split], "--") != 0)
		split++;
	if (rounds < 1 || rounds > ROUND_LIMIT || split < 3 || split + 1 >= count) {
		fprintf(stderr, "usage: pair ROUNDS COMMAND… -- COMMAND…\n");
		return 2;
	}
	words[split] = NULL;
	for (int i = -1; i < rounds; i++) {
		double a = run(words + 2), b = run(words + split + 1);
		if (i < 0)
			continue;
		first[i] = a;
		second[i] = b;
		ratio[i] = a / b;
	}
	printf("%.2f\t%.2f\t%.2f\n", median(first, rounds), median(second, rounds), median(ratio, rounds));
	return 0;
}

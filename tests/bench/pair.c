/* pair ROUNDS [--before SCRIPT] COMMAND… --- COMMAND…
 *         times two commands as whole processes, the one first in every other round, and prints the median of each in milliseconds and the median of
 *         the ratios round by round; SCRIPT runs before each round and is not timed. One round before is not counted.
 * pair peak COMMAND…
 *         prints the most memory that the command, or a child it waited for, had resident, in MB.
 * The output of the commands goes to /dev/null. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
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

static void prepare(char *script)
{
	char shell[] = "sh", option[] = "-c";

	if (script)
		run((char *[]){ shell, option, script, NULL });
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

static int peak(char **words)
{
	struct rusage used;

	run(words);
	if (getrusage(RUSAGE_CHILDREN, &used) != 0)
		return 1;
	/* Linux counts it in kB. */
	printf("%.1f\n", (double)used.ru_maxrss / 1024);
	return 0;
}

static int usage(void)
{
	fprintf(stderr, "usage: pair ROUNDS [--before SCRIPT] COMMAND… --- COMMAND…\n       pair peak COMMAND…\n");
	return 2;
}

int main(int count, char **words)
{
	static double first[ROUND_LIMIT], second[ROUND_LIMIT], ratio[ROUND_LIMIT];

	if (count > 2 && strcmp(words[1], "peak") == 0)
		return peak(words + 2);
	bool before = count > 3 && strcmp(words[2], "--before") == 0;
	int start = before ? 4 : 2, split = start, rounds = count > 1 ? atoi(words[1]) : 0;
	while (split < count && strcmp(words[split], "---") != 0)
		split++;
	if (rounds < 1 || rounds > ROUND_LIMIT || split == start || split + 1 >= count)
		return usage();
	words[split] = NULL;
	char **one = words + start, **other = words + split + 1, *script = before ? words[3] : NULL;
	for (int i = -1; i < rounds; i++) {
		double times[2];
		bool turned = i & 1;
		prepare(script);
		times[turned] = run(turned ? other : one);
		times[!turned] = run(turned ? one : other);
		if (i < 0)
			continue;
		first[i] = times[0];
		second[i] = times[1];
		ratio[i] = times[0] / times[1];
	}
	printf("%.2f\t%.2f\t%.2f\n", median(first, rounds), median(second, rounds), median(ratio, rounds));
	return 0;
}

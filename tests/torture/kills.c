/* kills ROUNDS SEED [PARALLEL]: starts writing programs, PARALLEL at a time, and ends each with SIGKILL at a random moment until ROUNDS were killed.
 * After every batch the database is compared with what each program may have done: all of its change or nothing, and all of it when the program had
 * printed what it touched. Works in the current directory, finds the programs through PATH, and prints one line of figures at the end. */
#include "torture.h"

#include "store/store.h"

enum {
	EPOCH = 250,       /* kills until a new database is begun: its size decides how long every comparison takes */
	IMPORT_ROWS = 300,
	PARALLEL_LIMIT = 16,
	OPERATION_LIMIT = 4 * EPOCH + 200,
};

enum { EXIT_BUSY = 75 };

enum action { ADD, SET, IMPORT, UNDO, SCHEMA, MIGRATE, BACKUP, KINDS };
static const char *const action_names[] = { "add", "set", "import", "undo", "schema", "migrate", "backup" };

/* What the operation left behind, by the comparisons so far, and what the latest one found. */
struct operation {
	enum action kind;
	int target;   /* the add whose city SET writes, or the import that UNDO takes back */
	bool present; /* settled: its change is in the journal */
	int city;     /* of an add: the SET whose value it has, 0 for none */
	bool undone;  /* of an import */
	long change;  /* its number in the journal, 0 for none */
	int rows, cities, changes;
	bool fields[2];
};

static struct operation operations[OPERATION_LIMIT]; /* by number, from 1 */
static int operation_count;
static long change_count;

struct worker {
	pid_t process;
	int operation;
	double deadline;
	bool killed, told;
};

static int killed_by_kind[KINDS], killed, batches, epoch;
/* Seconds within which a program is killed: grows where too many are killed early, shrinks where too many finish. */
static double limits[KINDS];

static const char *name_of(char *buffer, size_t size, const char *format, int number)
{
	snprintf(buffer, size, format, epoch, number);
	return buffer;
}

/* An operation that may serve as target: settled as wanted, and not written to by another worker of this batch. */
static int choose_target(enum action kind, const struct worker *workers, int count)
{
	for (int tries = 0; operation_count && tries < 100; tries++) {
		int number = 1 + random_below(operation_count);
		struct operation *found = &operations[number];
		bool taken = found->kind != kind || !found->present || found->undone;
		for (int i = 0; i < count && !taken; i++)
			taken = workers[i].operation == number || operations[workers[i].operation].target == number;
		if (!taken)
			return number;
	}
	return 0;
}

static void write_import(const char *path, int number)
{
	FILE *file = fopen(path, "w");

	if (!file)
		stop(path);
	fprintf(file, "name,phone,city\n");
	for (int i = 0; i < IMPORT_ROWS; i++)
		fprintf(file, "I%d.%d 有限公司,021-%04d-%04d,new\n", number, i, number % 10000, i);
	fclose(file);
}

static void write_schema(const char *path, int number)
{
	FILE *file = fopen(path, "w");

	if (!file)
		stop(path);
	fprintf(file, "fields:\n  customer:\n");
	fprintf(file, "    x_k%da: {label: one, kind: text, index: yes}\n    x_k%db: {label: two, kind: int}\n", number, number);
	fclose(file);
}

/* The database as one file, marked as of the version before. The version stands at offset 60 of a database file (sqlite.org/fileformat2.html). */
static void write_old_version(const char *path)
{
	run_quietly("crm-db", "backup", path, NULL);
	FILE *file = fopen(path, "r+b");
	if (!file || fseek(file, 60, SEEK_SET) != 0 || fwrite((unsigned char[4]){ 0, 0, 0, SCHEMA_VERSION - 1 }, 1, 4, file) != 4 || fclose(file) != 0)
		stop(path);
}

static pid_t start(int number)
{
	struct operation *operation = &operations[number];
	char file[64], first[64], second[64], out[64];

	snprintf(out, sizeof out, "out.%d", number);
	switch (operation->kind) {
	case ADD:
		snprintf(first, sizeof first, "name=A%d", number);
		return spawn(out, "crm-customer", "add", first, "city=new", NULL);
	case SET:
		snprintf(first, sizeof first, "A%d", operation->target);
		snprintf(second, sizeof second, "city=S%d", number);
		return spawn(out, "crm-customer", "set", first, second, NULL);
	case IMPORT:
		write_import(name_of(file, sizeof file, "%d.I%d.csv", number), number);
		return spawn(out, "crm-customer", "import", file, NULL);
	case UNDO:
		snprintf(first, sizeof first, "ch%ld", operations[operation->target].change);
		return spawn(out, "crm-undo", first, NULL);
	case SCHEMA:
		write_schema(name_of(file, sizeof file, "%d.X%d.yaml", number), number);
		return spawn(out, "crm-db", "schema", "apply", file, NULL);
	case MIGRATE:
		write_old_version(name_of(file, sizeof file, "%d.M%d.db", number));
		return spawn(out, "migrate", "run", file, NULL);
	case BACKUP: return spawn(out, "crm-db", "backup", name_of(file, sizeof file, "%d.B%d.db", number), NULL);
	case KINDS: break;
	}
	return -1;
}

/* The rows as crm-customer lists them: reference, name, city. */
static void read_rows(void)
{
	char line[512];
	FILE *list = popen("crm-customer list --columns=name,city", "r");

	while (list && fgets(line, sizeof line, list)) {
		char *name = strchr(line, '\t'), *city = name ? strchr(name + 1, '\t') : NULL, kind = name ? name[1] : '\0';
		int number = name ? atoi(name + 2) : 0;
		if (!city || number < 1 || number > operation_count || operations[number].kind != (kind == 'A' ? ADD : IMPORT)) {
			finding("a row that nobody wrote: %s", line);
			continue;
		}
		operations[number].rows++;
		if (city[1] == 'S')
			operations[number].cities = atoi(city + 2);
		else if (strcmp(city, "\tnew\n") != 0)
			finding("A%d has the city %s", number, city + 1);
	}
	if (!list || pclose(list) != 0)
		finding("the customers cannot be listed");
}

/* The operation that a command of the journal belongs to; 0 for those that no worker ran. */
static int operation_of(const char *command)
{
	const char *at;

	if ((at = strstr(command, "name=A")))
		return atoi(at + 6);
	if ((at = strstr(command, "city=S")))
		return atoi(at + 6);
	if ((at = strstr(command, ".I")) || (at = strstr(command, ".X")))
		return atoi(at + 2);
	if ((at = strstr(command, "crm-undo ch"))) {
		long change = atol(at + 11);
		/* Earlier ones were killed in vain, else the import would not have been chosen again. */
		for (int i = operation_count; i >= 1; i--)
			if (operations[i].kind == UNDO && operations[operations[i].target].change == change)
				return i;
	}
	return 0;
}

static void read_changes(void)
{
	char line[1024];
	long last = 0;
	FILE *list = popen("crm-history --columns=command", "r");

	while (list && fgets(line, sizeof line, list)) {
		long change = strncmp(line, "ch", 2) == 0 ? atol(line + 2) : 0;
		int number = operation_of(line);
		if (change != last + 1)
			finding("after ch%ld the journal has ch%ld", last, change);
		last = change;
		if (number < 1 || number > operation_count)
			continue;
		operations[number].changes++;
		operations[number].change = change;
	}
	if (!list || pclose(list) != 0)
		finding("the history cannot be listed");
	if (last < change_count)
		finding("the journal ended at ch%ld, and now at ch%ld", change_count, last);
	change_count = last;
}

static void read_fields(void)
{
	char line[512];
	FILE *schema = popen("crm-db schema show", "r");

	while (schema && fgets(line, sizeof line, schema)) {
		char *at = strstr(line, "x_k"), *end;
		long number = at ? strtol(at + 3, &end, 10) : 0;
		if (number >= 1 && number <= operation_count)
			operations[number].fields[*end == 'b'] = true;
	}
	if (!schema || pclose(schema) != 0)
		finding("the schema cannot be shown");
}

static void compare_one(int number)
{
	struct operation *operation = &operations[number];
	int rows = operation->kind == ADD ? 1 : operation->kind == IMPORT && !operation->undone ? IMPORT_ROWS : 0;

	if (operation->changes > 1)
		finding("operation %d is in the journal %d times", number, operation->changes);
	if (operation->present && !operation->changes)
		finding("%s %d is lost", action_names[operation->kind], number);
	operation->present = operation->changes > 0;
	if (operation->rows != (operation->present ? rows : 0))
		finding("%s %d (ch%ld%s) has %d rows", action_names[operation->kind], number, operation->change, operation->undone ? ", undone" : "",
			operation->rows);
	if (operation->kind == ADD && operation->cities != operation->city)
		finding("A%d has the city of S%d, not of S%d", number, operation->cities, operation->city);
	if (operation->kind == SCHEMA && (operation->fields[0] != operation->present || operation->fields[1] != operation->present))
		finding("schema %d is there in part", number);
}

/* What is in the journal has an effect; what has no change there has none. */
static void compare(void)
{
	for (int i = 1; i <= operation_count; i++)
		operations[i].rows = operations[i].cities = operations[i].changes = operations[i].fields[0] = operations[i].fields[1] = 0;
	read_rows();
	read_changes();
	read_fields();
	for (int i = 1; i <= operation_count; i++) {
		if (operations[i].changes && operations[i].kind == UNDO)
			operations[operations[i].target].undone = true;
		if (operations[i].changes && operations[i].kind == SET && !operations[i].present)
			operations[operations[i].target].city = i;
	}
	for (int i = 1; i <= operation_count; i++)
		compare_one(i);
}

static void compare_file(const struct worker *worker)
{
	char path[64];
	bool backup = operations[worker->operation].kind == BACKUP;

	name_of(path, sizeof path, backup ? "%d.B%d.db" : "%d.M%d.db", worker->operation);
	if (backup && worker->told && access(path, F_OK) != 0)
		finding("%s is not there, but its name was printed", path);
	if (!backup && worker->told && run_quietly("migrate", "done", path, NULL) != 0)
		finding("%s is not migrated, but said to be", path);
	if (!backup && run_quietly("migrate", "half", path, NULL) != 0)
		finding("%s is migrated in part", path);
	if (!backup && run_quietly("migrate", "run", path, NULL) != 0)
		finding("%s cannot be migrated any more", path);
	if (access(path, F_OK) == 0 && run_quietly("crm-db", "check", "--db", path, NULL) != 0)
		finding("%s: check finds something", path);
	remove_file("%s", path);
	remove_file("%s-wal", path);
	remove_file("%s-shm", path);
	remove_file("%s.v%d", path, SCHEMA_VERSION - 1);
	if (worker->killed)
		remove_file("%s.crm-part%d", path, (int)worker->process);
}

static int by_deadline(const void *a, const void *b)
{
	const struct worker *left = a, *right = b;

	return (left->deadline > right->deadline) - (left->deadline < right->deadline);
}

static enum action choose_action(void)
{
	/* Of a hundred. */
	static const int shares[KINDS] = { [ADD] = 40, [SET] = 18, [IMPORT] = 18, [UNDO] = 10, [SCHEMA] = 5, [MIGRATE] = 5, [BACKUP] = 4 };
	int at = random_below(100), kind = 0;

	while (at >= shares[kind])
		at -= shares[kind++];
	return (enum action)kind;
}

static bool has_schema_change(const struct worker *workers, int count)
{
	for (int i = 0; i < count; i++)
		if (operations[workers[i].operation].kind == SCHEMA)
			return true;
	return false;
}

static void kill_all(struct worker *workers, int count)
{
	/* Now and then all at one moment, as when the power fails. */
	bool together = random_below(4) == 0;

	for (int i = 0; i < count; i++)
		workers[i].deadline = together ? workers[0].deadline : workers[i].deadline;
	qsort(workers, (size_t)count, sizeof *workers, by_deadline);
	for (int i = 0; i < count; i++) {
		sleep_until(workers[i].deadline);
		kill(workers[i].process, SIGKILL);
	}
	for (int i = 0; i < count; i++) {
		struct worker *worker = &workers[i];
		enum action kind = operations[worker->operation].kind;
		int how = 0;
		if (waitpid(worker->process, &how, 0) < 0)
			stop("waitpid");
		worker->killed = WIFSIGNALED(how);
		/* One that finds the schema changed by another says so, and has done nothing: as good as killed. */
		if (WIFEXITED(how) && WEXITSTATUS(how) == EXIT_BUSY && has_schema_change(workers, count))
			worker->killed = true;
		else if (WIFEXITED(how) && WEXITSTATUS(how) != 0)
			finding("%s %d ended with %d", action_names[kind], worker->operation, WEXITSTATUS(how));
		limits[kind] *= WIFSIGNALED(how) ? 1.02 : 0.96;
		killed += WIFSIGNALED(how);
		killed_by_kind[kind] += WIFSIGNALED(how);
	}
}

static void run_batch(int parallel)
{
	struct worker workers[PARALLEL_LIMIT] = { { 0 } };
	int count = 0;

	for (int i = 0; i < parallel; i++) {
		enum action kind = choose_action();
		int target = kind == SET ? choose_target(ADD, workers, count) : kind == UNDO ? choose_target(IMPORT, workers, count) : 0;
		if ((kind == SET || kind == UNDO) && !target)
			kind = ADD;
		operations[++operation_count] = (struct operation){ .kind = kind, .target = target };
		workers[count].operation = operation_count;
		workers[count].process = start(operation_count);
		workers[count++].deadline = seconds_now() + limits[kind] * random_below(1000) / 1000;
	}
	kill_all(workers, count);
	batches++;
	if (run_quietly("crm-db", "check", NULL) != 0)
		finding("check finds something in the database");
	for (int i = 0; i < count; i++) {
		workers[i].told = has_line("out.%d", workers[i].operation);
		remove_file("out.%d", workers[i].operation);
	}
	compare();
	for (int i = 0; i < count; i++) {
		enum action kind = operations[workers[i].operation].kind;
		if (kind == MIGRATE || kind == BACKUP)
			compare_file(&workers[i]);
		else if (workers[i].told && !operations[workers[i].operation].present)
			finding("%s %d printed what it touched, but is not there", action_names[kind], workers[i].operation);
	}
}

static void begin_epoch(void)
{
	char path[64], file[64];

	epoch++;
	operation_count = 0;
	change_count = 0;
	memset(operations, 0, sizeof operations);
	snprintf(path, sizeof path, "%d.db", epoch);
	if (setenv("CRM_DB", path, 1) != 0 || run_quietly("crm-db", "init", path, "zone=Asia/Shanghai", NULL) != 0)
		stop(path);
	/* Some records from the beginning, so that there is what the others can work on. */
	for (int i = 0; i < 6; i++) {
		operations[++operation_count] = (struct operation){ .kind = i < 4 ? ADD : IMPORT };
		if (waitpid(start(operation_count), NULL, 0) < 0)
			stop("waitpid");
		remove_file("out.%d", operation_count);
		remove_file("%s", name_of(file, sizeof file, "%d.I%d.csv", operation_count));
	}
	compare();
}

int main(int count, char **words)
{
	int rounds = count > 1 ? atoi(words[1]) : 0, parallel = count > 3 ? atoi(words[3]) : 4;
	int seed = count > 2 ? atoi(words[2]) : 1;
	double started = seconds_now();

	if (rounds < 1 || parallel < 1 || parallel > PARALLEL_LIMIT) {
		fprintf(stderr, "usage: kills ROUNDS SEED [PARALLEL]\n");
		return 2;
	}
	random_seed(seed);
	for (int i = 0; i < KINDS; i++)
		limits[i] = 0.03;
	for (int next = 0; killed < rounds && !findings; ) {
		if (killed >= next || operation_count > OPERATION_LIMIT - PARALLEL_LIMIT) {
			begin_epoch();
			next = killed + EPOCH;
		}
		run_batch(parallel);
	}
	printf("kills: %d killed in %d batches (", killed, batches);
	for (int i = 0; i < KINDS; i++)
		printf("%s%s %d", i ? ", " : "", action_names[i], killed_by_kind[i]);
	printf("), seed %d, %d findings, %.0f s\n", seed, findings, seconds_now() - started);
	return findings ? 1 : 0;
}

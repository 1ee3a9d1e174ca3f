/* A disk that fails, or memory that there is not: preloaded into a program, it lets the n-th writing call (and, when asked, all after it) return an error.
 *
 * FAIL_AT=n         the call that fails, counted from 1; 0: none
 * FAIL_MEMORY=n     the allocation that fails, likewise
 * FAIL_WITH=ENOSPC  or EIO
 * FAIL_ON=once      or "after": from there on, as a disk does that stays full
 * FAIL_COUNT=file   at exit the numbers of writing calls and of allocations are written here
 *
 * Writing calls: write, pwrite, pwritev, fsync, fdatasync, ftruncate, rename, link, and open that may create. Standard error is left alone: it carries the
 * message about the failure. Calls are replaced by raw system calls, so that nothing depends on what the C library has under which name. What a program of
 * `make coverage` writes down at its end does not fail. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static long calls, fail_at, allocations, fail_memory;
static int fail_with;
static bool fail_after, ended, looking_up;

__attribute__((constructor)) static void read_orders(void)
{
	const char *at = getenv("FAIL_AT"), *with = getenv("FAIL_WITH"), *on = getenv("FAIL_ON");

	fail_at = at ? atol(at) : 0;
	allocations = 0; /* what the loader asked for does not count */
	fail_memory = getenv("FAIL_MEMORY") ? atol(getenv("FAIL_MEMORY")) : 0;
	fail_with = with && strcmp(with, "EIO") == 0 ? EIO : ENOSPC;
	fail_after = on && strcmp(on, "after") == 0;
}

__attribute__((destructor)) static void tell_count(void)
{
	const char *path = getenv("FAIL_COUNT");
	char line[64];

	if (!path)
		return;
	int handle = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	int length = snprintf(line, sizeof line, "%ld %ld\n", calls, allocations);
	if (handle >= 0 && syscall(SYS_write, handle, line, length) == length)
		close(handle);
}

static bool fails(void)
{
	if (ended)
		return false;
	calls++;
	if (!fail_at || calls < fail_at || (calls > fail_at && !fail_after))
		return false;
	errno = fail_with;
	return true;
}

static bool lacks_memory(void)
{
	if (ended || looking_up)
		return false;
	if (++allocations != fail_memory && (!fail_memory || allocations < fail_memory || !fail_after))
		return false;
	errno = ENOMEM;
	return true;
}

/* The C library's own, under names that it keeps for this. */
extern void *__libc_malloc(size_t size), *__libc_calloc(size_t count, size_t size), *__libc_realloc(void *old, size_t size);

void *malloc(size_t size)
{
	return lacks_memory() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return lacks_memory() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return lacks_memory() ? NULL : __libc_realloc(old, size);
}

/* The C library looks up users by code that aborts, or crashes, where memory cannot be had (nss_database_reload of glibc 2.36). */
struct passwd *getpwuid(uid_t user)
{
	struct passwd *(*look_up)(uid_t);

	*(void **)&look_up = dlsym(RTLD_NEXT, "getpwuid");
	looking_up = true;
	struct passwd *found = look_up(user);
	looking_up = false;
	return found;
}

ssize_t write(int handle, const void *bytes, size_t count)
{
	if (handle != STDERR_FILENO && fails())
		return -1;
	return syscall(SYS_write, handle, bytes, count);
}

ssize_t pwrite(int handle, const void *bytes, size_t count, off_t offset)
{
	return fails() ? -1 : syscall(SYS_pwrite64, handle, bytes, count, offset);
}

ssize_t pwrite64(int handle, const void *bytes, size_t count, off64_t offset)
{
	return fails() ? -1 : syscall(SYS_pwrite64, handle, bytes, count, offset);
}

ssize_t writev(int handle, const struct iovec *parts, int count)
{
	if (handle != STDERR_FILENO && fails())
		return -1;
	return syscall(SYS_writev, handle, parts, count);
}

/* The kernel takes the offset in two halves; on a machine of 64 bits the lower one holds all of it. */
ssize_t pwritev(int handle, const struct iovec *parts, int count, off_t offset)
{
	return fails() ? -1 : syscall(SYS_pwritev, handle, parts, count, offset, 0);
}

int fsync(int handle)
{
	return fails() ? -1 : (int)syscall(SYS_fsync, handle);
}

int fdatasync(int handle)
{
	return fails() ? -1 : (int)syscall(SYS_fdatasync, handle);
}

int ftruncate(int handle, off_t length)
{
	return fails() ? -1 : (int)syscall(SYS_ftruncate, handle, length);
}

int ftruncate64(int handle, off64_t length)
{
	return fails() ? -1 : (int)syscall(SYS_ftruncate, handle, length);
}

int rename(const char *from, const char *to)
{
	return fails() ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int link(const char *from, const char *to)
{
	return fails() ? -1 : (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

static int open_file(const char *path, int flags, mode_t mode)
{
	const char *suffix = strrchr(path, '.');

	ended = ended || (suffix && strcmp(suffix, ".gcda") == 0);
	if ((flags & O_CREAT) && fails())
		return -1;
	return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

static mode_t mode_of(int flags, va_list arguments)
{
	return flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
}

int open(const char *path, int flags, ...)
{
	va_list arguments;

	va_start(arguments, flags);
	mode_t mode = mode_of(flags, arguments);
	va_end(arguments);
	return open_file(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
	va_list arguments;

	va_start(arguments, flags);
	mode_t mode = mode_of(flags, arguments);
	va_end(arguments);
	return open_file(path, flags, mode);
}

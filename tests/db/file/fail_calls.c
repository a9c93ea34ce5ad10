/* Lets the n-th call that changes a file below MERILO_FAIL_DIR fail, that one alone or each from then on.
   Preloaded; fail_at arms it, 0 disarms it, and calls tells how many there were since. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#define FILES 4096
static char changed[FILES];
static long at, count;
static int code, lasting;

void fail_at(long number, int error, int from_then_on) {
  at = 0, count = 0, code = error, lasting = from_then_on, at = number;
}

long calls(void) { return count; }

static int fails(void) {
  if (!at) return 0;
  long number = __sync_add_and_fetch(&count, 1);
  if (number != at && !(lasting && number > at)) return 0;
  errno = code;
  return 1;
}

static int ours(const char *path) {
  const char *folder = getenv("MERILO_FAIL_DIR");
  return folder && path && !strncmp(path, folder, strlen(folder));
}

static int ours_at(int fd) { return fd >= 0 && fd < FILES && changed[fd]; }

static int opened(const char *path, int flags, mode_t mode) {
  int writes = ours(path) && flags & (O_WRONLY | O_RDWR | O_CREAT);
  if (writes && fails()) return -1;
  int fd = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
  if (fd >= 0 && fd < FILES) changed[fd] = (char)writes;
  return fd;
}

#define MODE \
  mode_t mode = 0; \
  if (flags & O_CREAT) { va_list more; va_start(more, flags); mode = va_arg(more, int); va_end(more); }

int open(const char *path, int flags, ...) { MODE return opened(path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return opened(path, flags, mode); }

int close(int fd) {
  if (fd >= 0 && fd < FILES) changed[fd] = 0;
  return (int)syscall(SYS_close, fd);
}

#define OR_FAIL(fd, call) (ours_at(fd) && fails() ? -1 : (call))
ssize_t write(int fd, const void *data, size_t size) { return OR_FAIL(fd, syscall(SYS_write, fd, data, size)); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t to) { return OR_FAIL(fd, syscall(SYS_pwrite64, fd, data, size, to)); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t to) { return OR_FAIL(fd, syscall(SYS_pwrite64, fd, data, size, to)); }
int ftruncate(int fd, off_t size) { return OR_FAIL(fd, (int)syscall(SYS_ftruncate, fd, size)); }
int ftruncate64(int fd, off64_t size) { return OR_FAIL(fd, (int)syscall(SYS_ftruncate, fd, size)); }
int fsync(int fd) { return OR_FAIL(fd, (int)syscall(SYS_fsync, fd)); }
int fdatasync(int fd) { return OR_FAIL(fd, (int)syscall(SYS_fdatasync, fd)); }

int rename(const char *from, const char *to) {
  return ours(to) && fails() ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int unlink(const char *path) {
  return ours(path) && fails() ? -1 : (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

/* Loaded before the server's libraries: a disk and a calendar that do what the file named by TENON_FAULTS says. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

struct faults {
    int64_t clock_offset; /* Seconds that the calendar is ahead */
    int32_t disk_error;   /* What every change of a file fails with; 0: none fails */
};

static volatile const struct faults *faults;

/* The flags of an open() that makes a file. */
static const int makes_a_file = O_CREAT | (O_TMPFILE & ~O_DIRECTORY);

__attribute__((constructor)) static void attach(void) {
    const char *path = getenv("TENON_FAULTS");
    const int fd = path == NULL ? -1 : open(path, O_RDONLY | O_CLOEXEC);
    void *mapped = fd < 0 ? MAP_FAILED : mmap(NULL, sizeof(struct faults), PROT_READ, MAP_SHARED, fd, 0);
    faults = mapped == MAP_FAILED ? NULL : mapped;
}

static int disk_error(void) { return faults == NULL ? 0 : faults->disk_error; }

static int fails(int fd) {
    struct stat facts;
    if (disk_error() == 0 || fstat(fd, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        return 0;
    }
    errno = disk_error();
    return 1;
}

#define REAL(name, type) ((type)dlsym(RTLD_NEXT, name))

#define CHANGE(result, name, parameters, type, arguments)                                                              \
    result name parameters {                                                                                           \
        return fails(fd) ? -1 : REAL(#name, type) arguments;                                                           \
    }

typedef ssize_t (*writer)(int, const void *, size_t);
typedef ssize_t (*placed_writer)(int, const void *, size_t, off_t);
typedef int (*sized)(int, off_t);
typedef int (*plain)(int);

CHANGE(ssize_t, write, (int fd, const void *data, size_t size), writer, (fd, data, size))
CHANGE(ssize_t, pwrite, (int fd, const void *data, size_t size, off_t at), placed_writer, (fd, data, size, at))
CHANGE(ssize_t, pwrite64, (int fd, const void *data, size_t size, off_t at), placed_writer, (fd, data, size, at))
CHANGE(int, ftruncate, (int fd, off_t size), sized, (fd, size))
CHANGE(int, ftruncate64, (int fd, off_t size), sized, (fd, size))
CHANGE(int, fsync, (int fd), plain, (fd))
CHANGE(int, fdatasync, (int fd), plain, (fd))

int linkat(int from, const char *old, int to, const char *new, int flags) {
    typedef int (*linker)(int, const char *, int, const char *, int);
    if (disk_error() != 0) {
        errno = disk_error();
        return -1;
    }
    return REAL("linkat", linker)(from, old, to, new, flags);
}

static int opened(const char *name, int folder, const char *path, int flags, mode_t mode) {
    typedef int (*opener)(int, const char *, int, ...);
    if (disk_error() != 0 && (flags & makes_a_file) != 0) {
        errno = disk_error();
        return -1;
    }
    return REAL(name, opener)(folder, path, flags, mode);
}

#define OPEN(name, real, parameters, folder)                                                                           \
    int name parameters {                                                                                              \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        const mode_t mode = (flags & makes_a_file) != 0 ? va_arg(rest, mode_t) : 0;            \
        va_end(rest);                                                                                                  \
        return opened(real, folder, path, flags, mode);                                                                \
    }

OPEN(open, "openat", (const char *path, int flags, ...), AT_FDCWD)
OPEN(open64, "openat64", (const char *path, int flags, ...), AT_FDCWD)
OPEN(openat, "openat", (int folder, const char *path, int flags, ...), folder)
OPEN(openat64, "openat64", (int folder, const char *path, int flags, ...), folder)

int clock_gettime(clockid_t clock, struct timespec *now) {
    typedef int (*teller)(clockid_t, struct timespec *);
    static teller real;
    if (real == NULL) {
        real = REAL("clock_gettime", teller);
    }
    const int result = real(clock, now);
    if (result == 0 && faults != NULL && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        now->tv_sec += faults->clock_offset;
    }
    return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    typedef int (*teller)(struct timeval *, void *);
    const int result = REAL("gettimeofday", teller)(now, zone);
    now->tv_sec += result == 0 && faults != NULL ? faults->clock_offset : 0;
    return result;
}

time_t time(time_t *into) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (into != NULL) {
        *into = now.tv_sec;
    }
    return now.tv_sec;
}

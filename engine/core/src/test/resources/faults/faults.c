/*
 * Preloaded into a process (LD_PRELOAD), it counts the calls that change files under one folder and makes chosen ones fail, as a
 * disk that dies or fills up does: those of Java, DuckDB and SQLite alike.
 *
 * KELP_FAULTS names a file of at least 4096 bytes that is shared with the one who gives orders, KELP_FAULTS_UNDER the folder.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum mode { FAIL = 0, FAIL_ON = 1, SHORT = 2, TORN = 3, KILL = 4, KILL_TORN = 5 };

struct orders {
    _Atomic int64_t armed;   /* nothing is counted while 0 */
    _Atomic int64_t calls;   /* how many calls there were since it was set to 0 */
    _Atomic int64_t fail_at; /* which of them fails, 0 for none */
    _Atomic int64_t mode;
    _Atomic int64_t error;   /* the errno */
    _Atomic int64_t budget;  /* how many bytes can still be written, negative for any number */
    _Atomic int64_t failed;  /* how many calls failed */
    char call[256];          /* the first that failed, with its path */
};

#define DESCRIPTORS 65536
static struct orders *orders;
static char under[4096];
static size_t under_length;
static _Atomic char watched[DESCRIPTORS];

__attribute__((constructor)) static void begin(void) {
    const char *file = getenv("KELP_FAULTS");
    const char *folder = getenv("KELP_FAULTS_UNDER");
    if (file == NULL || folder == NULL) {
        return;
    }
    int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
    int descriptor = real_open(file, O_RDWR);
    if (descriptor < 0) {
        return;
    }
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    close(descriptor);
    if (page != MAP_FAILED) {
        under_length = strlen(folder);
        memcpy(under, folder, under_length + 1);
        orders = page;
    }
}

static int is_under(const char *path) {
    return orders != NULL && path != NULL && strncmp(path, under, under_length) == 0;
}

static int is_watched(int descriptor) {
    return orders != NULL && descriptor >= 0 && descriptor < DESCRIPTORS && watched[descriptor];
}

static void note(const char *call, const char *path) {
    if (atomic_fetch_add(&orders->failed, 1) == 0) {
        snprintf(orders->call, sizeof orders->call, "%s %s", call, path);
    }
}

/* What is to become of a call: 0 it goes through, 1 it fails, 2 half of it is done and that is answered, 3 half, then it fails. */
static int verdict(const char *call, const char *path) {
    if (!orders->armed) {
        return 0;
    }
    int64_t number = atomic_fetch_add(&orders->calls, 1) + 1;
    int64_t at = orders->fail_at;
    int64_t mode = orders->mode;
    if (at == 0 || number < at || (number > at && mode != FAIL_ON)) {
        return 0;
    }
    note(call, path);
    if (mode == KILL) {
        kill(getpid(), SIGKILL);
    }
    errno = (int) orders->error;
    return mode == SHORT ? 2 : mode == TORN || mode == KILL_TORN ? 3 : 1;
}

static int refused(const char *call, const char *path) {
    int what = verdict(call, path);
    if (what == 3 && orders->mode == KILL_TORN) {
        kill(getpid(), SIGKILL);
    }
    if (what == 1 || what == 3) {
        errno = (int) orders->error;
        return 1;
    }
    return 0;
}

static const char *path_of(int descriptor, char *path, size_t size) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, size - 1);
    path[length < 0 ? 0 : length] = 0;
    return path;
}

/* How many of size bytes may be written; -1 for none, with errno set. *half says that the call fails after so many. */
static ssize_t allowed(const char *call, int descriptor, size_t size, int *half) {
    char path[512];
    int64_t budget = orders->budget;
    *half = 0;
    if (orders->armed && budget >= 0) {
        int64_t left = atomic_fetch_sub(&orders->budget, (int64_t) size);
        if (left < (int64_t) size) {
            atomic_store(&orders->budget, 0);
            if (left <= 0) {
                note(call, path_of(descriptor, path, sizeof path));
                errno = ENOSPC;
                return -1;
            }
            return left;
        }
    }
    if (!orders->armed) {
        return (ssize_t) size;
    }
    switch (verdict(call, path_of(descriptor, path, sizeof path))) {
        case 1: return -1;
        case 2: return size > 1 ? (ssize_t) (size / 2) : (ssize_t) size;
        case 3: *half = 1; return (ssize_t) (size / 2);
        default: return (ssize_t) size;
    }
}

static ssize_t ended(ssize_t result, int half) {
    if (!half) {
        return result;
    }
    if (orders->mode == KILL_TORN) {
        kill(getpid(), SIGKILL);
    }
    errno = (int) orders->error;
    return -1;
}

static int full(void) {
    return orders->armed && orders->budget == 0;
}

#define REAL(name) \
    static __typeof__(name) *real; \
    if (real == NULL) { \
        real = dlsym(RTLD_NEXT, #name); \
    }

static int opened(int descriptor) {
    if (descriptor >= 0 && descriptor < DESCRIPTORS) {
        watched[descriptor] = 1;
    }
    return descriptor;
}

static int opens(const char *path, int flags) {
    if (!(flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC))) {
        return 0;
    }
    if ((flags & O_CREAT) && full() && access(path, F_OK) != 0) {
        note("open", path);
        errno = ENOSPC;
        return -1;
    }
    return refused("open", path) ? -1 : 1;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name) \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        if (!is_under(path)) { \
            return real(path, flags, mode); \
        } \
        int writes = opens(path, flags); \
        return writes < 0 ? -1 : writes ? opened(real(path, flags, mode)) : real(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        REAL(name) \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        if (!is_under(path)) { \
            return real(folder, path, flags, mode); \
        } \
        int writes = opens(path, flags); \
        return writes < 0 ? -1 : writes ? opened(real(folder, path, flags, mode)) : real(folder, path, flags, mode); \
    }
OPENAT(openat)
OPENAT(openat64)

int close(int descriptor) {
    REAL(close)
    if (descriptor >= 0 && descriptor < DESCRIPTORS) {
        watched[descriptor] = 0;
    }
    return real(descriptor);
}

ssize_t write(int descriptor, const void *bytes, size_t size) {
    REAL(write)
    if (!is_watched(descriptor)) {
        return real(descriptor, bytes, size);
    }
    int half;
    ssize_t some = allowed("write", descriptor, size, &half);
    return some < 0 ? -1 : ended(real(descriptor, bytes, (size_t) some), half);
}

#define PWRITE(name, offset_type) \
    ssize_t name(int descriptor, const void *bytes, size_t size, offset_type offset) { \
        REAL(name) \
        if (!is_watched(descriptor)) { \
            return real(descriptor, bytes, size, offset); \
        } \
        int half; \
        ssize_t some = allowed("pwrite", descriptor, size, &half); \
        return some < 0 ? -1 : ended(real(descriptor, bytes, (size_t) some, offset), half); \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

static size_t total(const struct iovec *parts, int count) {
    size_t size = 0;
    for (int i = 0; i < count; i++) {
        size += parts[i].iov_len;
    }
    return size;
}

/* Gathered writes are shortened to their first part. */
ssize_t writev(int descriptor, const struct iovec *parts, int count) {
    REAL(writev)
    if (!is_watched(descriptor)) {
        return real(descriptor, parts, count);
    }
    int half;
    size_t size = total(parts, count);
    ssize_t some = allowed("writev", descriptor, size, &half);
    return some < 0 ? -1 : ended(real(descriptor, parts, (size_t) some < size ? 1 : count), half);
}

#define PWRITEV(name, offset_type) \
    ssize_t name(int descriptor, const struct iovec *parts, int count, offset_type offset) { \
        REAL(name) \
        if (!is_watched(descriptor)) { \
            return real(descriptor, parts, count, offset); \
        } \
        int half; \
        size_t size = total(parts, count); \
        ssize_t some = allowed("pwritev", descriptor, size, &half); \
        return some < 0 ? -1 : ended(real(descriptor, parts, (size_t) some < size ? 1 : count, offset), half); \
    }
PWRITEV(pwritev, off_t)
PWRITEV(pwritev64, off64_t)

#define ON_DESCRIPTOR(name, parameters, arguments) \
    int name parameters { \
        REAL(name) \
        char path[512]; \
        if (is_watched(descriptor) && orders->armed && refused(#name, path_of(descriptor, path, sizeof path))) { \
            return -1; \
        } \
        return real arguments; \
    }

/* Syncing counts for folders and files opened for reading too. */
#define SYNC(name) \
    int name(int descriptor) { \
        REAL(name) \
        char path[512]; \
        if (orders != NULL && orders->armed && is_under(path_of(descriptor, path, sizeof path)) && refused(#name, path)) { \
            return -1; \
        } \
        return real(descriptor); \
    }
SYNC(fsync)
SYNC(fdatasync)
ON_DESCRIPTOR(ftruncate, (int descriptor, off_t size), (descriptor, size))
ON_DESCRIPTOR(ftruncate64, (int descriptor, off64_t size), (descriptor, size))
ON_DESCRIPTOR(fallocate, (int descriptor, int mode, off_t offset, off_t size), (descriptor, mode, offset, size))
ON_DESCRIPTOR(fallocate64, (int descriptor, int mode, off64_t offset, off64_t size), (descriptor, mode, offset, size))

static int posix_refused(int descriptor) {
    char path[512];
    return is_watched(descriptor) && orders->armed && refused("posix_fallocate", path_of(descriptor, path, sizeof path));
}

int posix_fallocate(int descriptor, off_t offset, off_t size) {
    REAL(posix_fallocate)
    return posix_refused(descriptor) ? (int) orders->error : real(descriptor, offset, size);
}

int posix_fallocate64(int descriptor, off64_t offset, off64_t size) {
    REAL(posix_fallocate64)
    return posix_refused(descriptor) ? (int) orders->error : real(descriptor, offset, size);
}

#define ON_PATH(name, parameters, arguments) \
    int name parameters { \
        REAL(name) \
        return is_under(path) && refused(#name, path) ? -1 : real arguments; \
    }
ON_PATH(rename, (const char *from, const char *path), (from, path))
ON_PATH(renameat, (int a, const char *from, int b, const char *path), (a, from, b, path))
ON_PATH(renameat2, (int a, const char *from, int b, const char *path, unsigned flags), (a, from, b, path, flags))
ON_PATH(link, (const char *from, const char *path), (from, path))
ON_PATH(unlink, (const char *path), (path))
ON_PATH(unlinkat, (int folder, const char *path, int flags), (folder, path, flags))
ON_PATH(remove, (const char *path), (path))
ON_PATH(truncate, (const char *path, off_t size), (path, size))
ON_PATH(truncate64, (const char *path, off64_t size), (path, size))

int mkdir(const char *path, mode_t mode) {
    REAL(mkdir)
    if (is_under(path)) {
        struct stat there;
        if (full() && stat(path, &there) != 0) {
            note("mkdir", path);
            errno = ENOSPC;
            return -1;
        }
        if (refused("mkdir", path)) {
            return -1;
        }
    }
    return real(path, mode);
}

/* A disk that fails, or a machine that stops, at one chosen call. Loaded before the C library.

   DISK_UNDER  folders that it is about, with colons between; elsewhere everything is as ever
   DISK_AT     the number of the call, from 1; without it nothing fails
   DISK_HOW    stop: before the call; torn: after it, or after half of what is written;
               or the number of an error, for this one call; with a + for it and every later
               one, but for those that only take something away
   DISK_LOG    a file that every call is written into
   DISK_MICROS so long after the first call to any file the machine stops */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
enum { GO_ON, FAIL, TORN };

static pid_t mine;
static int calls;

static void stop(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static void *stop_later(void *micros) {
    usleep((useconds_t)(long)micros);
    stop();
    return NULL;
}

/* The process is forked from one that was warm: it begins to count with its own first call. */
static void begin(void) {
    if (mine == getpid()) return;
    mine = getpid();
    calls = 0;
    const char *micros = getenv("DISK_MICROS");
    if (micros) {
        pthread_t thread;
        pthread_create(&thread, NULL, stop_later, (void *)atol(micros));
    }
}

static int is_under(const char *path) {
    const char *folders = getenv("DISK_UNDER");
    while (folders && *folders) {
        size_t length = strcspn(folders, ":");
        if (length && !strncmp(path, folders, length)) return 1;
        folders += length + (folders[length] == ':');
    }
    return 0;
}

static int decide(const char *kind, const char *path, int frees) {
    int kept = errno, found = GO_ON;
    begin();
    if (!is_under(path)) return GO_ON;
    calls++;
    const char *log = getenv("DISK_LOG"), *at = getenv("DISK_AT"), *how = getenv("DISK_HOW");
    if (log) {
        char said[5000];
        int length = snprintf(said, sizeof said, "%s %s\n", kind, path);
        int file = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND, 0600);
        syscall(SYS_write, file, said, length);
        syscall(SYS_close, file);
    }
    errno = kept;
    if (!at || !how || calls < atoi(at)) return GO_ON;
    int first = calls == atoi(at);
    if (first && !strcmp(how, "stop")) stop();
    if (first && !strcmp(how, "torn")) found = TORN;
    int lasts = strchr(how, '+') != NULL;
    if (atoi(how) && (lasts ? !frees : first)) {
        errno = atoi(how);
        found = FAIL;
    }
    return found;
}

static int decide_of(const char *kind, int file, int frees) {
    char name[64], path[4096];
    snprintf(name, sizeof name, "/proc/self/fd/%d", file);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, name, path, sizeof path - 1);
    if (length < 0) return GO_ON;
    path[length] = 0;
    return decide(kind, path, frees);
}

#define DONE(asked, call)                \
    int found = asked;                   \
    if (found == FAIL) return -1;        \
    __typeof__(call) answer = call;      \
    if (found == TORN) stop();           \
    return answer;

#define PUT(name, all, half)             \
    REAL(name);                          \
    int found = decide_of("write", file, 0); \
    if (found == FAIL) return -1;        \
    if (found == TORN) { half; stop(); } \
    return all;

ssize_t write(int file, const void *data, size_t size) {
    PUT(write, real(file, data, size), real(file, data, size / 2))
}
ssize_t pwrite(int file, const void *data, size_t size, off_t at) {
    PUT(pwrite, real(file, data, size, at), real(file, data, size / 2, at))
}
ssize_t pwrite64(int file, const void *data, size_t size, off64_t at) {
    PUT(pwrite64, real(file, data, size, at), real(file, data, size / 2, at))
}
int fsync(int file) { REAL(fsync); DONE(decide_of("fsync", file, 0), real(file)) }
int fdatasync(int file) { REAL(fdatasync); DONE(decide_of("fsync", file, 0), real(file)) }
int ftruncate(int file, off_t size) {
    REAL(ftruncate); DONE(decide_of("truncate", file, size == 0), real(file, size))
}
int ftruncate64(int file, off64_t size) {
    REAL(ftruncate64); DONE(decide_of("truncate", file, size == 0), real(file, size))
}
int rename(const char *from, const char *to) {
    REAL(rename); DONE(decide("rename", to, 0), real(from, to))
}
int unlink(const char *path) { REAL(unlink); DONE(decide("unlink", path, 1), real(path)) }
int unlinkat(int folder, const char *path, int flags) {
    REAL(unlinkat); DONE(decide_of("unlink", folder, 1), real(folder, path, flags))
}
int rmdir(const char *path) { REAL(rmdir); DONE(decide("rmdir", path, 1), real(path)) }
int mkdir(const char *path, mode_t mode) {
    REAL(mkdir); DONE(decide("mkdir", path, 0), real(path, mode))
}

#define OPEN(name, ...)                                                         \
    mode_t mode = 0;                                                            \
    if (flags & O_CREAT) {                                                      \
        va_list more;                                                           \
        va_start(more, flags);                                                  \
        mode = va_arg(more, mode_t);                                            \
        va_end(more);                                                           \
    }                                                                           \
    begin();                                                                    \
    REAL(name);                                                                 \
    int asked = flags & (O_CREAT | O_TRUNC) ? decide("create", path, 0) : GO_ON; \
    DONE(asked, real(__VA_ARGS__, flags, mode))

int open(const char *path, int flags, ...) { OPEN(open, path) }
int open64(const char *path, int flags, ...) { OPEN(open64, path) }
int openat(int folder, const char *path, int flags, ...) { OPEN(openat, folder, path) }
int openat64(int folder, const char *path, int flags, ...) { OPEN(openat64, folder, path) }

#include <tenon/sandbox.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <grp.h>
#include <linux/landlock.h>
#include <pwd.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <system_error>
#include <unistd.h>

namespace tenon::sandbox {

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
// Their shadow memory is terabytes of address space, and their leak check needs ptrace and threads.
constexpr bool underSanitizer = true;
#else
constexpr bool underSanitizer = false;
#endif

[[noreturn]] void fail(const char* what, int error) { throw std::system_error(error, std::generic_category(), what); }

void limit(__rlimit_resource resource, rlim_t value, const char* what) {
    rlimit current{};
    if (::getrlimit(resource, &current) != 0) {
        fail(what, errno);
    }
    const rlim_t allowed = value < current.rlim_max ? value : current.rlim_max;
    const rlimit wanted{allowed, allowed};
    if (::setrlimit(resource, &wanted) != 0) {
        fail(what, errno);
    }
}

/// SIGXCPU at the limit, SIGKILL a second later. Whoever started the program may have set a lower limit.
void limitCpu(std::chrono::seconds cpu) {
    rlimit current{};
    if (::getrlimit(RLIMIT_CPU, &current) != 0) {
        fail("limit of processor time", errno);
    }
    const auto soft = static_cast<rlim_t>(cpu.count());
    const rlimit wanted{std::min(soft, current.rlim_cur), std::min(soft + 1, current.rlim_max)};
    if (::setrlimit(RLIMIT_CPU, &wanted) != 0) {
        fail("limit of processor time", errno);
    }
}

/// Standard output may be a file when a person runs the program; then it has to be able to grow.
rlim_t largestFile(const Limits& limits) {
    struct stat status {};

    return ::fstat(STDOUT_FILENO, &status) == 0 && S_ISREG(status.st_mode) ? limits.outputBytes : 0;
}

void limitResources(const Limits& limits) {
    // A write beyond the limit becomes an error instead of a signal.
    std::signal(SIGXFSZ, SIG_IGN);
    limit(RLIMIT_CORE, 0, "limit of core files");
    limit(RLIMIT_FSIZE, largestFile(limits), "limit of written bytes");
    limitCpu(limits.cpu);
    limit(RLIMIT_NOFILE, limits.openFiles, "limit of descriptors");
    if (!underSanitizer) {
        limit(RLIMIT_AS, limits.memoryBytes, "limit of memory");
    }
}

void becomeUser(const std::string& name) {
    if (::geteuid() != 0 || name.empty()) {
        return;
    }
    errno = 0;
    const passwd* user = ::getpwnam(name.c_str());
    if (user == nullptr) {
        fail("user of the helper program", errno == 0 ? ENOENT : errno);
    }
    const uid_t uid = user->pw_uid;
    const gid_t gid = user->pw_gid;
    if (::setgroups(0, nullptr) != 0 || ::setresgid(gid, gid, gid) != 0 || ::setresuid(uid, uid, uid) != 0) {
        fail("user of the helper program", errno);
    }
}

/// What libraries read on their way: their own data, fonts, the time zone. Everything else is closed.
constexpr const char* readable[] = {
    "/usr",
    "/lib",
    "/lib64",
    "/etc/fonts",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/var/cache/fontconfig",
    "/dev/null",
    "/dev/urandom",
};

/// A set of Landlock rules while it is put together.
class FileRules {
public:
    explicit FileRules(int ruleset) : _ruleset(ruleset) {}

    FileRules(const FileRules&) = delete;
    FileRules& operator=(const FileRules&) = delete;

    ~FileRules() { ::close(_ruleset); }

    /// Lets a file, or all below a folder, be read where there is such a path.
    void allowReading(const char* path) const {
        const int fd = ::open(path, O_PATH | O_CLOEXEC);

        struct stat status {};

        if (fd < 0 || ::fstat(fd, &status) != 0) {
            return;
        }
        const __u64 listing = S_ISDIR(status.st_mode) ? LANDLOCK_ACCESS_FS_READ_DIR : 0;
        const landlock_path_beneath_attr rule{LANDLOCK_ACCESS_FS_READ_FILE | listing, fd};
        const long result = ::syscall(SYS_landlock_add_rule, _ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
        const int error = errno;
        ::close(fd);
        if (result != 0) {
            fail("Landlock", error);
        }
    }

    void enforce() const {
        if (::syscall(SYS_landlock_restrict_self, _ruleset, 0) != 0) {
            fail("Landlock", errno);
        }
    }

private:
    int _ruleset;
};

/// Closes the file system but for what libraries read, where the kernel can; older kernels and containers without it go
/// on without.
void restrictFiles() {
    const landlock_ruleset_attr handled{
        .handled_access_fs = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR
                             | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR
                             | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR
                             | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK
                             | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK
                             | LANDLOCK_ACCESS_FS_MAKE_SYM};
    const long ruleset = ::syscall(SYS_landlock_create_ruleset, &handled, sizeof(handled), 0);
    if (ruleset < 0) {
        return;
    }
    const FileRules rules(static_cast<int>(ruleset));
    for (const char* path : readable) {
        rules.allowReading(path);
    }
    rules.enforce();
}

/// The system calls that reading a document needs. Everything else fails with EPERM, so that a library which only tries
/// something (a cache file, a name service) carries on.
constexpr int allowedCalls[] = {
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(pread64),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(close),
    SCMP_SYS(close_range),
    SCMP_SYS(lseek),
    SCMP_SYS(fstat),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(statx),
    SCMP_SYS(statfs),
    SCMP_SYS(fstatfs),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getdents64),
    SCMP_SYS(getcwd),
    SCMP_SYS(fcntl),
    SCMP_SYS(fadvise64),
    SCMP_SYS(mmap),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(mprotect),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(futex),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(times),
    SCMP_SYS(getrusage),
    SCMP_SYS(getrlimit),
    SCMP_SYS(getrandom),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(rseq),
    SCMP_SYS(membarrier),
    SCMP_SYS(set_robust_list),
};

/// Owns libseccomp's filter while it is put together.
class Filter {
public:
    Filter() : _context(::seccomp_init(SCMP_ACT_ERRNO(EPERM))) {
        if (_context == nullptr) {
            fail("system call filter", ENOMEM);
        }
    }

    Filter(const Filter&) = delete;
    Filter& operator=(const Filter&) = delete;

    ~Filter() { ::seccomp_release(_context); }

    void allow(int call) { check(::seccomp_rule_add_array(_context, SCMP_ACT_ALLOW, call, 0, nullptr)); }

    /// Allows a call only when the masked bits of one argument have this value.
    void allow(int call, unsigned argument, scmp_datum_t mask, scmp_datum_t value) {
        const scmp_arg_cmp condition{argument, SCMP_CMP_MASKED_EQ, mask, value};
        check(::seccomp_rule_add_array(_context, SCMP_ACT_ALLOW, call, 1, &condition));
    }

    void load() { check(::seccomp_load(_context)); }

private:
    static void check(int result) {
        if (result < 0) {
            fail("system call filter", -result);
        }
    }

    scmp_filter_ctx _context;
};

void filterSystemCalls() {
    constexpr scmp_datum_t changing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;
    Filter filter;
    for (const int call : allowedCalls) {
        filter.allow(call);
    }
    filter.allow(SCMP_SYS(openat), 2, changing, O_RDONLY);
    filter.allow(SCMP_SYS(open), 1, changing, O_RDONLY);
    // abort() signals its own thread; a limit may be asked for but not set (third argument null).
    filter.allow(SCMP_SYS(tgkill), 0, ~scmp_datum_t{0}, static_cast<scmp_datum_t>(::getpid()));
    filter.allow(SCMP_SYS(prlimit64), 2, ~scmp_datum_t{0}, 0);
    filter.load();
}

} // namespace

void confine(const Limits& limits) {
    limitResources(limits);
    becomeUser(limits.user);
    limit(RLIMIT_NPROC, 0, "limit of processes");
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        fail("no new privileges", errno);
    }
    restrictFiles();
    if (!underSanitizer) {
        filterSystemCalls();
    }
}

} // namespace tenon::sandbox

#if defined(__SANITIZE_ADDRESS__) && defined(TENON_HELPER_PROGRAM)
// The leak check needs ptrace, which a confined process cannot have.
extern "C" __attribute__((visibility("default"))) int __lsan_is_turned_off();

int __lsan_is_turned_off() { return 1; }
#endif

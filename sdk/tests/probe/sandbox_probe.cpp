/// A helper program that has been taken over: it confines itself as every helper does, then tries to get out and tells
/// what it got. Arguments: a file of the server that only its user may read, and one that everybody may read.

#include <tenon/sandbox.h>

#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

void tell(const char* what, bool got) { std::printf("%s %s\n", what, got ? "got" : "refused"); }

bool reads(const char* path) {
    char byte = 0;
    const int fd = ::open(path, O_RDONLY);
    return fd >= 0 && ::read(fd, &byte, 1) == 1;
}

bool starts(const char* path) {
    char* const none[] = {nullptr};
    return ::execve(path, none, none) == 0;
}

/// A thread or process, asked for without the library's wrapper, which would have more to do in the child.
bool clones() {
    const long child = ::syscall(SYS_clone, SIGCHLD, nullptr, nullptr, nullptr, nullptr);
    if (child == 0) {
        ::_exit(0);
    }
    return child > 0;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        return 2;
    }
    tenon::sandbox::confine({});
    tell("internet", ::socket(AF_INET, SOCK_STREAM, 0) >= 0);
    tell("local-socket", ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
    tell("program", starts("/bin/true"));
    tell("process", clones());
    tell("write", ::open("/tmp/tenon-probe", O_WRONLY | O_CREAT, 0600) >= 0);
    tell("overwrite", ::open(argv[2], O_WRONLY | O_TRUNC) >= 0);
    tell("folder", ::mkdir("/tmp/tenon-probe.d", 0700) == 0);
    tell("remove", ::unlink(argv[2]) == 0);
    tell("rename", ::rename(argv[2], "/tmp/tenon-probe") == 0);
    tell("chmod", ::chmod(argv[2], 0777) == 0);
    tell("server-memory", ::ptrace(PTRACE_ATTACH, ::getppid(), nullptr, nullptr) == 0);
    tell("server-signal", ::kill(::getppid(), 0) == 0);
    tell("root", ::setuid(0) == 0);
    tell("io-uring", ::syscall(SYS_io_uring_setup, 1, nullptr) >= 0);
    tell("new-limits", ::syscall(SYS_setrlimit, 0, nullptr) == 0);
    tell("private-file", reads(argv[1]));
    tell("public-file", reads(argv[2]));
    tell("own-libraries", reads("/usr/bin/env"));
    return 0;
}

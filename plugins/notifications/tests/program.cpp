#include "program.h"

#include <cppunit/extensions/HelperMacros.h>

#include <array>
#include <csignal>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace notifications::test {

namespace {

constexpr auto longestWait = std::chrono::seconds(20);

struct Pipe {
    tenon::Descriptor reading;
    tenon::Descriptor writing;
};

Pipe newPipe() {
    std::array<int, 2> ends{};
    CPPUNIT_ASSERT_EQUAL(0, ::pipe(ends.data()));
    return {tenon::Descriptor(ends[0]), tenon::Descriptor(ends[1])};
}

} // namespace

Program::Program(const std::string& script, const std::vector<std::string>& arguments) {
    Pipe in = newPipe();
    Pipe out = newPipe();
    const std::string path = NOTIFICATIONS_TESTS "/" + script;
    // Debian's, which has Debian's packages.
    std::vector<const char*> words{"/usr/bin/python3", "-B", "-W", "ignore", path.c_str()};
    for (const std::string& argument : arguments) {
        words.push_back(argument.c_str());
    }
    words.push_back(nullptr);
    _process = ::fork();
    if (_process == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::dup2(in.reading.get(), STDIN_FILENO);
        ::dup2(out.writing.get(), STDOUT_FILENO);
        ::close(in.writing.get());
        ::close(out.reading.get());
        ::execv(words[0], const_cast<char* const*>(words.data()));
        ::_exit(127);
    }
    CPPUNIT_ASSERT(_process > 0);
    _input = std::move(in.writing);
    _output = std::move(out.reading);
}

Program::~Program() {
    ::kill(_process, SIGKILL);
    ::waitpid(_process, nullptr, 0);
}

tenon::JsonObject Program::next() {
    const auto deadline = std::chrono::steady_clock::now() + longestWait;
    while (_pending.find('\n') == std::string::npos) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        CPPUNIT_ASSERT_MESSAGE("the program says nothing", left.count() > 0 && read(left));
    }
    const auto end = _pending.find('\n');
    const std::string line = _pending.substr(0, end);
    _pending.erase(0, end + 1);
    return boost::json::parse(line).as_object();
}

bool Program::isSilent(std::chrono::milliseconds time) { return _pending.empty() && !read(time); }

void Program::tell(const tenon::JsonObject& line) {
    const std::string text = boost::json::serialize(line) + '\n';
    CPPUNIT_ASSERT_EQUAL(static_cast<ssize_t>(text.size()), ::write(_input.get(), text.data(), text.size()));
}

bool Program::read(std::chrono::milliseconds time) {
    pollfd waited{.fd = _output.get(), .events = POLLIN, .revents = 0};
    if (::poll(&waited, 1, static_cast<int>(time.count())) != 1) {
        return false;
    }
    std::array<char, 4096> piece{};
    const ssize_t count = ::read(_output.get(), piece.data(), piece.size());
    if (count <= 0) {
        return false;
    }
    _pending.append(piece.data(), static_cast<std::size_t>(count));
    return true;
}

} // namespace notifications::test

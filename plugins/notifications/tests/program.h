#pragma once

#include <tenon/file.h>
#include <tenon/json.h>

#include <chrono>
#include <string>
#include <sys/types.h>
#include <vector>

namespace notifications::test {

/// A Python program of this folder that runs beside a test: one JSON object a line, both ways. Ends with this object.
class Program {
public:
    Program(const std::string& script, const std::vector<std::string>& arguments);
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    /// The next line that it writes; fails the test when there is none in time.
    tenon::JsonObject next();

    /// Whether it writes nothing for `time`.
    bool isSilent(std::chrono::milliseconds time);

    void tell(const tenon::JsonObject& line);

private:
    bool read(std::chrono::milliseconds time);

    pid_t _process = -1;
    tenon::Descriptor _input;
    tenon::Descriptor _output;
    std::string _pending;
};

} // namespace notifications::test

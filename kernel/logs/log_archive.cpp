#include "log_archive.h"

#include <Poco/DateTime.h>
#include <Poco/Path.h>
#include <Poco/Zip/Compress.h>

#include <ext/stdio_filebuf.h>
#include <ostream>
#include <stdexcept>
#include <streambuf>
#include <string>
#include <unistd.h>

namespace tenon::logs {

namespace {

constexpr const char* member = "tenon.log";

/// Reads a log line by line and hands on those in the range.
class LinesInRange : public std::streambuf {
public:
    LinesInRange(std::istream& log, const LogRange& range) : _log(log), _range(range) {}

protected:
    int_type underflow() override {
        while (std::getline(_log, _line)) {
            _isHeld = _range.holds(_line).value_or(_isHeld);
            if (_isHeld) {
                _line.push_back('\n');
                setg(_line.data(), _line.data(), _line.data() + _line.size());
                return traits_type::to_int_type(_line.front());
            }
        }
        return traits_type::eof();
    }

private:
    std::istream& _log;
    const LogRange& _range;
    std::string _line;
    bool _isHeld = true; ///< A line without a time belongs to the one before it
};

} // namespace

std::optional<bool> LogRange::holds(std::string_view line) const {
    constexpr std::string_view beginning = R"({"at":")";
    constexpr std::size_t length = std::string_view("2026-01-31T08:00:00.000000Z").size();
    if (!line.starts_with(beginning) || line.size() < beginning.size() + length) {
        return std::nullopt;
    }
    const std::string_view at = line.substr(beginning.size(), length); // Text order is time order.
    return (!from || at >= from->text()) && (!to || at < to->text());
}

std::uint64_t archiveLog(std::istream& log, const LogRange& range, int descriptor) {
    __gnu_cxx::stdio_filebuf<char> file(::dup(descriptor), std::ios::in | std::ios::out | std::ios::binary);
    std::ostream out(&file);
    LinesInRange lines(log, range);
    std::istream in(&lines);
    // Not seekable: what the archive says about the member comes after it, so that nothing is written twice.
    Poco::Zip::Compress archive(out, false);
    archive.addFile(in, Poco::DateTime(), member, Poco::Zip::ZipCommon::CM_DEFLATE, Poco::Zip::ZipCommon::CL_NORMAL);
    archive.close();
    out.flush();
    if (!out) {
        throw std::runtime_error("the archive of the log could not be written");
    }
    return static_cast<std::uint64_t>(out.tellp());
}

} // namespace tenon::logs

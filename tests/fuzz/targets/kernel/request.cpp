/// Requests as one connection brings them, in pieces of any size: the pieces must not change what is understood.

#include <kernel/http/transport/body_store.h>
#include <kernel/http/transport/head_scanner.h>
#include <kernel/http/transport/request_parser.h>
#include <tests/fuzz/fuzz.h>

#include <string>

namespace {

using namespace tenon::http;

/// What a server would understand, written down.
class Reader {
public:
    void receive(std::string_view bytes) {
        _pending.append(bytes);
        while (!_isBroken && !_pending.empty() && (_isBody ? takeBody() : takeHead())) {
        }
    }

    [[nodiscard]] const std::string& said() const { return _said; }

private:
    bool takeHead() {
        const HeadScan scan = scanHead(_pending, _scanned);
        _scanned = scan.state == HeadScan::State::Incomplete ? _pending.size() : 0;
        if (scan.state != HeadScan::State::Complete) {
            _isBroken = scan.state == HeadScan::State::Malformed;
            _said += _isBroken ? "malformed\n" : "";
            return false;
        }
        std::string bytes = _pending.substr(0, scan.size);
        _pending.erase(0, scan.size);
        RequestHead head;
        if (const auto refusal = _parser.parse(bytes, {.uri = 256, .fields = 20}, head)) {
            return refuse(*refusal);
        }
        say(head);
        _isBody = head.framing != Framing::None;
        if (_isBody) {
            _parser.limitBody(512);
        }
        return true;
    }

    bool takeBody() {
        const auto progress = _parser.feed(_pending, _body);
        tenon::fuzz::claim(progress.consumed <= _pending.size(), "no more is consumed than there is");
        _pending.erase(0, progress.consumed);
        if (progress.refusal) {
            return refuse(*progress.refusal);
        }
        if (progress.complete) {
            _said.append("body ").append(_body.memory()).append("\n");
            _body.clear();
            _isBody = false;
        }
        return progress.complete;
    }

    bool refuse(Refusal refusal) {
        _said += "refused " + std::to_string(statusOf(refusal)) + "\n";
        _isBroken = true;
        return false;
    }

    void say(const RequestHead& head) {
        for (const auto part : {head.method, head.target, head.path, head.query}) {
            _said.append(part).append("|");
        }
        for (const Header& field : head.fields) {
            tenon::fuzz::claim(
                field.value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos,
                "a field's value holds no line end and no NUL"
            );
            _said.append(field.name).append(":").append(field.value).append("|");
        }
        tenon::fuzz::claim(head.path.starts_with('/') || head.path == "*", "a path begins with a slash");
        _said += std::to_string(head.length) + (head.keepAlive ? "keep" : "") + (head.expectsContinue ? "expect" : "")
                 + std::to_string(static_cast<int>(head.framing)) + std::to_string(head.minorVersion) + "\n";
    }

    const std::string _directory = "/tmp";
    std::string _pending;
    std::size_t _scanned = 0;
    RequestParser _parser;
    BodyStore _body{64 * 1024, _directory};
    bool _isBody = false;
    bool _isBroken = false;
    std::string _said;
};

} // namespace

void tenon::fuzz::run(std::string_view bytes) {
    Pieces pieces(bytes);
    const std::uint64_t cuts = pieces.number(4);
    std::string_view stream = pieces.rest();
    Reader whole;
    whole.receive(stream);
    Reader split;
    for (std::uint64_t sizes = cuts; !stream.empty(); sizes = sizes / 16 == 0 ? cuts : sizes / 16) {
        const std::string_view piece = stream.substr(0, sizes % 16 + 1);
        split.receive(piece);
        stream.remove_prefix(piece.size());
    }
    claim(whole.said() == split.said(), "a request means the same in whatever pieces it arrives");
}

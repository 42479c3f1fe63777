#pragma once

#include <cstddef>
#include <exception>
#include <optional>
#include <string_view>

struct XML_ParserStruct;

namespace documents::tables {

/// The attributes of one element, valid during the call that passes them.
class XmlAttributes {
public:
    explicit XmlAttributes(const char** pairs) : _pairs(pairs) {}

    /// The value of the attribute with this local name, whatever its prefix.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view localName) const;

    /// Calls `visit(localName, value)` for each.
    template <typename Visit>
    void each(Visit visit) const {
        for (const char** pair = _pairs; *pair != nullptr; pair += 2) {
            const std::string_view name = pair[0];
            visit(name.substr(name.rfind(':') + 1), std::string_view(pair[1]));
        }
    }

private:
    const char** _pairs;
};

/// Receives the elements of an XML document by local name. It may throw: the parser stops and rethrows.
class XmlHandler {
public:
    XmlHandler() = default;
    XmlHandler(const XmlHandler&) = delete;
    XmlHandler& operator=(const XmlHandler&) = delete;
    virtual ~XmlHandler() = default;

    virtual void begin(std::string_view name, const XmlAttributes& attributes) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void characters(std::string_view text) = 0;
};

/// Expat behind limits: no DOCTYPE (hence no entities), at most 64 levels. No exception passes through expat's frames.
class XmlParser {
public:
    explicit XmlParser(XmlHandler& handler);
    XmlParser(const XmlParser&) = delete;
    XmlParser& operator=(const XmlParser&) = delete;
    ~XmlParser();

    /// Parses the next piece. Throws Failure for malformed XML and rethrows what the handler threw.
    void feed(std::string_view piece);

    /// The document is complete.
    void finish();

private:
    struct Callbacks;

    void parse(std::string_view piece, bool last);

    XmlHandler& _handler;
    XML_ParserStruct* _parser;
    std::size_t _depth = 0;
    std::exception_ptr _thrown;
};

} // namespace documents::tables

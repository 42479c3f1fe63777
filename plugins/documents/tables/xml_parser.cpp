#include "tables/xml_parser.h"

#include "tables/failure.h"
#include "tables/limits.h"

#include <expat.h>
#include <new>

namespace documents::tables {

namespace {

std::string_view localName(std::string_view name) {
    const std::size_t colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

} // namespace

/// What expat calls. Each keeps an exception for after the parse and stops the parser instead.
struct XmlParser::Callbacks {
    template <typename Action>
    static void guarded(void* user, Action action) {
        auto& self = *static_cast<XmlParser*>(user);
        if (self._thrown) {
            return;
        }
        try {
            action(self);
        } catch (...) {
            self._thrown = std::current_exception();
            XML_StopParser(self._parser, XML_FALSE);
        }
    }

    static void begin(void* user, const char* name, const char** attributes) {
        guarded(user, [&](XmlParser& self) {
            if (++self._depth > maxXmlDepth) {
                throw Failure("file.xml_depth", "The document nests XML elements more than 64 deep.");
            }
            self._handler.begin(localName(name), XmlAttributes(attributes));
        });
    }

    static void end(void* user, const char* name) {
        guarded(user, [&](XmlParser& self) {
            --self._depth;
            self._handler.end(localName(name));
        });
    }

    static void characters(void* user, const char* text, int length) {
        guarded(user, [&](XmlParser& self) { self._handler.characters({text, static_cast<std::size_t>(length)}); });
    }

    static void doctype(void* user, const char*, const char*, const char*, int) {
        guarded(user, [](XmlParser&) {
            throw Failure("file.xml_doctype", "The document declares a document type, which no list needs.");
        });
    }
};

std::optional<std::string_view> XmlAttributes::find(std::string_view name) const {
    for (const char** pair = _pairs; *pair != nullptr; pair += 2) {
        if (localName(pair[0]) == name) {
            return pair[1];
        }
    }
    return std::nullopt;
}

XmlParser::XmlParser(XmlHandler& handler) : _handler(handler), _parser(XML_ParserCreate(nullptr)) {
    if (_parser == nullptr) {
        throw std::bad_alloc();
    }
    XML_SetUserData(_parser, this);
    XML_SetElementHandler(_parser, &Callbacks::begin, &Callbacks::end);
    XML_SetCharacterDataHandler(_parser, &Callbacks::characters);
    XML_SetStartDoctypeDeclHandler(_parser, &Callbacks::doctype);
}

XmlParser::~XmlParser() { XML_ParserFree(_parser); }

void XmlParser::feed(std::string_view piece) { parse(piece, false); }

void XmlParser::finish() { parse({}, true); }

void XmlParser::parse(std::string_view piece, bool last) {
    const XML_Status status = XML_Parse(_parser, piece.data(), static_cast<int>(piece.size()), last ? 1 : 0);
    if (_thrown) {
        std::rethrow_exception(_thrown);
    }
    if (status != XML_STATUS_OK) {
        throw Failure("file.damaged", "The document holds XML that is not well-formed.");
    }
}

} // namespace documents::tables

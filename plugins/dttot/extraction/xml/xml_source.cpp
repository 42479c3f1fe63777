#include "extraction/xml/xml_source.h"

#include "extraction/failure.h"
#include "extraction/text.h"
#include "tables/zip_archive.h"

#include <algorithm>
#include <optional>

namespace dttot::xml {

namespace {

constexpr std::size_t headBytes = 64U << 10U;
constexpr std::size_t pieceBytes = 64U << 10U;

/// Ends the inflation of an entry whose beginning is enough.
struct Enough {};

std::optional<std::string> onlyXmlIn(const tables::ZipArchive& archive) {
    std::optional<std::string> found;
    for (std::string& name : archive.names()) {
        if (text::lower(name).ends_with(".xml")) {
            if (found) {
                return std::nullopt;
            }
            found = std::move(name);
        }
    }
    return found;
}

bool isNameCharacter(char c) { return text::isLetter(c) || text::isDigit(c) || c == '_' || c == '-' || c == '.'; }

} // namespace

std::string headOf(const Source& source) {
    if (source.format == tables::Format::xml) {
        return std::string(source.bytes.substr(0, headBytes));
    }
    if (source.format != tables::Format::zip) {
        return {};
    }
    const tables::ZipArchive archive(source.bytes);
    const auto entry = onlyXmlIn(archive);
    std::string head;
    if (entry) {
        try {
            archive.read(*entry, [&](std::string_view piece) {
                head.append(piece.substr(0, headBytes - head.size()));
                if (head.size() >= headBytes) {
                    throw Enough();
                }
            });
        } catch (const Enough&) {
            return head;
        }
    }
    return head;
}

void forEachPiece(const Source& source, const std::function<void(std::string_view)>& onPiece) {
    if (source.format == tables::Format::zip) {
        const tables::ZipArchive archive(source.bytes);
        const auto entry = onlyXmlIn(archive);
        if (!entry) {
            throw Failure("dttot.file.unsupported", "The archive does not hold exactly one XML file.");
        }
        archive.read(*entry, onPiece);
        return;
    }
    for (std::string_view rest = source.bytes; !rest.empty();) {
        const std::string_view piece = rest.substr(0, pieceBytes);
        onPiece(piece);
        rest.remove_prefix(piece.size());
    }
}

std::string rootOf(std::string_view head) {
    for (std::size_t at = head.find('<'); at != std::string_view::npos; at = head.find('<', at + 1)) {
        if (head.substr(at).starts_with("<!--")) {
            at = head.find("-->", at);
            if (at == std::string_view::npos) {
                return {};
            }
            continue;
        }
        const std::string_view rest = head.substr(at + 1);
        const auto end = std::ranges::find_if_not(rest, [](char c) { return isNameCharacter(c) || c == ':'; });
        const std::string_view name = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
        if (!name.empty()) {
            return std::string(name.substr(name.rfind(':') + 1));
        }
    }
    return {};
}

} // namespace dttot::xml

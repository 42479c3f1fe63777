#include "extraction/xml/xml_elements.h"

#include "extraction/failure.h"
#include "extraction/text.h"
#include "extraction/xml/xml_source.h"
#include "tables/time_allowance.h"
#include "tables/xml_parser.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace dttot::xml {

namespace {

constexpr std::size_t mostNodes = 20'000;
constexpr std::size_t mostBytes = 1U << 20U;

/// Keeps one of the elements at a time.
class Elements : public tables::XmlHandler {
public:
    Elements(const std::vector<std::string_view>& elements, const std::function<void(const Tree&)>& take)
        : _elements(elements), _take(take) {}

    void begin(std::string_view name, const tables::XmlAttributes& attributes) override {
        if (_open.empty() && std::ranges::find(_elements, name) == _elements.end()) {
            return;
        }
        if (_open.empty()) {
            _nodes = 0;
            _bytes = 0;
        }
        if (++_nodes > mostNodes) {
            throw Failure("dttot.file.too_large", "A record of the list has more than 20,000 parts.");
        }
        Tree tree;
        tree.name = name;
        attributes.each([&](std::string_view attribute, std::string_view value) {
            grow(attribute.size() + value.size());
            std::string plain(value);
            text::makePlain(plain);
            tree.attributes.emplace_back(attribute, text::oneLine(plain));
        });
        _open.push_back(std::move(tree));
    }

    void end(std::string_view) override {
        if (_open.empty()) {
            return;
        }
        Tree tree = std::move(_open.back());
        _open.pop_back();
        text::makePlain(tree.text);
        tree.text = text::oneLine(tree.text);
        if (_open.empty()) {
            tables::grantTime(tables::timePerRow);
            _take(tree);
        } else {
            _open.back().children.push_back(std::move(tree));
        }
    }

    void characters(std::string_view text) override {
        if (!_open.empty()) {
            grow(text.size());
            _open.back().text += text;
        }
    }

private:
    void grow(std::size_t bytes) {
        _bytes += bytes;
        if (_bytes > mostBytes) {
            throw Failure("dttot.file.too_large", "A record of the list is larger than 1 MiB.");
        }
    }

    const std::vector<std::string_view>& _elements;
    const std::function<void(const Tree&)>& _take;
    std::vector<Tree> _open;
    std::size_t _nodes = 0;
    std::size_t _bytes = 0;
};

} // namespace

void forEachElement(
    const Source& source,
    const std::vector<std::string_view>& elements,
    const std::function<void(const Tree& element)>& take
) {
    Elements handler(elements, take);
    tables::XmlParser parser(handler);
    forEachPiece(source, [&](std::string_view piece) { parser.feed(piece); });
    parser.finish();
}

} // namespace dttot::xml

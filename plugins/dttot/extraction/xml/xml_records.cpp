#include "extraction/xml/xml_records.h"

#include "extraction/failure.h"
#include "extraction/tables/xml_parser.h"
#include "extraction/text.h"
#include "extraction/time_allowance.h"
#include "extraction/xml/xml_source.h"

#include <algorithm>
#include <utility>

namespace dttot::xml {

namespace {

constexpr std::size_t mostNodes = 20'000;
constexpr std::size_t mostBytes = 1U << 20U;
constexpr std::uint64_t recordsPerProgress = 1000;

/// Keeps one record's element at a time.
class Records : public tables::XmlHandler {
public:
    Records(std::initializer_list<std::string_view> elements, const RecordOf& recordOf, Listener& listener)
        : _elements(elements), _recordOf(recordOf), _listener(listener) {}

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
            take(tree);
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

    [[nodiscard]] const Summary& summary() const noexcept { return _summary; }

private:
    void grow(std::size_t bytes) {
        _bytes += bytes;
        if (_bytes > mostBytes) {
            throw Failure("dttot.file.too_large", "A record of the list is larger than 1 MiB.");
        }
    }

    void take(const Tree& tree) {
        grantTime(timePerRow);
        ++_summary.rows;
        if (std::optional<Record> record = _recordOf(tree)) {
            record->sourceRow = _summary.rows;
            ++_summary.records;
            ++_summary.recordRows;
            _summary.withIssues += record->issues.empty() ? 0 : 1;
            _listener.record(*record, 1, {});
        } else {
            ++_summary.skipped;
            _listener.skipped({.row = _summary.rows, .rows = 1, .kind = layout::RowKind::blank, .text = tree.name}, {});
        }
        if (_summary.rows % recordsPerProgress == 0) {
            _listener.progress(_summary.rows, std::nullopt);
        }
    }

    std::vector<std::string_view> _elements;
    const RecordOf& _recordOf;
    Listener& _listener;
    std::vector<Tree> _open;
    std::size_t _nodes = 0;
    std::size_t _bytes = 0;
    Summary _summary;
};

} // namespace

Summary readRecords(
    const Source& source, std::initializer_list<std::string_view> elements, const RecordOf& recordOf, Listener& listener
) {
    Records records(elements, recordOf, listener);
    tables::XmlParser parser(records);
    forEachPiece(source, [&](std::string_view piece) { parser.feed(piece); });
    parser.finish();
    return records.summary();
}

} // namespace dttot::xml

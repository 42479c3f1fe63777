#include "extraction/list_reader.h"

#include "extraction/failure.h"
#include "extraction/list_formats.h"
#include "extraction/text.h"
#include "extraction/xml/xml_source.h"
#include "tables/zip_archive.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace dttot {

namespace {

bool reads(const ListFormat& list, tables::Format format) {
    const std::vector<std::string_view> formats = text::split(list.formats, ' ');
    return std::ranges::find(formats, tables::nameOf(format)) != formats.end();
}

const ListFormat* withName(std::string_view name) {
    const auto all = listFormats();
    const auto found = std::ranges::find(all, name, [](const ListFormat* list) { return list->name; });
    return found == all.end() ? nullptr : *found;
}

/// Special layouts have the higher ids: what fits them would mostly be readable as a plain list, too.
const ListFormat* recognising(const Sample& sample) {
    const ListFormat* best = nullptr;
    for (const ListFormat* list : listFormats()) {
        if (reads(*list, sample.format) && list->recognises(sample) && (best == nullptr || list->id > best->id)) {
            best = list;
        }
    }
    return best;
}

const ListFormat& chosen(std::string_view name, const Sample& sample) {
    if (name.empty()) {
        const ListFormat* found = recognising(sample);
        found = found == nullptr && tables::holdsTable(sample.format) ? withName(defaultFormat) : found;
        if (found == nullptr) {
            throw Failure("dttot.list.unknown", "The file is no list of a kind that is known here.");
        }
        return *found;
    }
    const ListFormat* named = withName(name);
    if (named == nullptr || !reads(*named, sample.format)) {
        throw Failure("dttot.list.other_format", "The script does not read files of this format.");
    }
    return *named;
}

/// Keeps the first rows of a document until they tell what it is, and passes them on then.
class TableStart : public tables::RowSink {
public:
    TableStart(const Source& source, std::string_view name, const OnList& onList, Listener& listener)
        : _name(name), _onList(onList), _listener(listener) {
        _sample.format = source.format;
        _sample.filename = source.filename;
    }

    void sheet(const tables::Sheet& sheet) override {
        if (_list) {
            _list->sheet(sheet);
        } else {
            _sheets.emplace_back(_sample.rows.size(), sheet);
        }
    }

    void row(tables::Row&& row) override {
        if (_list) {
            _list->row(std::move(row));
            return;
        }
        _sample.rows.push_back(std::move(row));
        if (_sample.rows.size() >= enough) {
            begin();
        }
    }

    Summary finish() {
        begin();
        return _list->finish();
    }

private:
    static constexpr std::size_t enough = 60;

    void begin() {
        if (_list) {
            return;
        }
        const ListFormat& format = chosen(_name, _sample);
        _onList(format, format.listOf(_sample));
        _list = format.readTable(_sample, _listener);
        auto sheet = _sheets.begin();
        for (std::size_t i = 0; i <= _sample.rows.size(); ++i) {
            for (; sheet != _sheets.end() && sheet->first == i; ++sheet) {
                _list->sheet(sheet->second);
            }
            if (i < _sample.rows.size()) {
                _list->row(std::move(_sample.rows[i]));
            }
        }
        _sample.rows.clear();
    }

    std::string_view _name;
    const OnList& _onList;
    Listener& _listener;
    Sample _sample;
    std::vector<std::pair<std::size_t, tables::Sheet>> _sheets; ///< and the rows ahead of each
    std::unique_ptr<TableList> _list;
};

Sample sampleOf(const Source& source) {
    Sample sample;
    sample.format = source.format;
    sample.filename = source.filename;
    if (source.format == tables::Format::zip) {
        for (const std::string& entry : tables::ZipArchive(source.bytes).names()) {
            sample.entries.push_back(text::lower(entry));
        }
    }
    sample.head = xml::headOf(source);
    return sample;
}

} // namespace

Summary readList(const Source& source, std::string_view formatName, const OnList& onList, Listener& listener) {
    if (tables::holdsTable(source.format)) {
        TableStart start(source, formatName, onList, listener);
        source.reader(source.bytes, start);
        return start.finish();
    }
    const Sample sample = sampleOf(source);
    const ListFormat& format = chosen(formatName, sample);
    onList(format, format.listOf(sample));
    return format.readDocument(source, listener);
}

} // namespace dttot

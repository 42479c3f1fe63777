#include "list_record.h"

#include "look_up_words.h"
#include "screening/folding.h"

#include <algorithm>
#include <charconv>

namespace dttot {

namespace {

constexpr std::string_view describedDates = "birth_dates_from_description";

bool isText(std::string_view key) {
    return key == "kode_densus" || key == "type" || key == "name" || key == "description";
}

tenon::JsonArray listAt(const tenon::JsonObject& record, std::string_view key) {
    const tenon::Json* found = record.if_contains(key);
    return found != nullptr && found->is_array() ? found->get_array() : tenon::JsonArray();
}

tenon::Json memberOf(const tenon::JsonObject& record, std::string_view key) {
    if (isText(key)) {
        return tenon::Json(tenon::textAt(record, key, key == "type" ? "person" : ""));
    }
    if (key != "source_row") {
        return listAt(record, key);
    }
    const tenon::Json* found = record.if_contains(key);
    return found != nullptr && found->is_number() ? *found : tenon::Json(0);
}

bool isNothing(const tenon::Json& place) {
    return place.is_string() ? place.get_string().empty() : !place.is_number() || place.to_number<std::int64_t>() == 0;
}

void addUnique(std::vector<std::string>& list, std::string value) {
    if (!value.empty() && std::ranges::find(list, value) == list.end()) {
        list.push_back(std::move(value));
    }
}

/// FNV-1a (RFC 9923), as a number that every database stores.
class Fingerprint {
public:
    void add(std::string_view text) {
        for (const char c : text) {
            _hash = (_hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
        }
    }

    /// Texts, and what is built of them; each ends in a byte that is in no text.
    void add(const tenon::Json& value) {
        if (value.is_string()) {
            add(tenon::textOf(value.get_string()));
        } else if (value.is_array()) {
            for (const tenon::Json& item : value.get_array()) {
                add(item);
            }
        } else if (value.is_object()) {
            for (const auto& [key, member] : value.get_object()) {
                add(std::string_view(key));
                add(member);
            }
        }
        add(std::string_view("\xff"));
    }

    [[nodiscard]] std::int64_t value() const { return static_cast<std::int64_t>(_hash); }

private:
    std::uint64_t _hash = 0xcbf29ce484222325U;
};

std::int64_t fingerprintOf(std::string_view text) {
    Fingerprint fingerprint;
    fingerprint.add(text);
    return fingerprint.value();
}

/// Of what is said of the subject; neither where it stands nor how its cells were written matters.
std::int64_t contentOf(const tenon::JsonObject& record) {
    Fingerprint fingerprint;
    const auto add = [&](std::string_view key) {
        if (const tenon::Json* value = record.if_contains(key);
            value != nullptr && key != "source_row" && key != "issues") {
            fingerprint.add(key);
            fingerprint.add(*value);
        }
    };
    std::ranges::for_each(recordKeys, add);
    add(describedDates);
    std::ranges::for_each(furtherKeys, add);
    return fingerprint.value();
}

void addNames(StoredRecord& out, const tenon::JsonObject& record) {
    out.names.push_back(screening::folded(tenon::textAt(record, "name")));
    for (const std::string_view key : {"aliases", "weak_aliases", "original_names"}) {
        for (const tenon::Json& name : listAt(record, key)) {
            out.names.push_back(screening::folded(tenon::textOf(name.as_string())));
        }
    }
    for (const std::string& name : out.names) {
        for (std::string& word : lookUpWordsOf(name)) {
            out.words.push_back(std::move(word));
        }
    }
    std::ranges::sort(out.words);
    out.words.erase(std::unique(out.words.begin(), out.words.end()), out.words.end());
}

void addIdentifiers(StoredRecord& out, const tenon::JsonObject& record) {
    addUnique(out.identifiers, screening::compacted(out.kodeDensus));
    for (const std::string_view key : {"nik", "nik_malformed", "related_nik", "passports", "kk", "npwp", "phones"}) {
        for (const tenon::Json& number : record.at(key).get_array()) {
            addUnique(out.identifiers, screening::compacted(tenon::textOf(number.as_string())));
        }
    }
    for (const tenon::Json& document : listAt(record, "documents")) {
        addUnique(out.identifiers, screening::compacted(tenon::textAt(document.as_object(), "number")));
    }
}

void addYears(StoredRecord& out, std::string_view date) {
    for (const int year : yearsOf(date)) {
        out.birthYears.append(out.birthYears.empty() ? " " : "").append(std::to_string(year)).append(" ");
        out.birthYear = out.birthYear == 0 ? year : out.birthYear;
    }
}

void addFacts(StoredRecord& out, const tenon::JsonObject& record) {
    for (const tenon::Json& country : record.at("nationalities").get_array()) {
        const std::string_view code = tenon::textOf(country.as_string());
        out.nationalities.append(out.nationalities.empty() ? " " : "").append(code).append(" ");
        out.nationality = out.nationality.empty() ? code : out.nationality;
    }
    for (const std::string_view key : {std::string_view("birth_dates"), describedDates}) {
        for (const tenon::Json& date : record.at(key).get_array()) {
            addYears(out, tenon::textOf(date.as_string()));
        }
    }
}

std::string placeOf(const tenon::JsonObject& record) {
    if (const std::string_view element = tenon::textAt(record, "element"); !element.empty()) {
        return std::string(element);
    }
    const auto row = record.at("source_row").to_number<std::int64_t>();
    return row == 0 ? std::string() : std::string(tenon::textAt(record, "sheet")) + "!" + std::to_string(row);
}

int yearAt(std::string_view edtf) {
    int year = 0;
    const auto [end, error] = std::from_chars(edtf.data(), edtf.data() + std::min<std::size_t>(edtf.size(), 4), year);
    return error == std::errc() && end - edtf.data() == 4 ? year : 0;
}

} // namespace

tenon::JsonObject completed(const tenon::JsonObject& record) {
    tenon::JsonObject out;
    out.reserve(recordKeys.size() + furtherKeys.size() + 3);
    for (const std::string_view key : recordKeys) {
        out[key] = memberOf(record, key);
    }
    out[describedDates] = listAt(record, describedDates);
    for (const std::string_view key : furtherKeys) {
        if (tenon::JsonArray items = listAt(record, key); !items.empty()) {
            out[key] = std::move(items);
        }
    }
    const tenon::Json* original = record.if_contains("original");
    out["original"] = original != nullptr && original->is_object() ? *original : tenon::Json(tenon::JsonObject());
    for (const std::string_view key : {"sheet", "page", "element"}) {
        if (const tenon::Json* place = record.if_contains(key); place != nullptr && !isNothing(*place)) {
            out[key] = *place;
        }
    }
    return out;
}

StoredRecord stored(const tenon::JsonObject& completeRecord) {
    StoredRecord out;
    out.json = boost::json::serialize(completeRecord);
    out.fingerprint = fingerprintOf(out.json);
    out.content = contentOf(completeRecord);
    out.kodeDensus = tenon::textAt(completeRecord, "kode_densus");
    out.type = tenon::textAt(completeRecord, "type");
    out.sourcePlace = placeOf(completeRecord);
    out.issueCount = static_cast<std::int64_t>(completeRecord.at("issues").get_array().size());
    addFacts(out, completeRecord);
    addNames(out, completeRecord);
    addIdentifiers(out, completeRecord);
    return out;
}

std::vector<int> yearsOf(std::string_view edtf) {
    constexpr int longestInterval = 20;
    const auto slash = edtf.find('/');
    const int from = yearAt(edtf);
    const int until = slash == std::string_view::npos ? from : yearAt(edtf.substr(slash + 1));
    std::vector<int> years;
    if (from > 0 && until >= from && until - from <= longestInterval) {
        for (int year = from; year <= until; ++year) {
            years.push_back(year);
        }
        return years;
    }
    for (const int year : {from, until}) {
        if (year > 0) {
            years.push_back(year);
        }
    }
    return years;
}

} // namespace dttot

/// The cells of one record: name, code, type, places, nationality, address, description, between lines of "---".

#include "extracted.h"

#include <algorithm>
#include <extraction/fields/country_names.h>
#include <extraction/fields/kode_densus.h>
#include <extraction/record_builder.h>
#include <extraction/text.h>
#include <set>

using namespace dttot;
using tenon::fuzz::claim;

namespace {

constexpr layout::Column columns[] = {
    layout::Column::name,
    layout::Column::code,
    layout::Column::type,
    layout::Column::birthPlaceAndDate,
    layout::Column::nationality,
    layout::Column::address,
    layout::Column::description,
    layout::Column::alias,
};

void claimList(const std::vector<std::string>& list) {
    claim(std::set<std::string>(list.begin(), list.end()).size() == list.size(), "a list names nothing twice");
    claim(std::ranges::none_of(list, &std::string::empty), "a list has no empty item");
}

void claimRecord(const Record& record) {
    dttot::fuzz::claimTravels(jsonOf(record));
    for (const auto& list :
         {record.aliases,
          record.birthDates,
          record.birthPlaces,
          record.nationalities,
          record.nik,
          record.passports,
          record.kk,
          record.npwp,
          record.phones,
          record.addresses}) {
        claimList(list);
    }
    for (const std::string& nik : record.nik) {
        claim(nik.size() == 16 && std::ranges::all_of(nik, text::isDigit), "a NIK has sixteen digits");
    }
    for (const std::string& code : record.nationalities) {
        claim(fields::countryWithCode(code).has_value(), "a nationality is a country's code");
    }
    claim(fields::kodeDensusOf(record.kodeDensus) == record.kodeDensus, "a code is in its form");
}

} // namespace

void tenon::fuzz::run(std::string_view bytes) {
    if (!text::isValidUtf8(bytes)) {
        return;
    }
    Pieces pieces(bytes);
    layout::RawRecord raw;
    raw.sheet.lineBreaks = pieces.byte() % 2 == 0 ? tables::LineBreaks::typed : tables::LineBreaks::wrapped;
    for (const layout::Column column : columns) {
        raw.parts.push_back({column, std::string(pieces.until("\n---\n"))});
    }
    claimRecord(recordOf(std::move(raw)));
}

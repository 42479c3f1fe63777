#include "extraction/fields/country_names.h"

#include "extraction/text.h"

#include <algorithm>
#include <array>
#include <unicode/uloc.h>
#include <unicode/unistr.h>
#include <unicode/ustring.h>
#include <unordered_map>
#include <utility>
#include <vector>

namespace dttot::fields {

namespace {

struct Spelling {
    std::string_view name;
    std::string_view code;
};

/// What lists write beside the names of the Unicode locale data: short forms, older spellings, slips, official names.
constexpr Spelling spellings[] = {
    {"wni", "ID"},
    {"ri", "ID"},
    {"republik indonesia", "ID"},
    {"republik demokratik rakyat korea", "KP"},
    {"republik rakyat demokratik korea", "KP"},
    {"republik korea", "KR"},
    {"republik islam iran", "IR"},
    {"nkri", "ID"},
    {"indonesian", "ID"},
    {"afganistan", "AF"},
    {"afghan", "AF"},
    {"afgan", "AF"},
    {"aljajair", "DZ"},
    {"algeria", "DZ"},
    {"argentine", "AR"},
    {"autralia", "AU"},
    {"banglades", "BD"},
    {"bangla desh", "BD"},
    {"bosnia", "BA"},
    {"bosnia herzegovina", "BA"},
    {"bosnia dan herzegovina", "BA"},
    {"bosnia and herzegovina", "BA"},
    {"burma", "MM"},
    {"birma", "MM"},
    {"belgium", "BE"},
    {"brasil", "BR"},
    {"brunei darussalam", "BN"},
    {"cameroon", "CM"},
    {"republik afrika tengah", "CF"},
    {"cina", "CN"},
    {"china", "CN"},
    {"rrc", "CN"},
    {"rrt", "CN"},
    {"republik rakyat tiongkok", "CN"},
    {"republik rakyat china", "CN"},
    {"congo", "CG"},
    {"kongo", "CG"},
    {"republik demokratik kongo", "CD"},
    {"democratic republic of the congo", "CD"},
    {"drc", "CD"},
    {"pantai gading", "CI"},
    {"ivory coast", "CI"},
    {"cote d'ivoire", "CI"},
    {"ceko", "CZ"},
    {"republik ceko", "CZ"},
    {"czech republic", "CZ"},
    {"jibuti", "DJ"},
    {"denmark", "DK"},
    {"mesir", "EG"},
    {"egypt", "EG"},
    {"republik arab mesir", "EG"},
    {"ethiopia", "ET"},
    {"etiopia", "ET"},
    {"eritrea", "ER"},
    {"perancis", "FR"},
    {"prancis", "FR"},
    {"french", "FR"},
    {"jerman", "DE"},
    {"germany", "DE"},
    {"republik federal jerman", "DE"},
    {"inggris", "GB"},
    {"inggris raya", "GB"},
    {"britania raya", "GB"},
    {"britania", "GB"},
    {"uk", "GB"},
    {"great britain", "GB"},
    {"england", "GB"},
    {"british", "GB"},
    {"skotlandia", "GB"},
    {"united kingdom of great britain and northern ireland", "GB"},
    {"kerajaan inggris", "GB"},
    {"yunani", "GR"},
    {"hongkong", "HK"},
    {"hong kong", "HK"},
    {"belanda", "NL"},
    {"holland", "NL"},
    {"netherland", "NL"},
    {"iran", "IR"},
    {"republik islam iran", "IR"},
    {"islamic republic of iran", "IR"},
    {"irak", "IQ"},
    {"iraq", "IQ"},
    {"republik irak", "IQ"},
    {"india", "IN"},
    {"irlandia", "IE"},
    {"israel", "IL"},
    {"italia", "IT"},
    {"jepang", "JP"},
    {"yordania", "JO"},
    {"jordania", "JO"},
    {"yordan", "JO"},
    {"jordan", "JO"},
    {"kamboja", "KH"},
    {"kazakstan", "KZ"},
    {"kenya", "KE"},
    {"korea selatan", "KR"},
    {"republik korea", "KR"},
    {"korea utara", "KP"},
    {"dprk", "KP"},
    {"republik rakyat demokratik korea", "KP"},
    {"democratic people's republic of korea", "KP"},
    {"kosovo", "XK"},
    {"kuwait", "KW"},
    {"kyrgystan", "KG"},
    {"kirgistan", "KG"},
    {"kirgizstan", "KG"},
    {"laos", "LA"},
    {"lebanon", "LB"},
    {"libanon", "LB"},
    {"libya", "LY"},
    {"libia", "LY"},
    {"lybia", "LY"},
    {"libyan arab jamahiriya", "LY"},
    {"macedonia", "MK"},
    {"makedonia", "MK"},
    {"makedonia utara", "MK"},
    {"malaysia", "MY"},
    {"malasia", "MY"},
    {"maladewa", "MV"},
    {"maldives", "MV"},
    {"maroko", "MA"},
    {"marokko", "MA"},
    {"morocco", "MA"},
    {"mauritania", "MR"},
    {"moldova", "MD"},
    {"myanmar", "MM"},
    {"nigeria", "NG"},
    {"niger", "NE"},
    {"norwegia", "NO"},
    {"pakistan", "PK"},
    {"palestina", "PS"},
    {"palestine", "PS"},
    {"negara palestina", "PS"},
    {"otoritas palestina", "PS"},
    {"palestinian", "PS"},
    {"papua nugini", "PG"},
    {"papua new guinea", "PG"},
    {"filipina", "PH"},
    {"filiphina", "PH"},
    {"philipina", "PH"},
    {"philippina", "PH"},
    {"philippine", "PH"},
    {"philippines", "PH"},
    {"pilipina", "PH"},
    {"filipino", "PH"},
    {"polandia", "PL"},
    {"portugis", "PT"},
    {"qatar", "QA"},
    {"katar", "QA"},
    {"rusia", "RU"},
    {"federasi rusia", "RU"},
    {"russia", "RU"},
    {"russian federation", "RU"},
    {"russian", "RU"},
    {"saudi", "SA"},
    {"arab saudi", "SA"},
    {"saudi arabia", "SA"},
    {"arab saudia", "SA"},
    {"kerajaan arab saudi", "SA"},
    {"kingdom of saudi arabia", "SA"},
    {"ksa", "SA"},
    {"senegal", "SN"},
    {"serbia", "RS"},
    {"singapura", "SG"},
    {"singapore", "SG"},
    {"somalia", "SO"},
    {"spanyol", "ES"},
    {"spain", "ES"},
    {"sri lanka", "LK"},
    {"srilanka", "LK"},
    {"sudan", "SD"},
    {"sudan selatan", "SS"},
    {"suriah", "SY"},
    {"syria", "SY"},
    {"siria", "SY"},
    {"suria", "SY"},
    {"republik arab suriah", "SY"},
    {"republik arab syria", "SY"},
    {"syrian arab republic", "SY"},
    {"swedia", "SE"},
    {"swiss", "CH"},
    {"switzerland", "CH"},
    {"taiwan", "TW"},
    {"tajikistan", "TJ"},
    {"tajikstan", "TJ"},
    {"tanzania", "TZ"},
    {"united republic of tanzania", "TZ"},
    {"thailand", "TH"},
    {"muangthai", "TH"},
    {"timor leste", "TL"},
    {"timor-leste", "TL"},
    {"timor timur", "TL"},
    {"trinidad", "TT"},
    {"trinidad and tobago", "TT"},
    {"trinidad and tobaga", "TT"},
    {"trinidad dan tobago", "TT"},
    {"trinidad tobago", "TT"},
    {"tunisia", "TN"},
    {"tunisian", "TN"},
    {"turki", "TR"},
    {"turkiye", "TR"},
    {"turkey", "TR"},
    {"türkiye", "TR"},
    {"turkmenistan", "TM"},
    {"uganda", "UG"},
    {"ukraina", "UA"},
    {"uni emirat arab", "AE"},
    {"uea", "AE"},
    {"uae", "AE"},
    {"emirat arab", "AE"},
    {"emirates", "AE"},
    {"united arab emirates", "AE"},
    {"persatuan emirat arab", "AE"},
    {"amerika serikat", "US"},
    {"amerika", "US"},
    {"as", "US"},
    {"usa", "US"},
    {"us", "US"},
    {"u.s.a", "US"},
    {"united states", "US"},
    {"united states of america", "US"},
    {"american", "US"},
    {"uzbekistan", "UZ"},
    {"usbekistan", "UZ"},
    {"venezuela", "VE"},
    {"vietnam", "VN"},
    {"viet nam", "VN"},
    {"yaman", "YE"},
    {"yemen", "YE"},
    {"republik yaman", "YE"},
    {"chechnya", "RU"},
    {"ceko slovakia", "CS"},
    {"zimbabwe", "ZW"},
};

constexpr Spelling formerStates[] = {
    {"uni soviet", "SU"},
    {"soviet union", "SU"},
    {"ussr", "SU"},
    {"uni sovyet", "SU"},
    {"yugoslavia", "YU"},
    {"yugoslawia", "YU"},
    {"cekoslowakia", "CS"},
    {"czechoslovakia", "CS"},
    {"jerman timur", "DD"},
    {"east germany", "DD"},
    {"serbia dan montenegro", "CS"},
    {"serbia and montenegro", "CS"},
};

constexpr std::size_t shortestMisspelt = 5;

class CountryTable {
public:
    CountryTable() {
        for (const char* const* code = uloc_getISOCountries(); *code != nullptr; ++code) {
            _codes.emplace(*code, false);
            for (const char* language : {"id", "en"}) {
                addLocalised(*code, language);
            }
        }
        for (const auto& [name, code] : spellings) {
            _countries[std::string(name)] = {std::string(code), false};
        }
        for (const auto& [name, code] : formerStates) {
            _countries[std::string(name)] = {std::string(code), true};
            _codes.emplace(code, true);
        }
        for (const auto& [name, country] : _countries) {
            if (name.size() >= shortestMisspelt) {
                _byLength.emplace_back(name, &country);
            }
        }
        std::ranges::sort(_byLength, {}, sizeOf);
    }

    [[nodiscard]] std::optional<Country> withCode(std::string_view code) const {
        const auto found = _codes.find(std::string(code));
        return found == _codes.end() ? std::nullopt : std::optional(Country{found->first, found->second});
    }

    [[nodiscard]] std::optional<Country> find(std::string_view name) const {
        const auto found = _countries.find(std::string(name));
        return found == _countries.end() ? std::nullopt : std::optional(found->second);
    }

    [[nodiscard]] std::optional<Country> near(std::string_view name) const {
        const std::size_t slips = name.size() >= 9 ? 2 : 1;
        std::optional<Country> best;
        std::size_t bestDistance = slips + 1;
        bool tied = false;
        const auto from = std::ranges::lower_bound(_byLength, name.size() - slips, {}, sizeOf);
        for (auto at = from; at != _byLength.end() && at->first.size() <= name.size() + slips; ++at) {
            const Country& country = *at->second;
            const std::size_t distance = text::editDistance(name, at->first, slips);
            if (distance < bestDistance) {
                best = country;
                bestDistance = distance;
                tied = false;
            } else if (distance == bestDistance && best && best->code != country.code) {
                tied = true;
            }
        }
        return tied ? std::nullopt : best;
    }

private:
    using Named = std::pair<std::string_view, const Country*>;

    static std::size_t sizeOf(const Named& named) { return named.first.size(); }

    void addLocalised(const char* code, const char* language) {
        std::array<UChar, 128> buffer{};
        UErrorCode status = U_ZERO_ERROR;
        const std::string locale = std::string("und_") + code;
        const auto length = uloc_getDisplayCountry(locale.c_str(), language, buffer.data(), 128, &status);
        if (U_FAILURE(status) || length <= 2) {
            return;
        }
        std::string name;
        icu::UnicodeString(buffer.data(), length).toLower().toUTF8String(name);
        _countries.emplace(text::oneLine(name), Country{code, false});
    }

    std::unordered_map<std::string, Country> _countries;
    std::vector<Named> _byLength;                 ///< of `_countries`, those that may be meant by a misspelt name
    std::unordered_map<std::string, bool> _codes; ///< whether it is that of a former state
};

const CountryTable& table() {
    static const CountryTable countries;
    return countries;
}

} // namespace

std::optional<Country> countryOf(std::string_view name) { return table().find(name); }

std::optional<Country> countryWithCode(std::string_view code) { return table().withCode(code); }

std::optional<Country> countryNear(std::string_view name) {
    return name.size() < shortestMisspelt ? std::nullopt : table().near(name);
}

} // namespace dttot::fields

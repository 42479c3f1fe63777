#include "compliance/screening_settings.h"

#include <array>
#include <utility>

namespace dttot::compliance {

namespace {

using screening::Weights;

/// A weight and the name that it has in the settings.
struct Weight {
    std::string_view name;
    double Weights::*member;
    std::string_view help;
};

constexpr std::array weights{
    Weight{"threshold", &Weights::threshold, "Least score of a hit where a search does not say otherwise"},
    Weight{"rare_word", &Weights::rareWord, "What a word says about who is meant"},
    Weight{"common_word", &Weights::commonWord, "The same for a name that many have"},
    Weight{"very_common_word", &Weights::veryCommonWord, "The same for a name that millions have"},
    Weight{"generic_word", &Weights::genericWord, "The same for \"abdul\", \"PT\", \"Foundation\""},
    Weight{"initial_word", &Weights::initialWord, "The same for an initial"},
    Weight{"kin_left", &Weights::kinLeft, "Weight of \"abu\" or \"ummu\" that the other side does not have"},
    Weight{"similarity_fall", &Weights::similarityFall, "What a word loses, in shares of what its similarity lacks"},
    Weight{"organisation_fall", &Weights::organisationFall, "Times as much for the words of organisations"},
    Weight{"contradiction", &Weights::contradiction, "Weight of two words that exclude each other"},
    Weight{"lesser_coverage", &Weights::lesserCoverage, "Share of the name that is covered less"},
    Weight{"initial", &Weights::initial, "Similarity of an initial and its word"},
    Weight{"nickname", &Weights::nickname, "Similarity of a name and its short form"},
    Weight{"father_only", &Weights::fatherOnly, "Factor when the father's name alone agrees"},
    Weight{"weak_name", &Weights::weakName, "Factor of a name that its list calls of low quality"},
    Weight{"common_name", &Weights::commonName, "Most that a common name reaches by itself"},
    Weight{"kind_differs", &Weights::kindDiffers, "Factor when one is a person and the other is not"},
    Weight{"birth_date_equal", &Weights::birthDateEqual, "What the same birth date adds"},
    Weight{"birth_date_compatible", &Weights::birthDateCompatible, "What a birth date adds that may be the same"},
    Weight{"birth_date_near", &Weights::birthDateNear, "What a birth date adds that is a few years off"},
    Weight{"birth_date_conflicts", &Weights::birthDateConflicts, "What a birth date adds that is many years off"},
    Weight{"birth_place_equal", &Weights::birthPlaceEqual, "What the same birth place adds"},
    Weight{"birth_place_differs", &Weights::birthPlaceDiffers, "What another birth place adds"},
    Weight{"nationality_equal", &Weights::nationalityEqual, "What the same nationality adds"},
    Weight{"nationality_differs", &Weights::nationalityDiffers, "What another nationality adds"},
    Weight{"nik_differs", &Weights::nikDiffers, "What another NIK adds"},
    Weight{"nik_equal", &Weights::nikEqual, "Least score of the same NIK"},
    Weight{"passport_equal", &Weights::passportEqual, "Least score of the same passport number"},
};
static_assert(sizeof(Weights) == weights.size() * sizeof(double), "every weight stands in the settings");

tenon::Fields fields() {
    using namespace tenon::fields;
    const Weights initial;
    tenon::Fields made;
    for (const Weight& weight : weights) {
        const bool isShare = weight.member == &Weights::threshold;
        made.push_back(number(weight.name)
                           .initial(initial.*weight.member)
                           .min(isShare ? 0.3 : -3.0)
                           .max(isShare ? 1.0 : 3.0)
                           .help(weight.help));
    }
    return made;
}

Weights weightsIn(const tenon::JsonObject& values) {
    Weights out;
    for (const Weight& weight : weights) {
        out.*weight.member = values.at(weight.name).to_number<double>();
    }
    return out;
}

} // namespace

ScreeningSettings::ScreeningSettings(tenon::App& app)
    : _section(
        app.runtimeSettings("screening", fields())
            .help("How names and other facts are held against the lists. The threshold counts from the next search "
                  "on, other weights once the index is made by them, and every stored result names the version that it "
                  "was made with.")
    ) {}

ScreeningSettings::InForce ScreeningSettings::current() const {
    const auto snapshot = _section.current();
    return {snapshot->version, weightsIn(snapshot->values)};
}

void ScreeningSettings::onChange(std::function<void()> listener) {
    _section.onChange([listener = std::move(listener), isFirst = true](const tenon::SettingsSnapshot&) mutable {
        if (!std::exchange(isFirst, false)) {
            listener();
        }
    });
}

screening::Weights ScreeningSettings::at(std::int64_t version) const {
    return weightsIn(_section.valuesAt(version)->values);
}

} // namespace dttot::compliance

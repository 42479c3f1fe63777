#include <kernel/http/texts.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace tenon::http {

namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The weight of "ar;q=0.8" in thousandths; 0 when it is broken.
int weightOf(std::string_view range) {
    const auto at = range.find("q=");
    if (at == std::string_view::npos) {
        return 1000;
    }
    const std::string_view digits = range.substr(at + 2);
    double weight = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), weight);
    return error == std::errc() && weight >= 0 && weight <= 1 ? static_cast<int>(weight * 1000) : 0;
}

std::string primaryTag(std::string_view range) {
    std::string tag(trimmed(range.substr(0, std::min(range.find_first_of(";-"), range.size()))));
    std::transform(tag.begin(), tag.end(), tag.begin(), [](unsigned char c) {
        return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    });
    return tag;
}

} // namespace

void Texts::add(std::string_view language, std::string_view json) {
    boost::json::error_code error;
    const Json parsed = boost::json::parse(boost::json::string_view(json.data(), json.size()), error);
    if (error || !parsed.is_object()) {
        throw std::invalid_argument("the texts for language " + std::string(language) + " are no JSON object");
    }
    Catalogue& catalogue = _catalogues[std::string(language)];
    catalogue.reserve(catalogue.size() + parsed.get_object().size());
    for (const auto& member : parsed.get_object()) {
        if (!member.value().is_string()) {
            throw std::invalid_argument("the texts for language " + std::string(language) + " hold what is no text");
        }
        const std::string_view english = kept(std::string_view(member.key()), json);
        catalogue.push_back({english, kept(textOf(member.value().get_string()), json)});
    }
    std::ranges::stable_sort(catalogue, {}, &Sentence::english);
}

/// The text where it stands in `json`, which then begins behind it: sentences are asked for in the order of the file.
std::string_view Texts::kept(std::string_view text, std::string_view& json) {
    const auto at = json.find(text);
    if (at == std::string_view::npos) {
        return _unescaped.emplace_back(text);
    }
    const std::string_view found = json.substr(at, text.size());
    json.remove_prefix(at + text.size());
    return found;
}

std::string Texts::say(const tenon::Message& message, std::string_view language) const {
    const auto catalogue = _catalogues.find(language);
    if (catalogue == _catalogues.end()) {
        return message.english();
    }
    const auto behind = std::ranges::upper_bound(catalogue->second, message.text(), {}, &Sentence::english);
    const bool isKnown =
        behind != catalogue->second.begin() && std::prev(behind)->english == std::string_view(message.text());
    return message.filled(isKnown ? std::prev(behind)->translated : std::string_view(message.text()));
}

void Texts::useByDefault(std::string_view language) {
    const auto found = _catalogues.find(language);
    _default = found == _catalogues.end() ? nullptr : &found->first;
}

std::string_view Texts::choose(std::string_view acceptLanguage) const {
    const std::string* usual = _default;
    std::string_view best = usual == nullptr ? std::string_view("en") : std::string_view(*usual);
    int bestWeight = 0;
    while (!acceptLanguage.empty()) {
        const auto end = std::min(acceptLanguage.find(','), acceptLanguage.size());
        const std::string_view range = acceptLanguage.substr(0, end);
        acceptLanguage.remove_prefix(std::min(end + 1, acceptLanguage.size()));
        const int weight = weightOf(range);
        if (weight <= bestWeight) {
            continue;
        }
        const std::string tag = primaryTag(range);
        const auto found = _catalogues.find(tag);
        if (tag == "en" || found != _catalogues.end()) {
            best = tag == "en" ? std::string_view("en") : std::string_view(found->first);
            bestWeight = weight;
        }
    }
    return best;
}

} // namespace tenon::http

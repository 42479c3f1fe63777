#include "extraction/fields/described_dates.h"

#include "extraction/fields/birth_dates.h"
#include "extraction/fields/identity_labels.h"
#include "extraction/text.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace dttot::fields {

namespace {

/// Where a word stands alone in a lower-cased text.
std::size_t findWord(std::string_view folded, std::string_view word, std::size_t from = 0) {
    for (std::size_t at = folded.find(word, from); at != std::string_view::npos; at = folded.find(word, at + 1)) {
        const std::size_t after = at + word.size();
        const bool alone =
            (at == 0 || !text::isLetter(folded[at - 1])) && (after >= folded.size() || !text::isLetter(folded[after]));
        if (alone) {
            return at;
        }
    }
    return std::string_view::npos;
}

/// The place behind the label that announces a birth date; none without such a label.
std::size_t afterBirthLabel(std::string_view folded) {
    std::size_t best = std::string_view::npos;
    for (const std::string_view label :
         {"dob", "lahir", "ttl", "kelahiran", "dilahirkan", "date of birth", "born", "tgl lhr"}) {
        const std::size_t at = findWord(folded, label);
        best = at == std::string_view::npos ? best : std::min(best, at + label.size());
    }
    return best;
}

/// Whether a relative is named before the label, and it is theirs.
bool isOfRelative(std::string_view folded) {
    std::string word;
    for (const char c : folded) {
        if (text::isLetter(c)) {
            word += c;
            continue;
        }
        if (isRelative(word)) {
            return true;
        }
        word.clear();
    }
    return isRelative(word);
}

/// The stretch of a statement that can belong to the date: up to a number's label, a bracketed remark or another date's
/// verb.
std::string_view dateStretch(std::string_view statement, std::string_view folded, std::size_t begin) {
    std::size_t end = statement.size();
    for (const std::string_view stop :
         {"dikeluarkan",
          "nik",
          "ktp",
          "paspor",
          "pasport",
          "passport",
          "alamat",
          "telp",
          "npwp",
          "pekerjaan",
          "meninggal",
          "ditangkap",
          "berlaku",
          "wn",
          "kewarganegaraan",
          "bergabung",
          "no"}) {
        end = std::min(end, findWord(folded, stop, begin));
    }
    return statement.substr(begin, end - begin);
}

/// From the first digit, or word that can open a date, on: "lahir di Sidoarjo, 14 Juli 1981" starts at "14".
std::string_view withoutPlace(std::string_view stretch) {
    const std::string folded = text::lower(stretch);
    std::size_t begin = stretch.find_first_of("0123456789~");
    for (const std::string_view opener :
         {"sekitar",
          "sekira",
          "perkiraan",
          "diperkirakan",
          "antara",
          "kira-kira",
          "circa",
          "kurang lebih",
          "sebelum",
          "setelah"}) {
        begin = std::min(begin, findWord(folded, opener));
    }
    return begin == std::string_view::npos ? std::string_view() : stretch.substr(begin);
}

} // namespace

std::vector<std::string> describedBirthDatesOf(const std::vector<std::string>& statements, Issues& issues) {
    std::vector<std::string> dates;
    for (const std::string& statement : statements) {
        const std::string folded = text::lower(statement);
        const std::size_t begin = afterBirthLabel(folded);
        if (begin == std::string::npos || isOfRelative(std::string_view(folded).substr(0, begin))) {
            continue;
        }
        const std::string_view stretch = withoutPlace(dateStretch(statement, folded, begin));
        Issues unread;
        for (std::string& date : birthDatesOf(stretch, 0, "birth_dates_from_description", unread)) {
            text::addUnique(dates, std::move(date));
        }
        const auto impossible = [](const Issue& issue) { return issue.code == "birth_date.impossible"; };
        std::ranges::copy_if(unread, std::back_inserter(issues), impossible);
    }
    return dates;
}

} // namespace dttot::fields

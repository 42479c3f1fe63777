#include "extraction/fields/identities.h"

#include "extraction/fields/identity_labels.h"
#include "extraction/text.h"

#include <algorithm>

namespace dttot::fields {

namespace {

/// Which characters may stand between the digits of a number of this kind.
std::string_view jointsOf(IdentityLabel label) {
    switch (label) {
    case IdentityLabel::npwp:
        return ".- ";
    case IdentityLabel::phone:
        return "-. ()";
    case IdentityLabel::nik:
    case IdentityLabel::kk:
        return ".- ";
    default:
        return "";
    }
}

/// How many digits a number of this kind has at most; blanks join its groups only up to there.
std::size_t digitsOf(IdentityLabel label) {
    return label == IdentityLabel::phone ? 14 : label == IdentityLabel::npwp ? 15 : 16;
}

/// Walks one statement from left to right, with the label and the relative that were named last.
class StatementReader {
public:
    StatementReader(Record& record, std::string_view statement) : _record(record), _text(statement) {}

    void run() {
        while (_at < _text.size()) {
            const bool plus = _text[_at] == '+' && _label == IdentityLabel::phone;
            if (text::isDigit(_text[_at]) || plus || startsLetteredNumber()) {
                readNumber();
            } else if (text::isLetter(_text[_at])) {
                readWord();
            } else {
                _related = _related && !(_text[_at] == ',' && _relativeIsAttribute);
                ++_at;
            }
        }
    }

private:
    void readWord() {
        const std::size_t begin = _at;
        while (_at < _text.size() && text::isLetter(_text[_at])) {
            ++_at;
        }
        const std::string word = text::lower(_text.substr(begin, _at - begin));
        if (const auto label = labelOf(word)) {
            // "Kartu Keluarga" is a label, "keluarga" alone is not; "SIM" in capitals is a licence.
            const bool onlyFamily = word == "keluarga" && _lastWord != "kartu";
            _label = onlyFamily ? _label : *label;
        } else if (isRelative(word)) {
            _related = true;
            _relativeIsAttribute = _lastWord == "nama";
        }
        _lastWord = word;
    }

    /// "Y1234567", "AA 1234567": one to three capitals right before at least five digits, after a passport's label.
    [[nodiscard]] bool startsLetteredNumber() const {
        const bool startsWord = _at == 0 || (!text::isLetter(_text[_at - 1]) && !text::isDigit(_text[_at - 1]));
        if (_label != IdentityLabel::passport || !startsWord) {
            return false;
        }
        std::size_t i = _at;
        while (i < _text.size() && i - _at < 4 && text::isLetter(_text[i])
               && static_cast<unsigned char>(_text[i]) < 0x80) {
            ++i;
        }
        const std::size_t letters = i - _at;
        const bool capitals = text::isUpper(_text[_at]);
        while (i < _text.size() && i - _at - letters < 2
               && (text::isSpace(_text[i]) || _text[i] == '-' || _text[i] == '.')) {
            ++i;
        }
        std::size_t digits = 0;
        while (i + digits < _text.size() && text::isDigit(_text[i + digits])) {
            ++digits;
        }
        return letters >= 1 && letters <= 3 && digits >= 5 && (capitals || letters <= 2);
    }

    void readNumber() {
        if (_label == IdentityLabel::passport) {
            readPassport();
            return;
        }
        const std::size_t begin = _at;
        std::string plain;
        bool hasLetter = false;
        const std::string_view joints = jointsOf(_label);
        while (_at < _text.size()) {
            if (const std::string_view slip = slipAt(plain.size()); !slip.empty()) {
                plain += slip;
                hasLetter = true;
                _at += slip.size();
                continue;
            }
            const char c = _text[_at];
            const bool next = _at + 1 < _text.size() && (text::isDigit(_text[_at + 1]) || _text[_at + 1] == ' ');
            const bool joint = joints.find(c) != std::string_view::npos && next && plain.size() < digitsOf(_label)
                               && !(c == ' ' && !digitAfterBlank(plain.size()));
            if (text::isDigit(c) || (c == '+' && _at == begin)) {
                plain += c;
            } else if (!joint) {
                break;
            }
            ++_at;
        }
        take(std::string(text::strip(_text.substr(begin, _at - begin), ".-( ")), plain, hasLetter);
    }

    /// The one or two letters that stand here between the digits of a NIK in place of digits.
    [[nodiscard]] std::string_view slipAt(std::size_t digitsSoFar) const {
        if (_label != IdentityLabel::nik || digitsSoFar == 0 || digitsSoFar >= digitsOf(_label)) {
            return {};
        }
        std::size_t end = _at;
        while (end < _text.size() && text::isLetter(_text[end])) {
            ++end;
        }
        const std::string_view letters = _text.substr(_at, end - _at);
        const bool between = text::isDigit(_text[_at - 1]) && end < _text.size() && text::isDigit(_text[end]);
        return between && text::characters(letters) <= 2 ? letters : std::string_view();
    }

    /// Whether a blank inside a number joins two groups of one number: the groups together are not too long.
    [[nodiscard]] bool digitAfterBlank(std::size_t digitsSoFar) const {
        std::size_t i = _at + 1;
        std::size_t digits = 0;
        while (i + digits < _text.size() && text::isDigit(_text[i + digits])) {
            ++digits;
        }
        const bool isOrdinal =
            i + digits < _text.size() && (_text[i + digits] == ')' || text::isLetter(_text[i + digits]));
        const bool fits = digitsSoFar + digits <= digitsOf(_label);
        return digits >= 2 && fits && !isOrdinal && digitsSoFar != 15;
    }

    void readPassport() {
        const std::size_t begin = _at;
        std::string plain;
        while (_at < _text.size() && text::isLetter(_text[_at])) {
            plain += _text[_at++];
        }
        while (_at < _text.size() && !plain.empty() && (_text[_at] == ' ' || _text[_at] == '-' || _text[_at] == '.')) {
            ++_at;
        }
        std::size_t digits = 0;
        while (_at < _text.size() && (text::isDigit(_text[_at]) || (digits >= 2 && text::isUpper(_text[_at])))) {
            digits += text::isDigit(_text[_at]) ? 1 : 0;
            plain += _text[_at++];
        }
        const bool isDate = _at < _text.size() && (_text[_at] == '/' || _text[_at] == '-') && digits < 5;
        if (digits >= 5 && digits <= 12 && !isDate) {
            for (char& c : plain) {
                c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            }
            text::addUnique(_record.passports, plain);
            if (_related) {
                issue(
                    "passports",
                    "passport.related",
                    "The passport may belong to a relative.",
                    _text.substr(begin, _at - begin)
                );
            }
        } else if (digits == 16 && !isDate) {
            _label = IdentityLabel::nik;
            take(plain, plain, false);
        }
    }

    void take(const std::string& written, const std::string& plain, bool hasLetter) {
        switch (_label) {
        case IdentityLabel::nik:
            takeNik(written, plain, hasLetter);
            break;
        case IdentityLabel::kk:
            if (plain.size() >= 12) {
                text::addUnique(_record.kk, plain);
            }
            if (plain.size() >= 12 && plain.size() != 16) {
                issue("kk", "kk.malformed", "A family card number has 16 digits.", written);
            }
            break;
        case IdentityLabel::npwp:
            if (plain.size() >= 14 && plain.size() <= 16) {
                text::addUnique(_record.npwp, written);
            }
            break;
        case IdentityLabel::phone:
            if (plain.size() >= 6 && plain.size() <= 16) {
                text::addUnique(_record.phones, plain);
            }
            break;
        case IdentityLabel::none:
            if (plain.size() == 16 && !hasLetter) {
                takeNik(written, plain, false);
                issue("nik", "nik.unlabelled", "A number of 16 digits without a label was taken for a NIK.", written);
            }
            break;
        default:
            break;
        }
    }

    void takeNik(const std::string& written, const std::string& plain, bool hasLetter) {
        if (plain.size() < 12 || plain.size() > 20) {
            return;
        }
        if (belongsToAnother()) {
            text::addUnique(_record.relatedNik, hasLetter || plain.size() != 16 ? written : plain);
        } else if (hasLetter || plain.size() != 16) {
            text::addUnique(_record.nikMalformed, written);
            issue("nik", "nik.malformed", "A NIK has 16 digits and no letter.", written);
        } else {
            text::addUnique(_record.nik, plain);
        }
    }

    /// "NIK … atas nama X" right behind the number says whose it is; else a relative named before it owns it.
    [[nodiscard]] bool belongsToAnother() const {
        std::string_view rest = text::strip(_text.substr(_at), ",;:(-");
        const std::string folded = text::lower(rest);
        for (const std::string_view marker : {"atas nama ", "a.n. ", "a.n ", "an. ", "a/n ", "an ", "milik "}) {
            if (folded.starts_with(marker)) {
                return !isOwnName(rest.substr(marker.size()));
            }
        }
        return _related;
    }

    /// Whether a name shares a word of three letters or more with one of the record's names.
    [[nodiscard]] bool isOwnName(std::string_view name) const {
        std::vector<std::string> own = _record.aliases;
        own.push_back(_record.name);
        const std::string folded = text::lower(text::oneLine(name));
        for (const std::string& candidate : own) {
            const std::string candidateFolded = text::lower(candidate);
            for (const std::string_view word : text::split(candidateFolded, ' ')) {
                const std::size_t at = word.size() >= 3 ? folded.find(word) : std::string::npos;
                if (at != std::string::npos) {
                    return true;
                }
            }
        }
        return false;
    }

    void issue(const char* field, const char* code, const char* message, std::string_view text) {
        _record.issues.push_back({field, code, message, std::string(text)});
    }

    Record& _record;
    std::string_view _text;
    std::size_t _at = 0;
    IdentityLabel _label = IdentityLabel::none;
    bool _related = false;
    bool _relativeIsAttribute = false;
    std::string _lastWord;
};

} // namespace

void addIdentities(Record& record, const std::vector<std::string>& statements) {
    for (const std::string& statement : statements) {
        StatementReader(record, statement).run();
    }
}

} // namespace dttot::fields

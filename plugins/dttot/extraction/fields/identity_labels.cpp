#include "extraction/fields/identity_labels.h"

#include "extraction/text.h"

#include <algorithm>

namespace dttot::fields {

namespace {

struct Label {
    std::string_view word;
    IdentityLabel label;
};

constexpr Label labels[] = {
    {"nik", IdentityLabel::nik},
    {"ktp", IdentityLabel::nik},
    {"ektp", IdentityLabel::nik},
    {"kependudukan", IdentityLabel::nik},
    {"identitas", IdentityLabel::nik},
    {"penduduk", IdentityLabel::nik},
    {"kk", IdentityLabel::kk},
    {"keluarga", IdentityLabel::kk},
    {"paspor", IdentityLabel::passport},
    {"pasport", IdentityLabel::passport},
    {"passport", IdentityLabel::passport},
    {"passpor", IdentityLabel::passport},
    {"pasphor", IdentityLabel::passport},
    {"npwp", IdentityLabel::npwp},
    {"telp", IdentityLabel::phone},
    {"telpon", IdentityLabel::phone},
    {"telepon", IdentityLabel::phone},
    {"telephone", IdentityLabel::phone},
    {"tlp", IdentityLabel::phone},
    {"tel", IdentityLabel::phone},
    {"hp", IdentityLabel::phone},
    {"handphone", IdentityLabel::phone},
    {"ponsel", IdentityLabel::phone},
    {"phone", IdentityLabel::phone},
    {"mobile", IdentityLabel::phone},
    {"whatsapp", IdentityLabel::phone},
    {"wa", IdentityLabel::phone},
    {"seluler", IdentityLabel::phone},
    {"sim", IdentityLabel::other},
    {"rekening", IdentityLabel::other},
    {"rek", IdentityLabel::other},
    {"akta", IdentityLabel::other},
    {"akte", IdentityLabel::other},
    {"referensi", IdentityLabel::other},
    {"resolusi", IdentityLabel::other},
    {"perkara", IdentityLabel::other},
    {"putusan", IdentityLabel::other},
    {"siup", IdentityLabel::other},
    {"imei", IdentityLabel::other},
    {"nip", IdentityLabel::other},
    {"nib", IdentityLabel::other},
    {"tdp", IdentityLabel::other},
    {"visa", IdentityLabel::other},
    {"kitas", IdentityLabel::other},
    {"fax", IdentityLabel::other},
    {"faks", IdentityLabel::other},
    {"facebook", IdentityLabel::other},
    {"registrasi", IdentityLabel::other},
};

} // namespace

std::optional<IdentityLabel> labelOf(std::string_view word) {
    const auto exact = std::ranges::find(labels, word, &Label::word);
    if (exact != std::end(labels)) {
        return exact->label;
    }
    const bool nearPassport =
        word.size() >= 5 && word.starts_with("pas") && text::editDistance(word, "passport", 2) <= 2;
    return nearPassport ? std::optional(IdentityLabel::passport) : std::nullopt;
}

bool isRelative(std::string_view word) {
    constexpr std::string_view relatives[] = {
        "istri",   "isteri",   "suami",    "anak",     "ayah",    "bapak",   "ibu",    "adik",     "kakak",
        "saudara", "saudari",  "mertua",   "menantu",  "paman",   "bibi",    "kakek",  "nenek",    "keponakan",
        "wife",    "son",      "husband",  "father",   "mother",  "brother", "sister", "daughter", "ipar",
        "sepupu",  "orangtua", "istrinya", "suaminya", "anaknya", "ayahnya", "ibunya", "tunangan"};
    return std::ranges::find(relatives, word) != std::end(relatives);
}

} // namespace dttot::fields

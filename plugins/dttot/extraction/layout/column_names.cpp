/// The header spellings of the official list since 2022, its older variants, and institutions' own copies.

#include "extraction/layout/columns.h"
#include "extraction/text.h"

#include <algorithm>

namespace dttot::layout {

namespace {

struct Spelling {
    std::string_view header; ///< letters and digits only, lower case
    Column column;
};

constexpr Spelling spellings[] = {
    {"no", Column::number},
    {"nomor", Column::number},
    {"nourut", Column::number},
    {"nomorurut", Column::number},
    {"nr", Column::number},
    {"number", Column::number},
    {"urut", Column::number},
    {"nomer", Column::number},
    {"rownumber", Column::number},
    {"nama", Column::name},
    {"namalengkap", Column::name},
    {"namaterduga", Column::name},
    {"namaterdugateroris", Column::name},
    {"namaorang", Column::name},
    {"namaindividu", Column::name},
    {"namakorporasi", Column::name},
    {"namaentitas", Column::name},
    {"namaorganisasi", Column::name},
    {"namaorangkorporasi", Column::name},
    {"namaindividukorporasi", Column::name},
    {"namaindividuentitas", Column::name},
    {"namaorangataukorporasi", Column::name},
    {"namaindividuataukorporasi", Column::name},
    {"namadanalias", Column::name},
    {"namalengkapdanalias", Column::name},
    {"namalengkapbesertaalias", Column::name},
    {"namalengkapalias", Column::name},
    {"namabesertaalias", Column::name},
    {"namaalias", Column::alias},
    {"name", Column::name},
    {"fullname", Column::name},
    {"namesandaliases", Column::name},
    {"namaterdugateroristanorganisasiteroris", Column::name},
    {"namasubjek", Column::name},
    {"namapihak", Column::name},
    {"namaterdugaterorisdanorganisasiteroris", Column::name},
    {"alias", Column::alias},
    {"aliases", Column::alias},
    {"aka", Column::alias},
    {"namalain", Column::alias},
    {"namalainnya", Column::alias},
    {"namasamaran", Column::alias},
    {"aliasnama", Column::alias},
    {"deskripsi", Column::description},
    {"description", Column::description},
    {"diskripsi", Column::description},
    {"keterangan", Column::description},
    {"informasi", Column::description},
    {"informasilain", Column::description},
    {"informasilainnya", Column::description},
    {"keteranganlain", Column::description},
    {"uraian", Column::description},
    {"catatan", Column::description},
    {"informasitambahan", Column::description},
    {"ket", Column::description},
    {"desk", Column::description},
    {"terduga", Column::type},
    {"jenis", Column::type},
    {"tipe", Column::type},
    {"type", Column::type},
    {"kategori", Column::type},
    {"jenisterduga", Column::type},
    {"tipeterduga", Column::type},
    {"orangkorporasi", Column::type},
    {"individukorporasi", Column::type},
    {"individuentitas", Column::type},
    {"perorangankorporasi", Column::type},
    {"perorangan", Column::type},
    {"orangentitas", Column::type},
    {"individuataukorporasi", Column::type},
    {"orangataukorporasi", Column::type},
    {"jenissubjek", Column::type},
    {"kategoriterduga", Column::type},
    {"statusterduga", Column::type},
    {"subjek", Column::type},
    {"kodedensus", Column::code},
    {"kode", Column::code},
    {"densus", Column::code},
    {"kddensus", Column::code},
    {"code", Column::code},
    {"kodedensus88", Column::code},
    {"nomordensus", Column::code},
    {"nodensus", Column::code},
    {"referensi", Column::code},
    {"koderef", Column::code},
    {"kodereferensi", Column::code},
    {"nomorreferensi", Column::code},
    {"noreferensi", Column::code},
    {"iddensus", Column::code},
    {"densuscode", Column::code},
    {"referenceid", Column::code},
    {"reference", Column::code},
    {"noref", Column::code},
    {"id", Column::code},
    {"tempatlahir", Column::birthPlace},
    {"tptlahir", Column::birthPlace},
    {"tmptlahir", Column::birthPlace},
    {"tmplahir", Column::birthPlace},
    {"tmpatlahir", Column::birthPlace},
    {"tempatkelahiran", Column::birthPlace},
    {"placeofbirth", Column::birthPlace},
    {"birthplace", Column::birthPlace},
    {"pob", Column::birthPlace},
    {"birthplaces", Column::birthPlace},
    {"kotalahir", Column::birthPlace},
    {"tempat", Column::birthPlace},
    {"tempatlhr", Column::birthPlace},
    {"tptlhr", Column::birthPlace},
    {"kotakelahiran", Column::birthPlace},
    {"tplahir", Column::birthPlace},
    {"tanggallahir", Column::birthDate},
    {"tgllahir", Column::birthDate},
    {"tgllhr", Column::birthDate},
    {"tanggalkelahiran", Column::birthDate},
    {"dateofbirth", Column::birthDate},
    {"birthdate", Column::birthDate},
    {"dob", Column::birthDate},
    {"birthdates", Column::birthDate},
    {"tahunlahir", Column::birthDate},
    {"tglkelahiran", Column::birthDate},
    {"thnlahir", Column::birthDate},
    {"tanggallahirtahun", Column::birthDate},
    {"tempattanggallahir", Column::birthPlaceAndDate},
    {"tempattgllahir", Column::birthPlaceAndDate},
    {"ttl", Column::birthPlaceAndDate},
    {"tempatdantanggallahir", Column::birthPlaceAndDate},
    {"tempatdantgllahir", Column::birthPlaceAndDate},
    {"tpttgllahir", Column::birthPlaceAndDate},
    {"tmpttgllahir", Column::birthPlaceAndDate},
    {"tempatlahirtanggallahir", Column::birthPlaceAndDate},
    {"tempatlahirdantanggallahir", Column::birthPlaceAndDate},
    {"wn", Column::nationality},
    {"warganegara", Column::nationality},
    {"kewarganegaraan", Column::nationality},
    {"wnasalnegara", Column::nationality},
    {"wnatauasalnegara", Column::nationality},
    {"asalnegara", Column::nationality},
    {"negara", Column::nationality},
    {"negaraasal", Column::nationality},
    {"kebangsaan", Column::nationality},
    {"nationality", Column::nationality},
    {"citizenship", Column::nationality},
    {"country", Column::nationality},
    {"warganegaraasalnegara", Column::nationality},
    {"warganegaraatauasalnegara", Column::nationality},
    {"kewarganegaraanasalnegara", Column::nationality},
    {"wnnegaraasal", Column::nationality},
    {"wnibataswna", Column::nationality},
    {"kewarganegaraanatauasalnegara", Column::nationality},
    {"nationalities", Column::nationality},
    {"wniwna", Column::nationality},
    {"alamat", Column::address},
    {"alamatlengkap", Column::address},
    {"address", Column::address},
    {"alamatdomisili", Column::address},
    {"alamattinggal", Column::address},
    {"alamatktp", Column::address},
    {"addresses", Column::address},
    {"domisili", Column::address},
    {"tempattinggal", Column::address},
    {"alamatterakhir", Column::address},
    {"alamattempattinggal", Column::address},
    {"alamatlokasi", Column::address},
    {"lokasi", Column::address},
    {"nik", Column::nik},
    {"nomoridentitas", Column::nik},
    {"noidentitas", Column::nik},
    {"noktp", Column::nik},
    {"nonik", Column::nik},
    {"nomorktp", Column::nik},
    {"nomornik", Column::nik},
    {"ktp", Column::nik},
    {"nikktp", Column::nik},
    {"nomorindukkependudukan", Column::nik},
    {"nikmalformed", Column::nikMalformed},
    {"relatednik", Column::relatedNik},
    {"nokk", Column::kk},
    {"kk", Column::kk},
    {"nomorkk", Column::kk},
    {"kartukeluarga", Column::kk},
    {"nokartukeluarga", Column::kk},
    {"paspor", Column::passport},
    {"nopaspor", Column::passport},
    {"nomorpaspor", Column::passport},
    {"passport", Column::passport},
    {"passports", Column::passport},
    {"passportnumber", Column::passport},
    {"nopassport", Column::passport},
    {"nomorpassport", Column::passport},
    {"npwp", Column::npwp},
    {"nonpwp", Column::npwp},
    {"nomornpwp", Column::npwp},
    {"telp", Column::phone},
    {"notelp", Column::phone},
    {"telepon", Column::phone},
    {"notelepon", Column::phone},
    {"nohp", Column::phone},
    {"nomortelepon", Column::phone},
    {"phone", Column::phone},
    {"phones", Column::phone},
    {"handphone", Column::phone},
    {"nohandphone", Column::phone},
    {"nomorhandphone", Column::phone},
    {"hp", Column::phone},
    {"nomortelp", Column::phone},
    {"nomorhp", Column::phone},
};

/// The letters of a header, without a closing remark in brackets and without a number such as "Alamat 2".
std::string keyOf(std::string_view header) {
    std::string line = text::oneLine(header);
    const std::size_t bracket = line.find('(');
    if (bracket != std::string::npos && bracket > 0) {
        line.resize(bracket);
    }
    std::string key = text::compact(line);
    while (key.size() > 2 && text::isDigit(key.back())) {
        key.pop_back();
    }
    return key;
}

} // namespace

Column columnOf(std::string_view header) {
    if (header.size() > 80) {
        return Column::unknown;
    }
    if (text::trim(header) == "#") {
        return Column::number;
    }
    const std::string key = keyOf(header);
    const auto exact = std::ranges::find(spellings, key, &Spelling::header);
    if (exact != std::end(spellings)) {
        return exact->column;
    }
    if (key.size() < 6) {
        return Column::unknown;
    }
    const auto near = std::ranges::find_if(spellings, [&key](const Spelling& spelling) {
        return spelling.header.size() >= 6 && text::editDistance(key, spelling.header, 1) <= 1;
    });
    return near == std::end(spellings) ? Column::unknown : near->column;
}

} // namespace dttot::layout

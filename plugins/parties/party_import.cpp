#include "party_import.h"

#include "party_fields.h"
#include "party_rules.h"

#include <tenon/documents/imports.h>

#include <algorithm>
#include <array>

namespace parties {

namespace {

using documents::columnOf;
using documents::Existing;
using documents::ImportColumn;
using documents::ImportWork;
using documents::RowOutcome;
using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;
using tenon::Request;

constexpr std::string_view codeSql = "SELECT id FROM parties_party WHERE coalesce(company_id, 0) = :company AND code = "
                                     ":code AND merged_into IS NULL";

/// The columns that make the party's first address.
constexpr std::array addressMembers{"street", "city", "region", "postal_code", "country"};

std::vector<ImportColumn> columns() {
    using namespace tenon::fields;
    const tenon::Fields party = partyBody();
    return {
        columnOf(party, "code", {"Code", "Kode", "الرمز", "Customer code", "Kode pelanggan", "Kode pemasok", "الكود"}),
        columnOf(
            party,
            "kind",
            {"Kind", "Jenis", "النوع"},
            {{"orang", "person"},
             {"perorangan", "person"},
             {"individu", "person"},
             {"شخص", "person"},
             {"فرد", "person"},
             {"organisation", "organization"},
             {"company", "organization"},
             {"perusahaan", "organization"},
             {"badan usaha", "organization"},
             {"organisasi", "organization"},
             {"شركة", "organization"},
             {"منظمة", "organization"},
             {"مؤسسة", "organization"}}
        ),
        columnOf(party, "name", {"Name", "Nama", "الاسم", "Nama lengkap", "الاسم الكامل"}),
        columnOf(party, "first_name", {"First name", "Nama depan", "الاسم الأول"}),
        columnOf(party, "last_name", {"Last name", "Nama belakang", "اسم العائلة", "Surname"}),
        columnOf(party, "is_customer", {"Customer", "Pelanggan", "عميل", "زبون"}),
        columnOf(party, "is_supplier", {"Supplier", "Pemasok", "مورد", "Vendor"}),
        columnOf(party, "is_employee", {"Employee", "Karyawan", "موظف"}),
        columnOf(party, "is_subscriber", {"Subscriber", "Langganan", "مشترك"}),
        columnOf(party, "tax_id", {"Tax id", "NPWP", "الرقم الضريبي", "VAT number", "BIN", "TIN"}),
        columnOf(party, "national_id", {"National id", "NIK", "رقم الهوية", "NID", "الرقم الوطني"}),
        columnOf(party, "passport_number", {"Passport number", "Nomor paspor", "رقم الجواز", "No. paspor"}),
        columnOf(party, "nationality", {"Nationality", "Kewarganegaraan", "الجنسية"}),
        columnOf(
            party,
            "gender",
            {"Gender", "Jenis kelamin", "الجنس", "Sex"},
            {{"perempuan", "female"},
             {"wanita", "female"},
             {"f", "female"},
             {"أنثى", "female"},
             {"laki-laki", "male"},
             {"pria", "male"},
             {"m", "male"},
             {"ذكر", "male"},
             {"lainnya", "other"},
             {"آخر", "other"}}
        ),
        columnOf(party, "birth_date", {"Birth date", "Tanggal lahir", "تاريخ الميلاد"}),
        columnOf(party, "birth_place", {"Birth place", "Tempat lahir", "مكان الميلاد"}),
        columnOf(party, "email", {"E-mail", "Surel", "البريد الإلكتروني", "Alamat email"}),
        columnOf(
            party,
            "phone",
            {"Phone", "Telepon", "الهاتف", "No. HP", "Nomor telepon", "رقم الهاتف", "الجوال", "Phone number"}
        ),
        columnOf(party, "website", {"Website", "Situs web", "الموقع"}),
        columnOf(party, "language", {"Language", "Bahasa", "اللغة"}),
        columnOf(party, "company_name", {"Company name", "Nama perusahaan", "اسم الشركة"}),
        columnOf(party, "contact_type", {"Contact type", "Tipe kontak", "نوع جهة الاتصال"}),
        {text("street", 300), {"Street", "Alamat", "العنوان", "Address", "Jalan"}, {}},
        {text("city", 100), {"City", "Kota", "المدينة"}, {}},
        {text("region", 100), {"Region", "Provinsi", "المنطقة", "Province"}, {}},
        {text("postal_code", 20), {"Postal code", "Kode pos", "الرمز البريدي", "ZIP"}, {}},
        {text("country", 2).min(2), {"Country", "Negara", "البلد"}, {}},
        columnOf(party, "notes", {"Notes", "Catatan", "ملاحظات"}),
        columnOf(party, "is_active", {"Active", "Aktif", "نشط"}),
    };
}

/// Takes the address out of a row; empty when the row has none.
JsonObject takeAddress(JsonObject& row) {
    JsonObject address;
    for (const char* member : addressMembers) {
        if (const Json* value = row.if_contains(member)) {
            address[member] = *value;
            row.erase(member);
        }
    }
    return address;
}

bool agrees(const JsonObject& record, const JsonObject& members) {
    return std::ranges::all_of(members, [&](const auto& member) {
        const Json* has = record.if_contains(member.key());
        return has != nullptr && *has == member.value();
    });
}

/// The addresses of a party with these members in the first one.
JsonArray addressesWith(JsonArray addresses, JsonObject members) {
    if (addresses.empty()) {
        members["kind"] = "main";
        return {std::move(members)};
    }
    for (auto& member : members) {
        addresses.front().as_object()[member.key()] = std::move(member.value());
    }
    return addresses;
}

/// One import: parties of one company, known by their codes.
class PartyImport {
public:
    PartyImport(tenon::App& app, PartyStore& store, const Request& request, std::int64_t company, Existing existing)
        : _app(app), _store(store), _request(request), _company(company), _existing(existing),
          _allowDuplicate(tenon::flagAt(request.body(), "allow_duplicate")) {}

    [[nodiscard]] RowOutcome take(JsonObject row) {
        const std::string_view code = tenon::textAt(row, "code");
        const auto id = code.empty()
                            ? std::nullopt
                            : _app.database().value<std::int64_t>(codeSql, {{"company", _company}, {"code", code}});
        JsonObject address = takeAddress(row);
        row["allow_duplicate"] = _allowDuplicate;
        if (!id) {
            if (!address.empty()) {
                row["addresses"] = addressesWith({}, std::move(address));
            }
            row["company_id"] = _company;
            _store.add(_request.caller(), row);
            return RowOutcome::Added;
        }
        if (_existing == Existing::Refuse) {
            throw tenon::Conflict(
                "DUPLICATE",
                "There is a party like this one already.",
                {{"code", JsonArray{"Another party has the same."}}}
            );
        }
        return change(std::to_string(*id), std::move(row), std::move(address));
    }

private:
    [[nodiscard]] RowOutcome change(const std::string& key, JsonObject row, JsonObject address) {
        JsonObject before = _store.reached(_request.caller(), "parties.change", key);
        const bool isSame = accepted(before, row) == before;
        JsonArray addresses = _store.read(_request.caller(), key).at("addresses").as_array();
        const bool isAtHome = address.empty() || (!addresses.empty() && agrees(addresses.front().as_object(), address));
        if (isSame && isAtHome) {
            return RowOutcome::Unchanged;
        }
        if (!isAtHome) {
            row["addresses"] = addressesWith(std::move(addresses), std::move(address));
        }
        _store.change(_request.caller(), key, row);
        return RowOutcome::Updated;
    }

    tenon::App& _app;
    PartyStore& _store;
    const Request& _request;
    const std::int64_t _company;
    const Existing _existing;
    const bool _allowDuplicate;
};

} // namespace

void declareImport(tenon::App& app, PartyStore& store, organisation::Companies& companies) {
    const auto imports = app.find<documents::Imports>();
    if (!imports) {
        return;
    }
    imports->declare(
        app,
        {.path = "/parties/import/",
         .permission = "parties.add",
         .summary = "Adds parties from a spreadsheet, or changes those whose code is there already",
         .audit = "parties.party.imported",
         .model = "parties_party",
         .columns = columns(),
         .key = {"code"},
         .options =
             {organisation::companyField(),
              tenon::fields::boolean("allow_duplicate")
                  .help("Although another party has the same tax id, national id or telephone")},
         .begin = [&app, &store, &companies](const Request& request, Existing existing) -> ImportWork {
             const auto import = std::make_shared<PartyImport>(
                 app, store, request, companies.current(request, "parties.add").id, existing
             );
             return {.row = [import](const JsonObject& row) { return import->take(row); }};
         }}
    );
}

} // namespace parties

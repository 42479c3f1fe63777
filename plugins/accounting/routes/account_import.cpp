/// Accounts from spreadsheets.

#include "imports.h"

#include <tenon/documents/imports.h>
#include <tenon/organisation.h>

#include <map>

namespace accounting {

namespace {

using documents::columnOf;
using documents::Existing;
using documents::ImportColumn;
using documents::ImportWork;
using documents::RowOutcome;
using tenon::JsonObject;
using tenon::Request;

constexpr std::string_view accountSql =
    "SELECT id FROM accounting_account WHERE company_id = :company AND code = :code";

std::vector<ImportColumn> columnsOf(const tenon::Fields& account) {
    using namespace tenon::fields;
    return {
        columnOf(
            account,
            "code",
            {"Code",
             "Kode",
             "الرمز",
             "Account code",
             "Kode akun",
             "Nomor akun",
             "رمز الحساب",
             "رقم الحساب",
             "Account number"}
        ),
        columnOf(account, "name", {"Name", "Nama", "الاسم", "Account name", "Nama akun", "اسم الحساب"}),
        columnOf(
            account,
            "type",
            {"Type", "Jenis", "النوع", "Tipe", "نوع الحساب"},
            {{"aset", "asset"},           {"aktiva", "asset"},        {"harta", "asset"},
             {"أصول", "asset"},           {"أصل", "asset"},           {"assets", "asset"},
             {"liabilitas", "liability"}, {"kewajiban", "liability"}, {"utang", "liability"},
             {"خصوم", "liability"},       {"التزامات", "liability"},  {"liabilities", "liability"},
             {"ekuitas", "equity"},       {"modal", "equity"},        {"حقوق ملكية", "equity"},
             {"حقوق الملكية", "equity"},  {"pendapatan", "income"},   {"penghasilan", "income"},
             {"إيرادات", "income"},       {"دخل", "income"},          {"beban", "expense"},
             {"biaya", "expense"},        {"مصروفات", "expense"},     {"مصاريف", "expense"},
             {"expenses", "expense"}}
        ),
        columnOf(account, "subtype", {"Subtype", "Subjenis", "النوع الفرعي"}),
        {text("parent", 20).help("Code of an account, also of one further up in the file"),
         {"Parent", "Induk", "الحساب الأب", "Parent code", "Kode induk", "رمز الأب", "Akun induk"},
         {}},
        columnOf(account, "is_group", {"Group", "Grup", "مجموعة", "Header"}),
        columnOf(account, "party_required", {"Party required", "Wajib mitra", "يتطلب طرفا"}),
        columnOf(account, "reconcile", {"Reconcile", "Rekonsiliasi", "تسوية"}),
        columnOf(account, "currency", {"Currency", "Mata uang", "العملة"}),
        columnOf(account, "description", {"Description", "Keterangan", "الوصف", "Deskripsi"}),
        columnOf(account, "is_active", {"Active", "Aktif", "نشط"}),
    };
}

/// One import: accounts of one company, known by their codes. A parent that is no group yet becomes one.
class AccountImport {
public:
    AccountImport(
        tenon::App& app, tenon::ResourceRoutes& routes, const Request& request, std::int64_t company, Existing existing
    )
        : _database(app.database()), _rows(app.find<tenon::Rows>()), _routes(routes), _request(request),
          _company(company), _existing(existing) {}

    [[nodiscard]] RowOutcome take(JsonObject row) {
        documents::RowSteps steps;
        steps.take([&] {
            if (const std::string parent(tenon::textAt(row, "parent")); !parent.empty()) {
                row.erase("parent");
                row["parent"] = parentOf(parent);
            }
            if (tenon::textAt(row, "type") == "revenue") {
                row["type"] = "income";
            }
        });
        RowOutcome outcome{};
        steps.take([&] {
            const JsonObject key{{"company_id", _company}, {"code", row.at("code")}};
            outcome = documents::storeRow(*_rows, _routes, _request, _existing, key, row);
        });
        steps.finish();
        return outcome;
    }

private:
    [[nodiscard]] std::int64_t parentOf(const std::string& code) {
        const auto id = _database.value<std::int64_t>(accountSql, {{"company", _company}, {"code", code}});
        if (!id) {
            throw tenon::Invalid(
                "parent", "There is no account with this code, neither here nor further up in the file."
            );
        }
        return *id;
    }

    tenon::Database& _database;
    std::shared_ptr<tenon::Rows> _rows;
    tenon::ResourceRoutes& _routes;
    const Request& _request;
    const std::int64_t _company;
    const Existing _existing;
};

} // namespace

void declareAccountImport(tenon::App& app, Parts& parts, tenon::ResourceRoutes& accounts, const tenon::Fields& fields) {
    const auto imports = app.find<documents::Imports>();
    if (!imports) {
        return;
    }
    imports->declare(
        app,
        {.path = "/accounting/accounts/import/",
         .permission = "accounting.accounts.add",
         .summary = "Adds accounts from a spreadsheet, or changes those whose code is there already",
         .audit = "accounting.accounts.imported",
         .model = "accounting_account",
         .columns = columnsOf(fields),
         .key = {"code"},
         .options = {organisation::companyField()},
         .begin = [&app, &parts, &accounts](const Request& request, Existing existing) -> ImportWork {
             const std::int64_t company = companyOf(parts, request, "accounting.accounts.add");
             const auto import = std::make_shared<AccountImport>(app, accounts, request, company, existing);
             return {.row = [import](const JsonObject& row) { return import->take(row); }};
         }}
    );
}

} // namespace accounting

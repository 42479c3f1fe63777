/// Accounts and opening balances from spreadsheets.

#include "support.h"

namespace accounting::test {

namespace {

/// The module as it runs where documents does.
const tenon::ModuleDescriptor& withDocuments() {
    static const tenon::ModuleDescriptor module = [] {
        tenon::ModuleDescriptor copy = tenon_module_v1;
        copy.requirements = "organisation, parties, documents";
        return copy;
    }();
    return module;
}

} // namespace

template <On on>
class ImportTest : public BooksFixture {
    CPPUNIT_TEST_SUITE(ImportTest);
    CPPUNIT_TEST(accountsAreImportedBelowEachOther);
    CPPUNIT_TEST(everyFaultOfAChartIsTold);
    CPPUNIT_TEST(theSameChartAgainChangesNothing);
    CPPUNIT_TEST(accountsComeInBatches);
    CPPUNIT_TEST(invoicesComeInBatches);
    CPPUNIT_TEST(aRowOfABatchIsOfItsCompany);
    CPPUNIT_TEST(openingBalancesAreOneEntry);
    CPPUNIT_TEST(everyFaultOfAnOpeningIsTold);
    CPPUNIT_TEST(anOpeningThatDoesNotBalanceIsNotPosted);
    CPPUNIT_TEST(aDayHasOneOpening);
    CPPUNIT_TEST(guardsAreThose);
    CPPUNIT_TEST_SUITE_END();

public:
    ImportTest() : BooksFixture(on, withDocuments()) {}

    Json
    imported(std::string_view path, const std::string& content, const std::map<std::string, std::string>& fields = {}) {
        const Answer answer = kernel().upload(admin, path, {{"file", "file.csv", content}}, fields);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
        return answer.json.at("data");
    }

    Json chart(const std::string& content, const std::map<std::string, std::string>& fields = {}) {
        return imported("/accounting/accounts/import/", content, fields);
    }

    Json opening(const std::string& content, std::map<std::string, std::string> fields = {}) {
        fields.emplace("date", "2026-01-01");
        return imported("/accounting/opening-balances/import/", content, fields);
    }

    std::int64_t count(std::string_view sql) { return kernel().database().template value<std::int64_t>(sql).value(); }

    static std::string toldIn(const Json& answer) {
        std::string told;
        for (const Json& fault : answer.at("faults").as_array()) {
            told += (fault.at("row").is_null() ? "" : std::to_string(fault.at("row").as_int64()))
                    + (fault.at("field").is_null() ? "" : std::string(fault.at("field").as_string())) + " ";
        }
        return told;
    }

    static void requireTold(const Json& answer, std::initializer_list<std::string_view> faults) {
        const std::string told = toldIn(answer);
        for (const std::string_view each : faults) {
            CPPUNIT_ASSERT_MESSAGE(told + "lacks " + std::string(each), told.find(each) != std::string::npos);
        }
    }

    void accountsAreImportedBelowEachOther() {
        const Json answer = chart("Kode Akun;Nama Akun;Jenis;Induk;Mata uang\n"
                                  "9000;Aset lain;Aset;;\n"
                                  "9100;Kas kecil;Aset;9000;\n"
                                  "9110;Kas dolar;Aktiva;9100;USD\n"
                                  "9900;حساب آخر;مصروفات;;\n");
        CPPUNIT_ASSERT_MESSAGE(boost::json::serialize(answer), answer.at("stored") == Json(4));
        CPPUNIT_ASSERT_EQUAL(
            std::int64_t{1},
            count("SELECT COUNT(*) FROM accounting_account a JOIN accounting_account p ON p.id = a.parent_id WHERE "
                  "a.code = '9110' AND p.code = '9100' AND p.is_group AND a.currency = 'USD'")
        );
        CPPUNIT_ASSERT_EQUAL(
            std::int64_t{1}, count("SELECT COUNT(*) FROM accounting_account WHERE code = '9900' AND type = 'expense'")
        );
    }

    void everyFaultOfAChartIsTold() {
        const Json answer = chart(
            "code,name,type,parent,currency\n"
            "9000,Right,asset,,\n"
            "9000,Again,asset,,\n"
            "9100,,moon,7777,XXX\n"
            "9200,Wrong parent,asset,7777,US\n"
            "9300,Other type,expense,9000,\n"
            "123456789012345678901,Long,asset,,\n",
            {{"dry_run", "true"}}
        );
        requireTold(answer, {"3code ", "4name ", "4type ", "5parent ", "5currency ", "6parent ", "7code "});
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, count("SELECT COUNT(*) FROM accounting_account WHERE code = '9000'"));
    }

    void theSameChartAgainChangesNothing() {
        const std::string file = "code;name;type;parent\n9000;Top;asset;\n9100;Below;asset;9000\n9200;Sales;revenue;\n";
        CPPUNIT_ASSERT(chart(file).at("added") == Json(3));
        CPPUNIT_ASSERT(chart(file).at("failed") == Json(3));
        const Json again = chart(file, {{"existing", "update"}});
        CPPUNIT_ASSERT_MESSAGE(boost::json::serialize(again), again.at("unchanged") == Json(3));
        CPPUNIT_ASSERT(
            chart("code;name;type\n9100;Renamed;asset\n", {{"existing", "update"}}).at("updated") == Json(1)
        );
        CPPUNIT_ASSERT_EQUAL(
            std::int64_t{1},
            count(
                "SELECT COUNT(*) FROM accounting_account WHERE code = '9100' AND name = 'Renamed' AND parent_id IS NOT "
                "NULL"
            )
        );
    }

    void accountsComeInBatches() {
        const JsonArray rows{
            {{"code", "9000"}, {"name", "A"}, {"type", "asset"}}, {{"code", "9000"}, {"name", "B"}, {"type", "asset"}}};
        const Json answer = done("POST", "/accounting/accounts/batch/", {{"accounts", rows}, {"mode", "best_effort"}});
        CPPUNIT_ASSERT(answer.at("stored") == Json(1) && answer.at("failed") == Json(1));
        CPPUNIT_ASSERT(answer.at("results").at(1).at("code") == Json("DUPLICATE"));
    }

    void invoicesComeInBatches() {
        const std::int64_t customer = added("/parties/", {{"name", "Customer"}, {"is_customer", true}});
        const auto invoice = [&](std::int64_t party) {
            return JsonObject{
                {"type", "out"},
                {"party", party},
                {"invoice_date", "2026-06-01"},
                {"state", "posted"},
                {"lines", {{{"description", "Work"}, {"quantity", "1"}, {"unit_price", "10.00"}}}}};
        };
        const Json answer = done(
            "POST",
            "/accounting/invoices/batch/",
            {{"invoices", {invoice(customer), invoice(999)}}, {"mode", "best_effort"}}
        );
        CPPUNIT_ASSERT_MESSAGE(boost::json::serialize(answer), answer.at("stored") == Json(1));
        CPPUNIT_ASSERT(answer.at("results").at(0).at("number").as_string().starts_with("INV/2026/"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count("SELECT COUNT(*) FROM accounting_invoice"));
    }

    void aRowOfABatchIsOfItsCompany() {
        const Json answer = done(
            "POST",
            "/accounting/journal-entries/batch/",
            {{"entries", {{{"company_id", company()}, {"date", "2026-06-01"}, {"lines", JsonArray()}}}}}
        );
        CPPUNIT_ASSERT(answer.at("results").at(0).at("field") == Json("company_id"));
    }

    void openingBalancesAreOneEntry() {
        added("/parties/", {{"name", "Customer"}, {"code", "C-1"}, {"is_customer", true}});
        chart("code;name;type;subtype\n9000;Kas;asset;\n9100;Piutang;asset;receivable\n9500;Modal;equity;\n9600;Nol;"
              "asset;\n");
        const Json answer = opening("Kode Akun;Kode mitra;Debet;Kredit;Jatuh tempo\n"
                                    "9000;;1.000.000,50;;\n"
                                    "9100;C-1;250,5;;31/01/2026\n"
                                    "9600;;0;;\n"
                                    "9500;;;1.000.251,00;\n");
        CPPUNIT_ASSERT_MESSAGE(boost::json::serialize(answer), answer.at("stored") == Json(4));
        CPPUNIT_ASSERT(answer.at("added") == Json(3) && answer.at("unchanged") == Json(1));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count("SELECT COUNT(*) FROM accounting_entry WHERE state = 'posted'"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, count("SELECT COUNT(*) FROM accounting_line"));
        CPPUNIT_ASSERT_EQUAL(
            std::int64_t{1},
            count("SELECT COUNT(*) FROM accounting_line WHERE party_id IS NOT NULL AND CAST(maturity_date AS TEXT) = "
                  "'2026-01-31'")
        );
    }

    void everyFaultOfAnOpeningIsTold() {
        chart("code;name;type;subtype\n9000;Cash;asset;\n9100;Receivable;asset;receivable\n9500;Capital;equity;\n");
        const Json answer = opening(
            "account,party,debit,credit,balance,currency\n"
            "9000,,100.00,,,\n"
            "7777,X,1.234,,,\n"
            "9100,,50.00,,,\n"
            "9500,Z,,10.00,5.00,XXX\n"
            "9000,,1.00,,,JPY\n",
            {{"dry_run", "true"}}
        );
        requireTold(
            answer,
            {"3account ", "3debit ", "3party ", "4party ", "5party ", "5balance ", "5currency ", "6amount_currency "}
        );
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, count("SELECT COUNT(*) FROM accounting_entry"));
    }

    void anOpeningThatDoesNotBalanceIsNotPosted() {
        chart("code;name;type\n9000;Cash;asset\n9500;Capital;equity\n");
        for (const char* mode : {"all_or_nothing", "best_effort"}) {
            const Json answer = opening("account;balance\n9000;100\n9500;-99\n", {{"mode", mode}});
            CPPUNIT_ASSERT(answer.at("faults").at(0).at("code") == Json("ENTRY_UNBALANCED"));
            CPPUNIT_ASSERT(answer.at("stored") == Json(0));
            const Json partly = opening("account;balance\n9000;100\n9500;-100\n7777;1\n", {{"mode", mode}});
            CPPUNIT_ASSERT(partly.at("stored") == Json(0));
        }
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, count("SELECT COUNT(*) FROM accounting_entry"));
    }

    void aDayHasOneOpening() {
        chart("code;name;type\n9000;Cash;asset\n9500;Capital;equity\n");
        const std::string file = "account;balance\n9000;100\n9500;-100\n";
        CPPUNIT_ASSERT(opening(file).at("stored") == Json(2));
        CPPUNIT_ASSERT(opening(file).at("faults").at(0).at("code") == Json("OPENING_EXISTS"));
        const std::int64_t entry = count("SELECT id FROM accounting_entry");
        done("POST", "/accounting/journal-entries/" + std::to_string(entry) + "/reverse/", {{"date", "2026-01-01"}});
        const Json again = opening(file);
        CPPUNIT_ASSERT_MESSAGE(boost::json::serialize(again), again.at("stored") == Json(2));
    }

    void guardsAreThose() {
        for (const std::string path :
             {"/accounting/accounts/import/",
              "/accounting/opening-balances/import/",
              "/accounting/accounts/batch/",
              "/accounting/invoices/batch/"}) {
            CPPUNIT_ASSERT_EQUAL(401, call(nobody, "POST", path, JsonObject()).status);
            CPPUNIT_ASSERT_EQUAL(403, call(stranger, "POST", path, JsonObject()).status);
        }
        const Answer answer = call(admin, "GET", "/accounting/opening-balances/import/template/");
        CPPUNIT_ASSERT(answer.text.find("Amount in currency") != std::string::npos);
        CPPUNIT_ASSERT_EQUAL(
            400,
            kernel().upload(
                        admin, "/accounting/opening-balances/import/", {{"file", "a.csv", "account;debit\n1;1\n"}}
            ).status
        );
    }
};

static const OnBothDatabases<ImportTest> registered;

} // namespace accounting::test

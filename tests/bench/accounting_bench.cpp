/// What accounting costs: posting entries and documents by whole requests, lists, and reports over many lines, from the
/// maintained balances and from the lines themselves.
///
///     accounting_bench [LINES]    100,000 unless told otherwise; in memory, or on the PostgreSQL of
///     TENON_TEST_POSTGRES

#include "measure.h"

#include <tenon/accounting.h>
#include <tenon/module.h>
#include <tenon/organisation.h>
#include <tenon/test.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

extern "C" const tenon::ModuleDescriptor tenon_module_v1;

namespace {

using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;
using tenon::test::Kernel;
using tenon::test::On;
using tenon::test::User;

const User admin{"admin", {}, true, {}};

constexpr std::array<const char*, 8> purposes{
    "cash", "bank", "income", "expense", "capital", "stock", "salary_expense", "cost_of_goods_sold"};

constexpr int documentCount = 200;

constexpr std::string_view copyEntries =
    "INSERT INTO accounting_entry (uuid, version, created_at, updated_at, company_id, journal_id, period_id, "
    "fiscal_year_id, "
    "number, date, description, reference, state, is_closing, created_by, posted_by, posted_at) "
    "SELECT e.uuid || '-' || :copy, 1, e.created_at, e.updated_at, e.company_id, e.journal_id, e.period_id, "
    "e.fiscal_year_id, "
    "e.number || '-' || :copy, e.date, '', '', 'posted', FALSE, 0, 0, e.posted_at FROM accounting_entry e WHERE e.id "
    "<= :last";
constexpr std::string_view copyLines =
    "INSERT INTO accounting_line (entry_id, company_id, account_id, date, posted_at, is_closing, debit, credit, "
    "description) "
    "SELECT c.id, l.company_id, l.account_id, l.date, l.posted_at, FALSE, l.debit, l.credit, '' FROM accounting_line l "
    "JOIN accounting_entry e ON e.id = l.entry_id JOIN accounting_entry c ON c.uuid = e.uuid || '-' || :copy "
    "WHERE e.id <= :last";

class Bench {
public:
    explicit Bench(On on) : _kernel(tenon_module_v1, on) {
        done("POST", "/companies/", {{"name", "Bench"}, {"code", "B"}, {"currency", "USD"}});
        const Json books = done("GET", "/accounting/books/");
        for (const char* purpose : purposes) {
            _accounts.push_back(books.at("accounts").at(purpose).as_int64());
        }
        const Json year = done("GET", "/accounting/fiscal-years/").at(0);
        _year = std::string(tenon::textAt(year.as_object(), "start_date")).substr(0, 5);
    }

    void postEntries() {
        bench::measure("post an entry of two lines", 400, [this](int i) { post(i); });
    }

    void documents() {
        const auto party = done("POST", "/parties/", {{"name", "Customer"}, {"is_customer", true}}).at("id").as_int64();
        std::vector<std::int64_t> invoices;
        bench::measure("post an invoice of two lines", documentCount, [&](int i) {
            invoices.push_back(invoice(party, i));
        });
        bench::measure("pay an invoice", documentCount, [&](int i) {
            const std::string path =
                "/accounting/invoices/" + std::to_string(invoices[static_cast<std::size_t>(i)]) + "/pay/";
            done("POST", path, {{"amount", "115.00"}, {"date", _year + "12-20"}});
        });
        for (const char* list : {"invoices", "payments"}) {
            const std::string path = "/accounting/" + std::string(list) + "/?page_size=50";
            bench::measure(("list of 50 " + std::string(list)).c_str(), 50, [&](int) { done("GET", path); });
        }
    }

    void fill(std::int64_t lines) {
        tenon::Database& database = _kernel.database();
        const auto present = database.value<std::int64_t>("SELECT COUNT(*) FROM accounting_line").value();
        const auto last = database.value<std::int64_t>("SELECT MAX(id) FROM accounting_entry").value();
        for (std::int64_t copy = 1; copy * present < lines; ++copy) {
            const std::string name = std::to_string(copy);
            database.transaction([&] {
                database.execute(copyEntries, {{"copy", name}, {"last", last}});
                database.execute(copyLines, {{"copy", name}, {"last", last}});
            });
        }
        done("POST", "/accounting/books/rebuild/", JsonObject());
        const auto count = database.value<std::int64_t>("SELECT COUNT(*) FROM accounting_line").value();
        std::printf("%lld lines\n", static_cast<long long>(count));
    }

    void reports() {
        const std::string now = tenon::Clock::now().text();
        for (const char* name : {"trial-balance", "balance-sheet", "profit-loss"}) {
            const std::string path =
                "/accounting/reports/" + std::string(name) + "/?date_from=" + _year + "01-01&date_to=" + _year;
            bench::measure((std::string(name) + ", maintained").c_str(), 50, [&](int) { done("GET", path + "12-31"); });
            bench::measure((std::string(name) + ", within a month").c_str(), 50, [&](int) {
                done("GET", path + "06-15");
            });
            bench::measure((std::string(name) + ", from the lines").c_str(), 20, [&](int) {
                done("GET", path + "12-31&as_of=" + now);
            });
        }
    }

private:
    std::int64_t invoice(std::int64_t party, int i) {
        const JsonObject line{{"quantity", "1"}, {"unit_price", "50.00"}, {"tax_rate", "15"}};
        const Json stored = done(
            "POST",
            "/accounting/invoices/",
            {{"customer", party},
             {"invoice_date", _year + "12-15"},
             {"reference", "ORDER-" + std::to_string(i)},
             {"lines", JsonArray{line, line}},
             {"state", "posted"}}
        );
        return stored.at("id").as_int64();
    }

    void post(int i) {
        const std::size_t debit = static_cast<std::size_t>(i) % _accounts.size();
        const std::size_t credit = static_cast<std::size_t>(i * 3 + 1) % _accounts.size();
        const std::string month = std::to_string(101 + i * 12 / 400).substr(1);
        const std::string amount = std::to_string(1 + i) + ".25";
        done(
            "POST",
            "/accounting/journal-entries/",
            {{"date", _year + month + "-15"},
             {"lines",
              {{{"account", _accounts[debit]}, {"debit", amount}},
               {{"account", _accounts[credit == debit ? (credit + 1) % _accounts.size() : credit]},
                {"credit", amount}}}}}
        );
    }

    Json done(std::string_view method, const std::string& path, const Json& body = nullptr) {
        const auto answer = _kernel.call(admin, method, path, body, {{"x-api-dialect", "danasaham"}});
        if (answer.status >= 300) {
            throw std::runtime_error(path + ": " + answer.text);
        }
        return answer.json;
    }

    Kernel _kernel;
    std::vector<std::int64_t> _accounts;
    std::string _year; ///< "2026-"
};

} // namespace

int main(int argc, char** argv) {
    const std::int64_t lines = argc > 1 ? std::atoll(argv[1]) : 100'000;
    try {
        for (const On on : {On::Sqlite, On::PostgreSql}) {
            if (on == On::PostgreSql && std::getenv("TENON_TEST_POSTGRES") == nullptr) {
                continue;
            }
            std::printf("%s\n", on == On::Sqlite ? "SQLite" : "PostgreSQL");
            Bench bench(on);
            bench.postEntries();
            bench.documents();
            bench.fill(lines);
            bench.reports();
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}

/// A year of an invented trading company: imports in dollars, sells in rupiah, pays rent and salaries.

#include "demo_year.h"

#include "ledger/fiscal_years.h"

#include <tenon/random.h>

#include <array>
#include <map>

namespace accounting {

namespace {

using namespace std::chrono;
using tenon::Date;
using tenon::Decimal;
using tenon::JsonArray;
using tenon::JsonObject;

constexpr std::string_view tradingCompany = "MRJN";
constexpr int monthsOfDemo = 12;

constexpr std::string_view insertRate =
    "INSERT INTO accounting_rate (uuid, version, created_at, updated_at, company_id, currency, date, rate) "
    "VALUES (:uuid, 1, :now, :now, :company, 'USD', :date, :rate)";

/// Figures of one month: rupiah, but for the import in dollars.
struct Month {
    std::array<std::int64_t, 4> sales; ///< By customer, without tax
    std::int64_t import;               ///< Goods in dollars
    std::int64_t freight;
    std::int64_t salaries;
    std::int64_t dollar; ///< Rupiah for a dollar
};

constexpr std::array<Month, monthsOfDemo> year{{
    {{148'500'000, 62'300'000, 35'200'000, 4'150'000}, 9'800, 11'400'000, 38'000'000, 15'640},
    {{132'750'000, 58'900'000, 31'400'000, 3'700'000}, 8'200, 9'750'000, 38'000'000, 15'720},
    {{171'200'000, 74'100'000, 40'800'000, 5'250'000}, 11'400, 12'900'000, 38'000'000, 15'690},
    {{165'900'000, 69'400'000, 44'300'000, 4'900'000}, 10'900, 12'300'000, 39'500'000, 15'810},
    {{189'600'000, 81'250'000, 47'700'000, 6'100'000}, 12'600, 13'800'000, 39'500'000, 15'760},
    {{203'400'000, 92'800'000, 52'150'000, 6'850'000}, 14'100, 15'250'000, 39'500'000, 15'880},
    {{176'300'000, 77'600'000, 45'900'000, 5'400'000}, 11'200, 12'700'000, 41'000'000, 15'940},
    {{158'200'000, 70'350'000, 39'600'000, 4'800'000}, 10'100, 11'600'000, 41'000'000, 15'900},
    {{182'700'000, 79'900'000, 46'800'000, 5'650'000}, 11'800, 13'100'000, 41'000'000, 15'850},
    {{194'500'000, 86'700'000, 50'200'000, 6'300'000}, 12'900, 14'300'000, 41'000'000, 15'970},
    {{221'800'000, 98'400'000, 57'900'000, 7'450'000}, 15'300, 16'800'000, 42'500'000, 16'020},
    {{238'600'000, 104'900'000, 61'300'000, 8'200'000}, 16'000, 17'900'000, 42'500'000, 15'960},
}};

class DemoYear {
public:
    DemoYear(Parts& parts, const tenon::Caller& system, organisation::Company company)
        : _parts(parts), _system(system), _company(std::move(company)) {
        JsonObject filter{{"company_id", _company.id}};
        for (const tenon::Json& party :
             _parts.invoices.parties().list(system, filter, {.size = 100, .offset = 0}).items) {
            _byCode[std::string(tenon::textAt(party.as_object(), "code"))] = party.at("id").as_int64();
        }
    }

    void load() {
        const year_month_day today = _parts.books.companies().today(_company).day();
        const year_month first = year_month(today.year(), today.month()) - months(monthsOfDemo);
        openYears(first);
        _month = first;
        entry(1, "Setoran modal", {{"bank", 1'500'000'000}, {"capital", -1'500'000'000}});
        entry(1, "Persediaan awal", {{"stock", 420'000'000}, {"opening_balances", -420'000'000}});
        for (const Month& figures : year) {
            runMonth(figures);
            _month += months(1);
        }
    }

private:
    using Amounts = std::initializer_list<std::pair<std::string_view, std::int64_t>>;

    void openYears(year_month first) {
        const Date start(first / 1);
        _parts.books.open(_company.id);
        if (!periodOf(_parts.database, _company.id, start)) {
            const auto number = static_cast<int>(first.year());
            static_cast<void>(addFiscalYear(
                _parts.database,
                _company.id,
                {.name = std::to_string(number),
                 .start = Date(first.year() / January / 1),
                 .end = Date(first.year() / December / 31)}
            ));
        }
    }

    [[nodiscard]] Date day(unsigned number) const { return Date(_month / std::chrono::day(number)); }

    [[nodiscard]] Decimal rupiah(std::int64_t whole) const {
        return tenon::rounded(Decimal(whole, 0), _company.currency.digits);
    }

    void runMonth(const Month& figures) {
        _parts.database.execute(
            insertRate,
            {{"uuid", tenon::Random::uuid()},
             {"now", tenon::Clock::now()},
             {"company", _company.id},
             {"date", day(1)},
             {"rate", tenon::quotient(Decimal(1, 0), Decimal(figures.dollar, 0), 12)}}
        );
        entry(2, "Sewa kantor dan gudang", {{"expense", 27'500'000}, {"bank", -27'500'000}});
        invoice("V-0001", "in", 4, "USD", figures.import, "stock", "Perkakas dan bahan bangunan");
        std::int64_t sold = 0;
        for (std::size_t i = 0; i < figures.sales.size(); ++i) {
            const std::string customer = "C-000" + std::to_string(i + 1);
            invoice(
                customer, "out", static_cast<unsigned>(6 + 4 * i), "IDR", figures.sales[i], "income", "Penjualan barang"
            );
            sold += figures.sales[i];
        }
        invoice("V-0002", "in", 20, "IDR", figures.freight, "expense", "Ongkos angkut");
        payLastMonth();
        entry(27, "Gaji", {{"salary_expense", figures.salaries}, {"bank", -figures.salaries}});
        const std::int64_t cost = sold / 100 * 61;
        entry(28, "Harga pokok penjualan", {{"cost_of_goods_sold", cost}, {"stock", -cost}});
    }

    void entry(unsigned on, std::string_view description, Amounts amounts) {
        NewEntry entry{.company = _company.id, .journal = "GEN", .date = day(on)};
        entry.description = description;
        for (const auto& [purpose, amount] : amounts) {
            entry.lines.push_back(entryLine(_parts.ledger.account(_company.id, purpose), rupiah(amount)));
        }
        static_cast<void>(_parts.ledger.post(_system, entry));
    }

    void invoice(
        const std::string& party,
        std::string_view type,
        unsigned on,
        std::string_view currency,
        std::int64_t price,
        std::string_view account,
        std::string_view description
    ) {
        JsonObject line{
            {"description", description},
            {"quantity", "1"},
            {"unit_price", std::to_string(price)},
            {"account", _parts.ledger.account(_company.id, account)},
        };
        if (currency == "IDR") {
            line["tax_rate"] = "11";
        }
        const JsonObject stored = _parts.invoices.add(
            _system,
            _company.id,
            {{"type", type},
             {"party", _byCode.at(party)},
             {"invoice_date", day(on).text()},
             {"due_date", Date(year_month_day(sys_days(day(on).day()) + days(30))).text()},
             {"currency", currency},
             {"reference", type == "in" ? party + "/" + day(on).text() : std::string()},
             {"lines", JsonArray{std::move(line)}},
             {"state", "posted"}}
        );
        _open.push_back({stored.at("id").as_int64(), std::string(tenon::textAt(stored, "total")), _month});
    }

    /// Everybody pays in the month after.
    void payLastMonth() {
        std::vector<Open> left;
        for (Open& each : _open) {
            if (each.month >= _month) {
                left.push_back(std::move(each));
                continue;
            }
            static_cast<void>(_parts.payments.add(
                _system,
                _company.id,
                {{"invoice", each.invoice},
                 {"amount", each.total},
                 {"date", day(25).text()},
                 {"journal", "BANK"},
                 {"state", "succeeded"}}
            ));
        }
        _open = std::move(left);
    }

    struct Open {
        std::int64_t invoice;
        std::string total;
        year_month month;
    };

    Parts& _parts;
    const tenon::Caller& _system;
    organisation::Company _company;
    std::map<std::string, std::int64_t> _byCode;
    year_month _month;
    std::vector<Open> _open;
};

} // namespace

void loadDemoYear(Parts& parts, const tenon::Caller& system) {
    for (const std::int64_t id : parts.books.companies().companiesOf(system, "accounting.entries.post")) {
        organisation::Company company = parts.books.companies().company(id);
        if (company.code == tradingCompany && !company.hasTransactions) {
            parts.database.transaction([&] { DemoYear(parts, system, company).load(); });
        }
    }
}

} // namespace accounting

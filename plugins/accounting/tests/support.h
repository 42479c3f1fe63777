#pragma once

#include <tenon/accounting.h>
#include <tenon/module.h>
#include <tenon/organisation.h>
#include <tenon/test/fixture.h>

#include <cppunit/extensions/HelperMacros.h>

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// What the tests of this module share: a company with its books on a day in June 2026, and short ways to write
/// entries.
namespace accounting::test {

using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;
using tenon::test::admin;
using tenon::test::Answer;
using tenon::test::nobody;
using tenon::test::On;
using tenon::test::OnBothDatabases;
using tenon::test::stranger;
using tenon::test::User;

/// A clock that stands at 2026-06-15, but for a microsecond each time it is asked.
class JuneClock {
public:
    JuneClock() { tenon::Clock::set(&now); }

    ~JuneClock() { tenon::Clock::set(nullptr); }

    static tenon::Timestamp now() {
        static std::atomic<std::int64_t> ticks{0};
        const auto noon = std::chrono::sys_days(std::chrono::year(2026) / 6 / 15) + std::chrono::hours(12);
        return tenon::Timestamp(noon + std::chrono::microseconds(++ticks));
    }
};

/// A line in short: account, debit, credit.
struct Posted {
    std::int64_t account;
    std::string debit;
    std::string credit;
    std::int64_t party = 0;
    JsonObject more = {};
};

inline JsonObject lineOf(const Posted& posted) {
    JsonObject line{{"account", posted.account}};
    if (!posted.debit.empty()) {
        line["debit"] = posted.debit;
    }
    if (!posted.credit.empty()) {
        line["credit"] = posted.credit;
    }
    if (posted.party != 0) {
        line["party"] = posted.party;
    }
    for (const auto& [name, value] : posted.more) {
        line[name] = value;
    }
    return line;
}

/// A fixture with a kernel of its own and one company.
class BooksFixture : public tenon::test::KernelFixture {
public:
    explicit BooksFixture(On on, const tenon::ModuleDescriptor& module = tenon_module_v1)
        : tenon::test::KernelFixture(on, module) {}

    void setUp() override {
        _clock = std::make_unique<JuneClock>();
        KernelFixture::setUp();
        _company = addCompany("A");
    }

    void tearDown() override {
        KernelFixture::tearDown();
        _clock.reset();
    }

protected:
    [[nodiscard]] std::int64_t company() const { return _company; }

    [[nodiscard]] Ledger& ledger() { return *kernel().app().find<Ledger>(); }

    /// The code of the error that a call must end in.
    std::string refusal(std::string_view method, std::string_view path, const Json& body = nullptr) {
        const Answer answer = kernel().call(admin, method, path, body, {{"x-api-dialect", "gaara"}});
        CPPUNIT_ASSERT_MESSAGE(answer.text, answer.status >= 400 && answer.status < 500);
        return std::string(tenon::textAt(answer.json.at("error").as_object(), "code"));
    }

    void expect(std::initializer_list<tenon::test::Call> calls) {
        std::string faults;
        for (const std::string& fault : tenon::test::run(kernel(), calls)) {
            faults.append("\n").append(fault);
        }
        CPPUNIT_ASSERT_EQUAL(std::string(), faults);
    }

    std::int64_t addCompany(const std::string& code, JsonObject more = {}) {
        more["name"] = "Company " + code;
        more["code"] = code;
        more.emplace("currency", "USD");
        return added("/companies/", more);
    }

    std::int64_t addParty(const std::string& name) {
        return added("/parties/", {{"name", name}, {"is_customer", true}, {"is_supplier", true}});
    }

    std::int64_t addAccount(const std::string& code, std::string_view type, JsonObject more = {}) {
        more["code"] = code;
        more["name"] = "Account " + code;
        more["type"] = type;
        return added("/accounting/accounts/", more);
    }

    /// The account of a purpose.
    std::int64_t usual(std::string_view purpose) { return ledger().account(_company, purpose); }

    std::int64_t addYear(const std::string& name, std::string_view start, std::string_view end, JsonObject more = {}) {
        more["name"] = name;
        more["start_date"] = start;
        more["end_date"] = end;
        return added("/accounting/fiscal-years/", more);
    }

    static JsonObject entry(std::string_view date, const std::vector<Posted>& lines) {
        JsonArray array;
        for (const Posted& line : lines) {
            array.push_back(lineOf(line));
        }
        return {{"date", date}, {"lines", std::move(array)}};
    }

    Json post(std::string_view date, const std::vector<Posted>& lines) {
        return done("POST", "/accounting/journal-entries/", entry(date, lines));
    }

    std::string refusalOfPost(std::string_view date, const std::vector<Posted>& lines) {
        return refusal("POST", "/accounting/journal-entries/", entry(date, lines));
    }

    std::int64_t entryCount() {
        return kernel().database().value<std::int64_t>("SELECT COUNT(*) FROM accounting_entry").value_or(0);
    }

    /// Debit − credit of an account up to the end of 2026.
    std::string balance(std::int64_t account) {
        return ledger().balance(_company, account, tenon::Date::parse("2026-12-31").value()).text();
    }

    Json report(std::string_view name, const std::string& query = {}) {
        return done("GET", "/accounting/reports/" + std::string(name) + "/?" + query);
    }

    /// A member of the row of an account in a trial balance; empty when it has no row.
    static std::string cell(const Json& report, std::int64_t account, std::string_view member) {
        for (const Json& row : report.at("accounts").as_array()) {
            if (row.at("account_id").as_int64() == account) {
                return text(row, member);
            }
        }
        return {};
    }

    static std::string text(const Json& object, std::string_view member) {
        return std::string(tenon::textAt(object.as_object(), member));
    }

    static std::string amountOf(const JsonArray& rows, std::int64_t account) {
        for (const Json& row : rows) {
            if (row.at("account_id").as_int64() == account) {
                return text(row, "amount");
            }
        }
        return {};
    }

    static void requireEqual(std::string_view expected, const std::string& actual) {
        CPPUNIT_ASSERT_EQUAL(std::string(expected), actual);
    }

private:
    std::unique_ptr<JuneClock> _clock;
    std::int64_t _company = 0;
};

} // namespace accounting::test

/// Nobody reads or changes what belongs to a company that he does not reach, whatever he may do in his own.

#include "support.h"

namespace accounting::test {

class IsolationTest : public BooksFixture {
    CPPUNIT_TEST_SUITE(IsolationTest);
    CPPUNIT_TEST(recordsOfOthersDoNotExist);
    CPPUNIT_TEST(requestsThatNameTheOtherCompanyAreRefused);
    CPPUNIT_TEST(referencesIntoTheOtherCompanyAreRefused);
    CPPUNIT_TEST(aPermissionForOneCompanyIsNoneForAnother);
    CPPUNIT_TEST_SUITE_END();

public:
    IsolationTest() : BooksFixture(On::Sqlite) {}

    void setUp() override {
        BooksFixture::setUp();
        _other = addCompany("B");
        _foreign = userOf("foreign", {_other});
        _party = addParty("Customer");
        _invoice = added(
            "/accounting/invoices/",
            {{"customer", _party},
             {"lines", JsonArray{JsonObject{{"quantity", "1"}, {"unit_price", "77.00"}}}},
             {"state", "posted"}}
        );
        const Json paid = done("POST", "/accounting/invoices/" + text(_invoice) + "pay/", {{"amount", "77.00"}});
        _payment = paid.at("payment").at("id").as_int64();
        _entry = paid.at("entry_id").as_int64();
        _reconciliation = done("GET", "/accounting/reconciliations/").at(0).at("id").as_int64();
        _year = done("GET", "/accounting/fiscal-years/").at(0).at("id").as_int64();
        const Json year = done("GET", "/accounting/fiscal-years/" + text(_year));
        _period = year.at("periods").at(0).at("id").as_int64();
        _statement = added(
            "/accounting/bank-statements/",
            {{"name", "S"},
             {"date", "2026-06-15"},
             {"opening", "0"},
             {"closing", "5.00"},
             {"lines", JsonArray{JsonObject{{"date", "2026-06-15"}, {"amount", "5.00"}, {"account", usual("income")}}}}}
        );
    }

    void recordsOfOthersDoNotExist() {
        const std::int64_t entries = entryCount();
        for (const auto& [method, path] : ofRecords()) {
            const Answer answer =
                call(_foreign, method, path, method == "GET" || method == "DELETE" ? Json(nullptr) : bodyOf(path));
            const std::string what = std::string(method) + " " + path + " " + answer.text;
            CPPUNIT_ASSERT_EQUAL_MESSAGE(what, 404, answer.status);
            CPPUNIT_ASSERT_MESSAGE(what, answer.text.find("77.00") == std::string::npos);
        }
        CPPUNIT_ASSERT_EQUAL(entries, entryCount());
        requireEqual("0.00", balance(usual("receivable")));
    }

    void requestsThatNameTheOtherCompanyAreRefused() {
        const std::string query = "?company_id=" + std::to_string(company());
        for (const char* path :
             {"journal-entries",
              "invoices",
              "payments",
              "bank-statements",
              "fiscal-years",
              "reconciliations",
              "open-lines",
              "books",
              "books/verify",
              "reports/trial-balance",
              "reports/balance-sheet",
              "reports/cash-flow",
              "reports/profit-loss",
              "reports/tax",
              "reports/aged-receivables"}) {
            const Answer answer = call(_foreign, "GET", "/accounting/" + std::string(path) + "/" + query);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(std::string(path) + answer.text, 400, answer.status);
        }
        for (const auto& [path, body] : std::initializer_list<std::pair<const char*, JsonObject>>{
                 {"journal-entries", entry("2026-06-01", {{usual("cash"), "1", ""}, {usual("income"), "", "1"}})},
                 {"fiscal-years", {{"name", "Y"}, {"start_date", "2027-01-01"}, {"end_date", "2027-12-31"}}},
                 {"charts/apply", {{"template", "general"}}},
                 {"books/rebuild", {}},
                 {"revaluations", {{"date", "2026-06-01"}}},
                 {"payments", {{"invoice", _invoice}, {"amount", "1"}}}}) {
            JsonObject sent = body;
            sent["company_id"] = company();
            const Answer answer = call(_foreign, "POST", "/accounting/" + std::string(path) + "/", sent);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(std::string(path) + answer.text, 400, answer.status);
        }
    }

    void referencesIntoTheOtherCompanyAreRefused() {
        const auto refused = [&](std::string_view path, const JsonObject& body) {
            const Answer answer = call(_foreign, "POST", "/accounting/" + std::string(path) + "/", body);
            const bool isRefused = answer.status == 400 || answer.status == 404;
            CPPUNIT_ASSERT_MESSAGE(std::string(path) + " " + answer.text, isRefused);
        };
        const std::int64_t cash = usual("cash");
        const std::int64_t tax = done("GET", "/accounting/taxes/").at(0).at("id").as_int64();
        const std::int64_t term = done("GET", "/accounting/payment-terms/").at(0).at("id").as_int64();
        const std::int64_t theirs = added("/parties/", {{"name", "Own"}, {"company_id", company()}});
        const JsonObject line{{"quantity", "1"}, {"unit_price", "5"}};
        const auto with = [&](std::string_view name, const Json& value) {
            JsonObject changed = line;
            changed[name] = value;
            return changed;
        };
        refused("journal-entries", entry("2026-06-01", {{cash, "1", ""}, {cash, "", "1"}}));
        refused("invoices", {{"customer", theirs}, {"lines", JsonArray{line}}});
        refused("invoices", {{"lines", JsonArray{with("account", cash)}}});
        refused("invoices", {{"lines", JsonArray{with("taxes", JsonArray{tax})}}});
        refused("invoices", {{"lines", JsonArray{line}}, {"payment_term", term}});
        refused("payments", {{"invoice", _invoice}, {"amount", "1"}});
        refused("payments", {{"amount", "1"}, {"allocations", JsonArray{{{"invoice", _invoice}, {"amount", "1"}}}}});
        refused("payments", {{"party", theirs}, {"amount", "1"}});
        refused("reconciliations", {{"lines", JsonArray{1, 2}}});
        refused("accounts", {{"code", "X"}, {"name", "X"}, {"type", "asset"}, {"parent", cash}});
        refused("taxes", {{"code", "X"}, {"name", "X"}, {"transition_account", cash}});
        refused("taxes", {{"code", "X"}, {"name", "X"}, {"kind", "group"}, {"members", JsonArray{tax}}});
        refused("journals", {{"code", "X"}, {"name", "X"}, {"type", "bank"}, {"account", cash}});
        for (const auto& [name, id] : {std::pair("invoice", _invoice), {"party", theirs}, {"account", cash}}) {
            refused(
                "bank-statements",
                {{"name", "S"},
                 {"date", "2026-06-15"},
                 {"opening", "0"},
                 {"closing", "5"},
                 {"lines", JsonArray{JsonObject{{"date", "2026-06-15"}, {"amount", "5"}, {name, id}}}}}
            );
        }
    }

    void aPermissionForOneCompanyIsNoneForAnother() {
        for (const std::int64_t each : {company(), _other}) {
            done("PATCH", "/accounting/books/", {{"company_id", each}, {"lock_date", "2026-05-31"}});
        }
        const auto postIn = [&](const User& who, std::int64_t where) {
            const std::int64_t cash = ledger().account(where, "cash");
            JsonObject body = entry("2026-05-31", {{cash, "1", ""}, {ledger().account(where, "income"), "", "1"}});
            body["company_id"] = where;
            return call(who, "POST", "/accounting/journal-entries/", body).status;
        };
        User clerk = userOf("clerk", {company(), _other});
        CPPUNIT_ASSERT_EQUAL(409, postIn(clerk, company()));
        User chief = clerk;
        chief.name = "chief";
        chief.permissions.push_back("accounting.post_locked");
        CPPUNIT_ASSERT_EQUAL(201, postIn(chief, company()));
        done("PATCH", "/accounting/books/", {{"hard_lock_date", "2026-05-31"}});
        CPPUNIT_ASSERT_EQUAL(409, postIn(chief, company()));
        CPPUNIT_ASSERT_EQUAL(201, postIn(chief, _other));
    }

private:
    static std::string text(std::int64_t id) { return std::to_string(id) + "/"; }

    using BooksFixture::text;

    using Calls = std::vector<std::pair<std::string_view, std::string>>;

    /// Every operation on one record.
    Calls ofRecords() {
        const std::string root = "/accounting/";
        Calls calls;
        const auto add = [&](const std::string& path, std::initializer_list<std::string_view> methods) {
            for (const std::string_view method : methods) {
                calls.emplace_back(method, root + path);
            }
        };
        const auto actions = [&](const std::string& path, std::initializer_list<const char*> names) {
            for (const char* name : names) {
                calls.emplace_back("POST", root + path + name + "/");
            }
        };
        add("accounts/" + text(usual("cash")), {"GET", "PATCH", "DELETE"});
        add("accounts/" + text(usual("cash")) + "balance/", {"GET"});
        add("journals/" + text(1), {"GET", "PATCH", "DELETE"});
        add("taxes/" + text(1), {"GET", "PATCH", "DELETE"});
        add("payment-terms/" + text(1), {"GET", "PATCH", "DELETE"});
        add("journal-entries/" + text(_entry), {"GET", "PATCH", "DELETE"});
        actions("journal-entries/" + text(_entry), {"post", "reverse"});
        add("invoices/" + text(_invoice), {"GET", "PATCH", "DELETE"});
        actions("invoices/" + text(_invoice), {"validate", "post", "cancel", "credit-note", "pay", "apply-advance"});
        add("payments/" + text(_payment), {"GET", "DELETE"});
        actions("payments/" + text(_payment), {"approve", "process", "succeed", "fail", "refund"});
        add("bank-statements/" + text(_statement), {"GET", "DELETE"});
        actions("bank-statements/" + text(_statement), {"post"});
        add("fiscal-years/" + text(_year), {"GET", "DELETE"});
        actions("fiscal-years/" + text(_year), {"close", "reopen", "lock"});
        actions("periods/" + text(_period), {"close", "reopen", "lock"});
        add("reconciliations/" + text(_reconciliation), {"DELETE"});
        for (const std::string& path :
             {"accounts/" + text(usual("cash")),
              "journals/" + text(1),
              "taxes/" + text(1),
              "payment-terms/" + text(1),
              "fiscal-years/" + text(_year),
              "invoices/" + text(_invoice)}) {
            add(path + "can-delete/", {"GET"});
        }
        return calls;
    }

    static Json bodyOf(const std::string& path) {
        return path.ends_with("/pay/") ? JsonObject{{"amount", "1.00"}} : JsonObject();
    }

    static User userOf(const std::string& name, std::initializer_list<std::int64_t> companies) {
        JsonArray places;
        for (const std::int64_t id : companies) {
            places.push_back({{"kind", "company"}, {"id", id}});
        }
        User user{name, {}, false, {{"places", std::move(places)}}};
        for (const char* noun : {"accounts", "journals", "taxes", "payment_terms", "rates"}) {
            for (const char* verb : {"view", "add", "change", "delete"}) {
                user.permissions.push_back("accounting." + std::string(noun) + "." + verb);
            }
        }
        for (const char* permission :
             {"entries.view",
              "entries.post",
              "entries.reverse",
              "reconcile",
              "write_off",
              "invoices.view",
              "invoices.add",
              "invoices.post",
              "payments.view",
              "payments.add",
              "payments.approve",
              "payments.post",
              "payments.refund",
              "reports.view",
              "years.change",
              "books.change"}) {
            user.permissions.push_back("accounting." + std::string(permission));
        }
        return user;
    }

    User _foreign;
    std::int64_t _other = 0;
    std::int64_t _party = 0;
    std::int64_t _invoice = 0;
    std::int64_t _payment = 0;
    std::int64_t _entry = 0;
    std::int64_t _reconciliation = 0;
    std::int64_t _year = 0;
    std::int64_t _period = 0;
    std::int64_t _statement = 0;
};

CPPUNIT_TEST_SUITE_REGISTRATION(IsolationTest);

} // namespace accounting::test

/// Cases of invoices, payments and exchange rates whose figures come from the published test suites of other systems.

#include "support.h"

namespace accounting::test {

template <On on>
class InvoiceCasesTest : public BooksFixture {
    CPPUNIT_TEST_SUITE(InvoiceCasesTest);
    CPPUNIT_TEST(fx_001);
    CPPUNIT_TEST(inv_001);
    CPPUNIT_TEST(inv_003);
    CPPUNIT_TEST(inv_004);
    CPPUNIT_TEST(inv_007);
    CPPUNIT_TEST(inv_009);
    CPPUNIT_TEST(inv_012);
    CPPUNIT_TEST(tax_009);
    CPPUNIT_TEST_SUITE_END();

public:
    InvoiceCasesTest() : BooksFixture(on) {}

    void setUp() override {
        BooksFixture::setUp();
        _customer = addParty("Customer");
    }

    void fx_001() {
        done("POST", "/accounting/rates/", {{"currency", "EUR"}, {"date", "2026-06-14"}, {"rate", "2.0"}});
        done("POST", "/accounting/rates/", {{"currency", "EUR"}, {"date", "2026-06-15"}, {"rate", "2.5"}});
        const std::int64_t id = posted({
            {"currency", "EUR"},
            {"invoice_date", "2026-06-14"},
            {"lines", {line("5", "80", "10"), line("1", "20")}},
        });
        const Json invoice = read(id);
        requireEqual("420.00", text(invoice, "untaxed"));
        requireEqual("40.00", text(invoice, "tax"));
        requireEqual("460.00", text(invoice, "total"));
        requireEqual("230.00", balance(usual("receivable")));

        done("POST", path(id) + "pay/", {{"amount", "460.00"}, {"date", "2026-06-15"}, {"journal", "BANK"}});
        requireEqual("184.00", balance(usual("bank")));
        requireEqual("46.00", balance(usual("exchange_loss")));
        requireEqual("0.00", balance(usual("receivable")));
        requireEqual("paid", text(read(id), "state"));
        requireEqual("0.00", text(read(id), "amount_due"));
    }

    void inv_001() {
        const std::int64_t term = added(
            "/accounting/payment-terms/",
            {{"name", "In parts"},
             {"lines",
              {{{"type", "percent"}, {"value", "25"}, {"days", 30}},
               {{"type", "percent_of_total"}, {"value", "25"}, {"months", 1}},
               {{"type", "fixed"}, {"value", "396.84"}, {"months", 1}, {"days", 30}},
               {{"type", "remainder"}, {"months", 2}, {"day_of_month", 15}, {"days", 30}}}}}
        );
        const std::int64_t id =
            posted({{"invoice_date", "2026-06-01"}, {"payment_term", term}, {"lines", JsonArray{line("1", "1587.35")}}}
            );
        requireEqual("2026-07-01 396.84, 2026-07-01 396.84, 2026-07-31 396.84, 2026-09-14 396.83", instalments(id));
    }

    void inv_003() {
        const std::int64_t split = added(
            "/accounting/payment-terms/",
            {{"name", "30 % now"},
             {"lines",
              {{{"type", "percent_of_total"}, {"value", "30"}},
               {{"type", "remainder"}, {"months", 1}, {"end_of_month", true}}}}}
        );
        const JsonArray lines{line("1", "2000.00", "15")};
        const std::int64_t first = posted({{"invoice_date", "2026-01-01"}, {"payment_term", split}, {"lines", lines}});
        requireEqual("2026-01-01 690.00, 2026-02-28 1610.00", instalments(first));
        const std::int64_t days = added(
            "/accounting/payment-terms/",
            {{"name", "In 30 days"}, {"lines", JsonArray{JsonObject{{"type", "remainder"}, {"days", 30}}}}}
        );
        const std::int64_t second = posted({{"invoice_date", "2026-01-01"}, {"payment_term", days}, {"lines", lines}});
        requireEqual("2026-01-31 2300.00", instalments(second));
        requireEqual(
            "TERM_REMAINDER",
            refusal(
                "POST",
                "/accounting/payment-terms/",
                {{"name", "None"}, {"lines", JsonArray{JsonObject{{"type", "percent"}, {"value", "50"}}}}}
            )
        );
    }

    void inv_004() {
        const std::int64_t id =
            posted({{"invoice_date", "2026-06-01"}, {"lines", {line("5", "40", "10"), line("1", "20")}}});
        requireEqual("220.00", text(read(id), "untaxed"));
        requireEqual("20.00", text(read(id), "tax"));
        requireEqual("240.00", text(read(id), "total"));
        requireEqual("240.00", balance(usual("receivable")));
        requireEqual("-220.00", balance(usual("income")));
        requireEqual("-20.00", balance(usual("output_tax")));

        pay(id, "120.00", false, "120.00", "posted");
        pay(id, "20.00", false, "100.00", "posted");
        pay(id, "99.00", true, "0.00", "paid");
        requireEqual("1.00", balance(usual("write_off")));
        requireEqual("239.00", balance(usual("cash")));
        requireEqual("0.00", balance(usual("receivable")));
    }

    void inv_007() {
        const std::int64_t id = posted({{"lines", JsonArray{line("1", "100.00")}}});
        const auto approve = [&](std::string_view amount) {
            return added("/accounting/payments/", {{"invoice", id}, {"amount", amount}, {"state", "approved"}});
        };
        const std::int64_t first = approve("20.00");
        requireEqual("80.00", text(read(id), "amount_to_pay"));
        const std::string payment = "/accounting/payments/" + std::to_string(first);
        done("POST", payment + "/process/", JsonObject());
        requireEqual("80.00", text(read(id), "amount_to_pay"));
        done("POST", payment + "/fail/", JsonObject());
        requireEqual("100.00", text(read(id), "amount_to_pay"));
        approve("30.00");
        approve("30.00");
        requireEqual("40.00", text(read(id), "amount_to_pay"));
        requireEqual("100.00", text(read(id), "amount_due"));
        requireEqual("INVALID_STATE", refusal("POST", payment + "/succeed/", JsonObject()));
    }

    void inv_009() {
        const std::int64_t id = posted({
            {"cash_rounding", {{"step", "0.05"}, {"method", "up"}}},
            {"lines", JsonArray{line("1", "42.06")}},
        });
        requireEqual("42.10", text(read(id), "total"));
        requireEqual("42.06", text(read(id), "untaxed"));
        requireEqual("0.04", text(read(id), "cash_rounding"));
        requireEqual("-0.04", balance(usual("rounding")));
        requireEqual("42.10", balance(usual("receivable")));
    }

    void inv_012() {
        JsonArray lines;
        for (const char* quantity : {"84", "54", "288", "144", "430"}) {
            lines.push_back(line(quantity, "4.60", "19"));
        }
        const Json invoice = read(posted({{"lines", lines}}));
        requireEqual("4600.00", text(invoice, "untaxed"));
        requireEqual("874.00", text(invoice, "tax"));
        requireEqual("5474.00", text(invoice, "total"));
    }

    void tax_009() {
        const auto ofShare = [&](std::string_view code, std::string_view share) {
            const std::int64_t tax = added(
                "/accounting/taxes/",
                {{"code", code},
                 {"name", "Partly deductible"},
                 {"scope", "purchase"},
                 {"rate", "10"},
                 {"deductible_percent", share}}
            );
            return read(posted({
                {"type", "in"},
                {"lines", JsonArray{JsonObject{{"quantity", "10"}, {"unit_price", "50"}, {"taxes", JsonArray{tax}}}}},
            }));
        };
        const Json none = ofShare("P0", "0");
        requireEqual("550.00", text(none, "untaxed"));
        requireEqual("0.00", text(none, "tax"));
        const Json half = ofShare("P50", "50");
        requireEqual("525.00", text(half, "untaxed"));
        requireEqual("25.00", text(half, "tax"));
        requireEqual("550.00", text(half, "total"));
        requireEqual("1075.00", balance(usual("expense")));
        requireEqual("25.00", balance(usual("input_tax")));
        requireEqual("-1100.00", balance(usual("payable")));
    }

private:
    static JsonObject line(std::string_view quantity, std::string_view price, std::string_view taxRate = {}) {
        JsonObject line{{"quantity", quantity}, {"unit_price", price}, {"description", "Service"}};
        if (!taxRate.empty()) {
            line["tax_rate"] = taxRate;
        }
        return line;
    }

    static std::string path(std::int64_t id) { return "/accounting/invoices/" + std::to_string(id) + "/"; }

    std::int64_t posted(JsonObject invoice) {
        invoice["customer"] = _customer;
        invoice["state"] = "posted";
        return added("/accounting/invoices/", invoice);
    }

    Json read(std::int64_t id) { return done("GET", path(id)); }

    void pay(std::int64_t id, std::string_view amount, bool writeOff, std::string_view due, std::string_view state) {
        done("POST", path(id) + "pay/", {{"amount", amount}, {"write_off", writeOff}});
        requireEqual(due, text(read(id), "amount_due"));
        requireEqual(state, text(read(id), "state"));
    }

    /// "day amount, …" of the receivable lines.
    std::string instalments(std::int64_t id) {
        const Json entry =
            done("GET", "/accounting/journal-entries/" + std::to_string(read(id).at("entry_id").as_int64()) + "/");
        std::string all;
        for (const Json& each : entry.at("lines").as_array()) {
            if (!each.at("party").is_null()) {
                all.append(all.empty() ? "" : ", ").append(text(each, "maturity_date")).append(" ");
                all.append(text(each, "debit"));
            }
        }
        return all;
    }

    std::int64_t _customer = 0;
};

static const OnBothDatabases<InvoiceCasesTest> registered;

} // namespace accounting::test

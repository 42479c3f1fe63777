/// Invoices on paper.

#include "parts.h"
#include "printing/printed_invoice.h"

#include <tenon/documents/printing.h>
#include <tenon/system_caller.h>

#include <algorithm>

namespace accounting {

namespace {

using namespace tenon::fields;
using tenon::Json;
using tenon::JsonObject;
using tenon::Reply;
using tenon::Request;
using tenon::textAt;

constexpr std::string_view selectTerm = "SELECT name FROM accounting_payment_term WHERE id = :id";
constexpr std::string_view selectNumber = "SELECT number FROM accounting_invoice WHERE id = :id";

void addJoined(
    std::vector<std::string>& lines, const JsonObject& address, std::initializer_list<std::string_view> parts
) {
    std::string line;
    for (const std::string_view part : parts) {
        const std::string_view text = textAt(address, part);
        line.append(line.empty() || text.empty() ? "" : ", ").append(text);
    }
    if (!line.empty()) {
        lines.push_back(std::move(line));
    }
}

/// The party's address for invoices, else its main one, else any; null when it has none.
const JsonObject* addressOf(const JsonObject& party) {
    const tenon::JsonArray& addresses = party.at("addresses").as_array();
    for (const std::string_view kind : {"invoice", "main"}) {
        for (const Json& address : addresses) {
            if (textAt(address.as_object(), "kind") == kind) {
                return &address.as_object();
            }
        }
    }
    return addresses.empty() ? nullptr : &addresses.front().as_object();
}

/// Name, address and tax id. An invoice shows its party to everybody who may see the invoice.
std::vector<std::string> partyLines(Parts& parts, std::int64_t party, const Words& words) {
    const tenon::SystemCaller system("accounting.invoices");
    const JsonObject record = parts.invoices.parties().read(system, std::to_string(party));
    std::vector<std::string> lines{std::string(textAt(record, "name"))};
    if (const JsonObject* address = addressOf(record)) {
        addJoined(lines, *address, {"street"});
        addJoined(lines, *address, {"city", "postal_code", "region", "country"});
    }
    if (const std::string_view taxId = textAt(record, "tax_id"); !taxId.empty()) {
        lines.push_back(words.of("Tax ID") + " " + documents::leftToRight(taxId));
    }
    return lines;
}

std::string textWith(tenon::Database& database, std::string_view sql, const Json& id) {
    return id.is_int64() ? database.value<std::string>(sql, {{"id", id.get_int64()}}).value_or("") : std::string();
}

/// Of the party's documents.
std::string languageOf(Parts& parts, const organisation::Company& company, const Json& party) {
    const auto found = party.is_int64() ? parts.invoices.parties().find(party.get_int64()) : std::nullopt;
    return found && !found->language.empty() ? found->language : company.language;
}

std::string fileName(const JsonObject& invoice) {
    std::string name(textAt(invoice, "number", "invoice-draft"));
    std::ranges::replace(name, '/', '-');
    return name;
}

Reply printInvoice(Parts& parts, const Request& request) {
    const Book book = parts.books.ofRow(request, "accounting.invoices.view", companyOfInvoice);
    const JsonObject invoice = parts.invoices.read(book.company.id, request.id());
    const std::string usual = languageOf(parts, book.company, invoice.at("party_id"));
    const Words words(parts.kernel, documents::languageAsked(request, usual));
    InvoicePaper paper;
    if (const Json& party = invoice.at("party_id"); party.is_int64()) {
        paper.party = partyLines(parts, party.get_int64(), words);
    }
    paper.terms = textWith(parts.database, selectTerm, invoice.at("payment_term_id"));
    paper.creditOf = textWith(parts.database, selectNumber, invoice.at("credit_of_id"));
    const auto form = textAt(request.arguments(), "format") == "html" ? documents::Form::html : documents::Form::pdf;
    return tenon::file(documents::printer(parts.kernel)
                           ->print(printedInvoice(invoice, book.company, paper, words), form, fileName(invoice)));
}

} // namespace

void declarePrintedInvoices(tenon::App& app, Parts& parts) {
    app.get("/accounting/invoices/{id}/pdf/", calling(parts)(printInvoice))
        .needs("accounting.invoices.view")
        .query(
            {organisation::companyField(),
             choice("format", {"pdf", "html"}),
             choice("language", {"en", "ar", "id", "bn"}).help("Else that of the customer, else the company's")}
        )
        .produces("application/pdf")
        .summary("An invoice or a credit note as it is sent to the customer");
}

} // namespace accounting

#include "printing/printed_head.h"

#include <tenon/time.h>

#include <utility>

namespace accounting {

namespace {

std::string minuteOf(std::string_view instant) {
    constexpr std::size_t day = 10;
    constexpr std::size_t minute = 16;
    if (instant.size() < minute) {
        return std::string(instant);
    }
    return std::string(instant.substr(0, day)) + " " + std::string(instant.substr(day + 1, minute - day - 1)) + " UTC";
}

} // namespace

documents::Report
printedHead(const tenon::JsonObject& report, const Book& book, const Words& words, std::string title) {
    documents::Report printed;
    printed.issuer = book.company.name;
    printed.title = std::move(title);
    printed.language = words.language();
    documents::Section& section = printed.sections.emplace_back();
    const auto add = [&](const char* name, std::string value) {
        section.facts.push_back({words.of(name), std::move(value)});
    };
    const std::string from(tenon::textAt(report, "date_from"));
    const std::string to(tenon::textAt(report, "date_to"));
    if (from.empty()) {
        add("As of", to);
    } else {
        add("Period", from + " – " + to);
    }
    add("Currency", book.company.currency.code);
    if (const std::string_view asOf = tenon::textAt(report, "as_of"); !asOf.empty()) {
        add("As known at", minuteOf(asOf));
    }
    if (tenon::flagAt(report, "include_drafts")) {
        add("Entries", words.of("Posted ones and drafts"));
    }
    add("Printed", minuteOf(tenon::Clock::now().text()));
    return printed;
}

} // namespace accounting

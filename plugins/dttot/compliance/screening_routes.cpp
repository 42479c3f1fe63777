#include "compliance/screening_routes.h"

#include <tenon/reply.h>
#include <tenon/request.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

namespace dttot::compliance {

namespace {

using namespace tenon::fields;
using tenon::Request;

constexpr std::uint64_t largestBody = 16 << 20;
constexpr std::uint64_t largestFile = 200 << 20;
constexpr int mostSubjects = 1000;

/// What is wished for, but for whether somebody waits.
Screenings::Wish wishIn(const tenon::JsonObject& asked, std::string_view language) {
    Screenings::Wish wish;
    wish.language = language;
    if (const tenon::Json* score = asked.if_contains("min_score"); score != nullptr && score->is_number()) {
        wish.minScore = score->to_number<double>();
    }
    if (const tenon::Json* lists = asked.if_contains("lists"); lists != nullptr && lists->is_array()) {
        for (const tenon::Json& name : lists->get_array()) {
            wish.lists.emplace_back(tenon::textOf(name.as_string()));
        }
    }
    return wish;
}

/// The results, what they were made by, and how long the engine took (W3C Server Timing, in milliseconds).
tenon::Reply replyOf(Screenings::Results results) {
    const std::chrono::duration<double, std::milli> searching = results.searching;
    std::array<char, 48> timing{};
    const int length = std::snprintf(timing.data(), timing.size(), "search;dur=%.3f", searching.count());
    return tenon::list(std::move(results.items))
        .with("Screened-Against", results.against)
        .with("Server-Timing", std::string_view(timing.data(), static_cast<std::size_t>(length)));
}

constexpr const char* unknownList = "There is no such list.";

/// The subjects of a body, from which members with faults are missing; adds what else is wrong with it.
std::vector<SentSubject>
subjectsOf(const tenon::JsonObject& sound, Screenings& screenings, std::vector<tenon::FieldError>& faults) {
    std::vector<SentSubject> subjects;
    if (const tenon::Json* sent = sound.if_contains("subjects")) {
        subjects = subjectsIn(sent->as_array(), faults);
    }
    const std::vector<std::string> lists = wishIn(sound, {}).lists;
    for (std::size_t i = 0; i < lists.size(); ++i) {
        if (!screenings.knows(lists[i])) {
            faults.push_back({"lists." + std::to_string(i), unknownList});
        }
    }
    return subjects;
}

Screenings::Wish wishOf(const Request& request, const tenon::JsonObject& asked) {
    Screenings::Wish wish = wishIn(asked, request.language());
    wish.isAbandoned = [&request] { return request.isAbandoned(); };
    return wish;
}

tenon::Reply screenMany(Screenings& screenings, const Request& request) {
    const tenon::JsonObject& body = request.body();
    std::vector<tenon::FieldError> faults;
    const std::vector<SentSubject> subjects = subjectsOf(body, screenings, faults);
    if (!faults.empty()) {
        throw tenon::Invalid(std::move(faults));
    }
    return replyOf(screenings.screen(request.caller(), subjects, wishOf(request, body)));
}

tenon::Reply screenOne(Screenings& screenings, const Request& request) {
    const tenon::JsonObject& asked = request.arguments();
    SentSubject subject;
    subject.subject.names.emplace_back(tenon::textAt(asked, "q"));
    Screenings::Wish wish = wishOf(request, asked);
    if (const std::string_view list = tenon::textAt(asked, "list"); !list.empty()) {
        if (!screenings.knows(list)) {
            throw tenon::Invalid("list", unknownList);
        }
        wish.lists.emplace_back(list);
    }
    return replyOf(screenings.screen(request.caller(), {&subject, 1}, wish));
}

tenon::Field minScoreField() {
    return number("min_score")
        .nullable()
        .min(0)
        .max(1)
        .help("Least score of a hit; the threshold of the settings else. Below 0.75 every word of the lists is looked "
              "at, "
              "which takes longer; less than 0.3 is never a hit.");
}

tenon::Reply begin(ScreeningFiles& files, const Request& request) {
    const tenon::JsonObject& body = request.body();
    ScreeningFiles::Wish wish;
    wish.list = tenon::textAt(body, "list");
    wish.language = request.language();
    wish.minScore = wishIn(body, request.language()).minScore;
    return tenon::accepted(files.start(request.caller(), request.upload("file"), wish));
}

void declareFiles(tenon::App& app, ScreeningFiles& files) {
    app.post("/dttot/screenings/files", [&](const Request& request) { return begin(files, request); })
        .needs(screenPermission)
        .withoutTransaction()
        .status(202)
        .maxBody(largestFile)
        .body({
            file("file").required().help("xlsx, xls or csv with a header: name, birth date, NIK, …"),
            minScoreField(),
            text("list", 70).help("Name of the list to search; all else"),
        })
        .answers(screeningFileMembers())
        .summary("Holds all customers of a file against the lists in a job");
    app.get(
           "/dttot/screenings/files",
           [&](const Request& request) { return tenon::page(files.page(request.caller(), request.paging())); }
    )
        .needs(screenPermission)
        .answersList(screeningFileMembers())
        .summary("One's own files of customers, latest first");
    app.get(
           "/dttot/screenings/files/{id}",
           [&](const Request& request) { return tenon::ok(files.read(request.caller(), request.id())); }
    )
        .needs(screenPermission)
        .answers(screeningFileMembers())
        .summary("A file of customers with the figures of its screening");
    app.get(
           "/dttot/screenings/files/{id}/result",
           [&](const Request& request) { return tenon::file(files.result(request.caller(), request.id())); }
    )
        .needs(screenPermission)
        .produces("text/csv")
        .summary("A line for each hit of a file of customers, and for each customer without any");
}

} // namespace

void declareScreeningRoutes(tenon::App& app, Screenings& screenings, ScreeningFiles& files) {
    declareFiles(app, files);
    app.post("/dttot/screenings", [&](const Request& request) { return screenMany(screenings, request); })
        .needs(screenPermission)
        .withoutTransaction()
        .maxBody(largestBody)
        .body({
            list("subjects", object("", subjectFields())).required().min(1).max(mostSubjects),
            minScoreField(),
            list("lists", text("", 70)).nullable().help("Names of the lists to search; all else").max(100),
        })
        .furtherFaults([&](const tenon::JsonObject& sound, std::vector<tenon::FieldError>& faults) {
            (void)subjectsOf(sound, screenings, faults);
        })
        .answersList(screeningMembers())
        .summary("Holds 1 to 1,000 names against all lists in force; answers in the order of the subjects. What takes "
                 "longer than the deployer allows (20 seconds) is refused with 422 dttot.screening.too_long; a file is "
                 "screened however long it takes");
    app.get("/dttot/screenings", [&](const Request& request) { return screenOne(screenings, request); })
        .needs(screenPermission)
        .query({
            text("q", 10'000).required().help("The name"),
            minScoreField(),
            text("list", 70).help("Name of the list to search; all else"),
        })
        .answersList(screeningMembers())
        .summary("Holds one name against all lists in force");
}

} // namespace dttot::compliance

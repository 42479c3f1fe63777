#include "extractor.h"

#include "extraction/tables.h"
#include "tables/time_allowance.h"

#include <tenon/error.h>
#include <tenon/sandbox.h>

#include <system_error>
#include <vector>

namespace dttot {

namespace {

using tenon::sandbox::Limits;
using tenon::sandbox::Outcome;

/// The helper program keeps itself to less, by what is in the document; this holds it if it does not.
Limits documentLimits() {
    return {.wall = 2 * tables::timeInAll, .cpu = tables::timeInAll, .memoryBytes = tables::memoryInAll};
}

tenon::Error unreadable(std::string code, std::string sentence) {
    return {422, std::move(code), tenon::Message(std::move(sentence))};
}

tenon::Error tooSlow(std::chrono::seconds limit) {
    return {
        422,
        "dttot.document.too_slow",
        tenon::Message("Reading the document takes longer than {seconds} seconds.", {{"seconds", limit.count()}})};
}

/// What a program that did not end well says about the document it read.
tenon::Error errorOf(const Outcome& outcome, const Limits& limits) {
    if (outcome.end == Outcome::End::timedOut) {
        return tooSlow(
            outcome.cpuTime >= limits.cpu ? limits.cpu : std::chrono::duration_cast<std::chrono::seconds>(limits.wall)
        );
    }
    if (outcome.end == Outcome::End::exited && outcome.exitCode == tables::outOfTime) {
        return {
            422,
            "dttot.document.too_slow",
            tenon::Message(
                "Reading the document takes longer than {seconds} seconds and what its pages and rows may take "
                "besides.",
                {{"seconds", tables::timeToBegin.count()}}
            )};
    }
    if (outcome.end == Outcome::End::outputTooLarge) {
        return unreadable("dttot.document.too_large", "The document holds too much.");
    }
    // The reader of PDFs ends itself when it gets no memory.
    if (outcome.errorTail.find("memory") != std::string::npos
        || outcome.errorTail.find("bad_alloc") != std::string::npos) {
        return unreadable("dttot.document.too_large", "Reading the document takes more memory than 512 MiB.");
    }
    return unreadable("dttot.document.unreadable", "The document cannot be read.");
}

void run(
    const std::string& program,
    const std::vector<std::string>& arguments,
    int document,
    const Limits& limits,
    const Extractor::OnFinding& onFinding
) {
    bool isComplete = false;
    bool isBroken = false;
    const auto onLine = [&](std::string_view line) {
        boost::system::error_code error;
        const tenon::Json finding = boost::json::parse(boost::json::string_view(line.data(), line.size()), error);
        if (error) {
            // The last line of a program that was killed; why it was says more.
            isBroken = true;
            return;
        }
        const tenon::JsonObject& object = finding.as_object();
        if (const tenon::Json* failure = object.if_contains("failure")) {
            throw unreadable(
                std::string(tenon::textAt(failure->as_object(), "code", "dttot.document.unreadable")),
                std::string(tenon::textAt(failure->as_object(), "message", "The document cannot be read."))
            );
        }
        isComplete = isComplete || object.contains("summary");
        onFinding(object);
    };
    try {
        const Outcome outcome = tenon::sandbox::run(program, arguments, document, limits, onLine);
        if (!outcome.succeeded() || !isComplete || isBroken) {
            throw errorOf(outcome, limits);
        }
    } catch (const boost::system::system_error&) {
        throw unreadable("dttot.document.unreadable", "The document cannot be read.");
    } catch (const std::system_error&) {
        throw tenon::Unavailable("The program that reads documents could not be started.");
    }
}

} // namespace

void Extractor::records(int document, const Request& request, const OnFinding& onFinding) const {
    const std::vector<std::string> arguments{
        "records",
        "--fd",
        std::to_string(tenon::sandbox::inputDescriptor),
        "--script",
        request.script,
        "--filename",
        request.filename};
    run(_program, arguments, document, documentLimits(), onFinding);
}

void Extractor::scripts(const OnFinding& onScript) const {
    constexpr int noDocument = -1;
    run(_program, {"scripts"}, noDocument, documentLimits(), [&](const tenon::JsonObject& finding) {
        if (const tenon::Json* script = finding.if_contains("script")) {
            onScript(script->as_object());
        }
    });
}

} // namespace dttot

#include <kernel/http/failure.h>
#include <kernel/telemetry/exception_text.h>

#include <tenon/database.h>

namespace tenon::http {

namespace {

constexpr std::string_view usualPauseSeconds = "2";

Failure wordingOf(const Error& error, const Passage& passage, const Texts& texts) {
    const std::string_view sentence = passage.dialect->sentenceFor(error.code());
    const std::string_view heading = passage.dialect->headingFor(error.code());
    Failure failure{
        .status = error.status(),
        .code = error.code(),
        .message = texts.say(sentence.empty() ? error.message() : std::string(sentence), passage.language),
        .heading = heading.empty() ? std::string() : texts.say(std::string(heading), passage.language),
        .fields = {},
        .details = &error.details(),
    };
    if (const auto* invalid = dynamic_cast<const Invalid*>(&error)) {
        for (const FieldError& fault : invalid->fields()) {
            failure.fields.emplace_back(fault.field, texts.say(fault.message, passage.language));
        }
    }
    return failure;
}

/// What the document of the route's system says, if the answer is for a client of that system: its own form, sentence
/// and status. A refused token or permission is worded alike by all routes.
void wordAsDocumented(Failure& failure, const Passage& passage, const Texts& texts) {
    const RouteEntry* route = passage.match.nearest();
    const bool isRoutes = passage.wasRun || (route != nullptr && passage.match.route == nullptr);
    const bool isRefusal = failure.code == "UNAUTHENTICATED" || failure.code == "FORBIDDEN";
    if (!isRoutes || isRefusal || route->home != passage.dialect) {
        return;
    }
    const ErrorWording& errors = route->errors;
    const tenon::Message* sentence = errors.sentenceOf(failure.code);
    const bool speaksForItself = failure.code == "VALIDATION" && failure.fields.empty();
    failure.form = errors.formOf(failure.status);
    failure.status = errors.statusOf(failure.status);
    if (sentence != nullptr && !speaksForItself) {
        failure.message = texts.say(*sentence, passage.language);
    } else if (failure.form != ErrorForm::Usual && !failure.fields.empty()) {
        failure.message = failure.fields.front().first + ": " + failure.fields.front().second;
    }
}

/// Seconds until another try makes sense: as the error tells, or the usual pause of an outage; empty for other errors.
std::string retryAfter(const Failure& failure) {
    const Json* told = failure.details != nullptr ? failure.details->if_contains("retry_after") : nullptr;
    if (told != nullptr && told->is_int64()) {
        return std::to_string(told->get_int64());
    }
    return failure.status == 503 ? std::string(usualPauseSeconds) : std::string();
}

void render(Failure failure, Passage& passage, const Texts& texts) {
    wordAsDocumented(failure, passage, texts);
    passage.answer.status = failure.status;
    passage.answer.add("Content-Type", "application/json");
    if (failure.status == 401) {
        passage.answer.add("WWW-Authenticate", "Bearer");
    }
    if (const auto seconds = retryAfter(failure); !seconds.empty() && !passage.answer.field("Retry-After")) {
        passage.answer.add("Retry-After", seconds);
    }
    std::string body;
    if (failure.form == ErrorForm::Usual) {
        passage.dialect->failure(failure, passage.answer, body);
    } else {
        appendDocumentedError(failure, body);
    }
    passage.answer.body = std::move(body);
}

void renderUnexpected(Passage& passage, const Texts& texts) {
    const tenon::Message message(
        "The server met an unexpected condition. Its report has the number {id}.", {{"id", passage.requestId}}
    );
    render(
        {.status = 500, .code = "INTERNAL", .message = texts.say(message, passage.language), .fields = {}},
        passage,
        texts
    );
}

void report(Log& log, const Passage& passage, std::string_view what) {
    const RouteEntry* route = passage.match.route;
    log.error(
        "request.failed",
        {
            {"request_id", passage.requestId},
            {"module", route != nullptr ? Json(route->module) : Json(nullptr)},
            {"route", route != nullptr ? Json(route->method + " " + route->pattern) : Json(nullptr)},
            {"exception", telemetry::currentExceptionType()},
            {"what", what},
        }
    );
}

/// An error that a module made up may hold a status that is none; only 4xx and 5xx say that something failed.
bool isFailure(int status) { return status >= 400 && status <= 599; }

/// A fault of the database is either the client's to know (a conflict, an outage) or an error of ours.
void answerDatabaseError(const DatabaseError& error, Passage& passage, const Texts& texts, Log& log) {
    using Kind = DatabaseError::Kind;
    if (error.status() >= 500 || error.kind() == Kind::Other) {
        report(log, passage, error.cause());
    }
    if (error.kind() == Kind::Other) {
        renderUnexpected(passage, texts);
    } else {
        render(wordingOf(error, passage, texts), passage, texts);
    }
}

} // namespace

void answerFailure(Passage& passage, const std::exception_ptr& cause, const Texts& texts, Log& log) noexcept {
    try {
        std::rethrow_exception(cause);
    } catch (const DatabaseError& error) {
        answerDatabaseError(error, passage, texts, log);
    } catch (const Error& error) {
        if (error.status() >= 500 || !isFailure(error.status())) {
            report(log, passage, telemetry::currentExceptionText());
        }
        if (isFailure(error.status())) {
            render(wordingOf(error, passage, texts), passage, texts);
        } else {
            renderUnexpected(passage, texts);
        }
    } catch (...) {
        report(log, passage, telemetry::currentExceptionText());
        renderUnexpected(passage, texts);
    }
}

} // namespace tenon::http

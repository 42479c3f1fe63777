#include <kernel/testkit/inside.h>

#include <tenon/random.h>

#include <algorithm>
#include <condition_variable>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace tenon::test {

namespace {

constexpr auto longestWait = std::chrono::seconds(30);
constexpr auto pollPause = std::chrono::milliseconds(10);

/// Waits a moment without a busy loop: nothing ever signals it.
void pause() {
    std::mutex mutex;
    std::condition_variable never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, pollPause);
}

std::string contentOf(const http::FileBody& file) {
    std::string content(file.length(), '\0');
    std::size_t done = 0;
    while (done < content.size()) {
        const auto at = static_cast<off_t>(file.offset() + done);
        const ssize_t count = ::pread(file.fd(), content.data() + done, content.size() - done, at);
        if (count <= 0) {
            break;
        }
        done += static_cast<std::size_t>(count);
    }
    return content;
}

std::map<std::string, std::string> headersOf(std::string_view fields) {
    std::map<std::string, std::string> headers;
    while (!fields.empty()) {
        const auto end = fields.find("\r\n");
        const std::string_view line = fields.substr(0, end);
        std::string name(line.substr(0, line.find(':')));
        std::transform(name.begin(), name.end(), name.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        });
        const std::string_view value = line.substr(std::min(line.find(':') + 2, line.size()));
        const bool isAnotherCookie = name == "set-cookie" && headers.contains(name);
        headers[name] = isAnotherCookie ? headers[name] + "\n" + std::string(value) : std::string(value);
        fields.remove_prefix(end == std::string_view::npos ? fields.size() : end + 2);
    }
    return headers;
}

Answer answerOf(const http::Answer& raw) {
    Answer answer{.status = raw.status, .headers = headersOf(raw.fields()), .text = {}, .json = nullptr};
    if (const auto* text = std::get_if<std::string>(&raw.body)) {
        answer.text = *text;
    } else if (const auto* file = std::get_if<http::FileBody>(&raw.body)) {
        answer.text = contentOf(*file);
    }
    if (answer.headers["content-type"].find("json") != std::string::npos) {
        boost::json::error_code error;
        answer.json = boost::json::parse(answer.text, error);
    }
    return answer;
}

/// Sends one request through the pipeline, as the transport would.
Answer pass(assembly::Kernel& kernel, const RawRequest& request) {
    const std::string_view target = request.target;
    const auto question = target.find('?');
    std::vector<http::Header> fields;
    for (const auto& [name, value] : request.headers) {
        fields.push_back({name, value});
    }
    http::Message message;
    message.method = request.method;
    message.target = target;
    message.path = target.substr(0, question);
    message.query = question == std::string_view::npos ? std::string_view() : target.substr(question + 1);
    message.headers = fields;
    message.body = request.body;
    message.bodySize = request.body.size();
    message.peer = "127.0.0.1";
    http::Admission admission;
    if (message.bodySize > 0) { // Without a body there is nothing to admit.
        admission = kernel.pipeline().admit(message);
    }
    if (admission.refusal) {
        return answerOf(*admission.refusal);
    }
    http::Answer answer;
    if (message.bodySize > admission.maxBody) {
        kernel.pipeline().refuse(http::Refusal::BodyTooLarge, message, answer);
    } else {
        kernel.pipeline().handle(message, answer);
    }
    return answerOf(answer);
}

std::string targetOf(std::string_view path) { return "/api" + std::string(path); }

void appendPart(std::string& body, std::string_view boundary, std::string_view disposition, std::string_view content) {
    body.append("--").append(boundary).append("\r\nContent-Disposition: form-data; ").append(disposition);
    body.append("\r\n\r\n").append(content).append("\r\n");
}

} // namespace

Kernel::Kernel(const ModuleDescriptor& module, On on, JsonObject settings)
    : _inside(std::make_unique<Inside>(module, on, settings)) {}

Kernel::~Kernel() = default;

Answer Kernel::call(const User& user, std::string_view method, std::string_view path, const Json& body) {
    return call(user, method, path, body, {});
}

Answer Kernel::call(
    const User& user,
    std::string_view method,
    std::string_view path,
    const Json& body,
    const std::map<std::string, std::string>& headers
) {
    RawRequest request{.method = std::string(method), .target = targetOf(path), .headers = headers, .body = {}};
    if (!body.is_null()) {
        request.body = boost::json::serialize(body);
        request.headers.emplace("content-type", "application/json");
    }
    return send(user, request);
}

Answer Kernel::send(const User& user, const RawRequest& request) {
    std::string authorization = _inside->authorizationOf(user);
    if (authorization.empty()) {
        return pass(_inside->kernel(), request);
    }
    RawRequest signedIn = request;
    signedIn.headers.emplace("authorization", std::move(authorization));
    return pass(_inside->kernel(), signedIn);
}

Answer Kernel::upload(
    const User& user,
    std::string_view path,
    const std::vector<TestFile>& files,
    const std::map<std::string, std::string>& fields
) {
    const std::string boundary = Random::token(18);
    std::string body;
    for (const auto& [name, value] : fields) {
        appendPart(body, boundary, "name=\"" + name + "\"", value);
    }
    for (const TestFile& file : files) {
        appendPart(body, boundary, "name=\"" + file.field + "\"; filename=\"" + file.name + "\"", file.content);
    }
    body.append("--").append(boundary).append("--\r\n");
    const std::string contentType = "multipart/form-data; boundary=" + boundary;
    return send(
        user,
        {.method = "POST",
         .target = targetOf(path),
         .headers = {{"content-type", contentType}},
         .body = std::move(body)}
    );
}

bool Kernel::finishJobs() {
    const auto deadline = std::chrono::steady_clock::now() + longestWait;
    while (database().value<std::int64_t>("SELECT COUNT(*) FROM tenon_job WHERE status IN ('queued', 'running')") != 0
    ) {
        if (std::chrono::steady_clock::now() > deadline) {
            return false;
        }
        pause();
    }
    return true;
}

std::vector<std::string> Kernel::auditedActions() {
    return database().rows("SELECT action FROM tenon_audit ORDER BY seq", {}, [](const Row& row) {
        return row.get<std::string>(0);
    });
}

std::string Kernel::logged() {
    std::ifstream file(_inside->logFile());
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Database& Kernel::database() { return _inside->kernel().database(); }

App& Kernel::app() { return _inside->kernel().app(_inside->module()); }

} // namespace tenon::test

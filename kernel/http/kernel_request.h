#pragma once

#include <kernel/http/body_reader.h>
#include <kernel/http/passage.h>

#include <tenon/caller.h>
#include <tenon/request.h>

#include <string>
#include <utility>
#include <vector>

namespace tenon::http {

/// The request as a handler sees it.
class KernelRequest : public Request {
public:
    /// Reads query and body as the route declares them; throws Invalid with every fault.
    KernelRequest(const Passage& passage, const Caller& caller);

    [[nodiscard]] std::string_view method() const override { return _passage.message.method; }

    [[nodiscard]] std::string_view path() const override { return _passage.path; }

    [[nodiscard]] std::string_view parameter(std::string_view name) const override;
    [[nodiscard]] std::optional<std::string_view> queryValue(std::string_view name) const override;

    [[nodiscard]] const JsonObject& arguments() const override { return _arguments; }

    [[nodiscard]] const JsonObject& body() const override { return _body.values; }

    [[nodiscard]] std::span<const Upload> uploads() const override { return _body.uploads; }

    [[nodiscard]] std::optional<std::string_view> header(std::string_view lowerCaseName) const override {
        return _passage.message.header(lowerCaseName);
    }

    [[nodiscard]] const Caller& caller() const override { return _caller; }

    [[nodiscard]] std::string_view language() const override { return _passage.language; }

    [[nodiscard]] Paging paging() const override;

    [[nodiscard]] std::string_view dialect() const override { return _passage.dialect->name(); }

    [[nodiscard]] bool isAbandoned() const override { return _passage.message.isAbandoned(); }

private:
    [[nodiscard]] std::optional<std::int64_t>
    positive(std::string_view name, std::int64_t least, std::int64_t most) const;

    const Passage& _passage;
    const Caller& _caller;
    std::vector<std::pair<std::string, std::string>> _query;
    JsonObject _arguments;
    ReadBody _body;
};

} // namespace tenon::http

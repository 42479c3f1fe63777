#pragma once

#include <tenon/caller.h>
#include <tenon/export.h>
#include <tenon/file.h>
#include <tenon/json.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace tenon {

/// Which part of a list the client asks for.
struct Paging {
    std::int64_t size = 20;  ///< Most items on the page.
    std::int64_t offset = 0; ///< Items before the page.

    /// Number of the page, counted from 1.
    [[nodiscard]] std::int64_t number() const { return offset / size + 1; }
};

/// A request that passed every check the route declared: signed in, permitted, its body and query valid.
///
/// Views and references live as long as the handler runs.
class TENON_API Request {
public:
    virtual ~Request();

    [[nodiscard]] virtual std::string_view method() const = 0;
    /// Path without the prefix, decoded and normalised: "/dttot/documents/7".
    [[nodiscard]] virtual std::string_view path() const = 0;
    /// Text of the path parameter `name`, decoded; empty when the pattern has none of that name.
    [[nodiscard]] virtual std::string_view parameter(std::string_view name) const = 0;
    /// First value of the query parameter `name`, decoded.
    [[nodiscard]] virtual std::optional<std::string_view> queryValue(std::string_view name) const = 0;
    /// The query parameters the route declared, converted and checked; initial values filled in.
    [[nodiscard]] virtual const JsonObject& arguments() const = 0;
    /// The body as the route declared it: canonical names, converted values. Empty when there is none.
    [[nodiscard]] virtual const JsonObject& body() const = 0;
    [[nodiscard]] virtual std::span<const Upload> uploads() const = 0;
    /// First value of the header `lowerCaseName`.
    [[nodiscard]] virtual std::optional<std::string_view> header(std::string_view lowerCaseName) const = 0;
    [[nodiscard]] virtual const Caller& caller() const = 0;
    /// Language of the answer by Accept-Language: "en", "ar", …
    [[nodiscard]] virtual std::string_view language() const = 0;

    /// The page asked for by `page` and `page_size`, or by `limit` and `offset`; throws Invalid when they are no
    /// positive numbers or `page_size` is above 10,000. Without them: the first 20 items, or in dialects whose lists
    /// are plain arrays the first 10,000.
    [[nodiscard]] virtual Paging paging() const = 0;

    /// The dialect of the answer ("ktl"), for what must remember how its client speaks, such as a token. Since 1.1.
    ///
    /// No handler decides by it: what answers look like is the dialect's business.
    [[nodiscard]] virtual std::string_view dialect() const = 0;

    /// Whether the client has closed its end of the connection, so that nobody will read the answer. For work of
    /// seconds, which asks now and then (a system call) and gives up by an Error of status 499. Since 1.1.
    [[nodiscard]] virtual bool isAbandoned() const = 0;

    /// The path parameter `name` as a positive number; throws NotFound when it is none.
    [[nodiscard]] std::int64_t id(std::string_view name = "id") const;

    /// The query parameter `name` or `fallback`.
    [[nodiscard]] std::string_view query(std::string_view name, std::string_view fallback = {}) const {
        return queryValue(name).value_or(fallback);
    }

    /// The upload of form field `field`; throws Invalid on that field when there is none or it is empty.
    [[nodiscard]] const Upload& upload(std::string_view field) const;
};

} // namespace tenon

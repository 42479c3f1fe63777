#pragma once

#include <tenon/export.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Calls to servers whose addresses somebody else chose: webhooks, providers, imports by URL.
///
/// Nobody may make the server reach by such an address what stands behind the deployer's firewall. A URL is https to a
/// public address; what else may be called the deployer lists by network, and there http will do. A name is looked up
/// once and every address that it has must be allowed; the connection goes to one of those and to no other. Redirects
/// are not followed, certificates are checked, and time and size are limited. Since SDK 1.1.
namespace tenon {

struct OutboundSettings {
    /// Networks that are not public and may be called all the same ("10.1.0.0/16", "fd00::/8", "127.0.0.1").
    std::vector<std::string> allowedNetworks;
    /// PEM file of authorities to be trusted besides the system's; empty: none.
    std::string caFile;
    /// From the connection to the end of the answer; finding the address comes on top.
    std::chrono::milliseconds time{10'000};
    /// Longest body of an answer.
    std::size_t answerBytes = 1 << 20;
    /// Finds the addresses of a name, as text; the system's way unless told otherwise.
    std::function<std::vector<std::string>(const std::string& host)> resolve;
};

struct OutboundCall {
    std::string method = "GET";
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

struct OutboundAnswer {
    int status = 0;
    std::string body;
};

/// Makes calls within its settings. Safe to use from many threads.
class TENON_API Outbound {
public:
    /// Throws std::invalid_argument for what is no network, and std::runtime_error for a file that cannot be read.
    explicit Outbound(OutboundSettings settings);
    ~Outbound();
    Outbound(const Outbound&) = delete;
    Outbound& operator=(const Outbound&) = delete;

    /// Says what can be said of `url` without looking its name up: throws Invalid (field `url`) when it is no URL that
    /// is ever called, Forbidden OUTBOUND_REFUSED when it names an address that may not be.
    void check(std::string_view url) const;

    /// Calls, and returns whatever status is answered. Throws what `check` does, Forbidden OUTBOUND_REFUSED when the
    /// name leads where nobody may call, and Unavailable OUTBOUND_FAILED when there is no answer in time, the
    /// certificate is not good or the answer too long. Not to be called inside a transaction: it waits.
    [[nodiscard]] OutboundAnswer call(const OutboundCall& call) const;

private:
    class Inside;
    std::unique_ptr<Inside> _inside;
};

} // namespace tenon

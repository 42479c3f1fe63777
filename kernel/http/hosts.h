#pragma once

#include <kernel/http/transport/message.h>

#include <string>
#include <vector>

namespace tenon::http {

/// The names by which clients may address the server. Keeps a page of another site, whose name was made to point here,
/// from being served as if it were ours.
class Hosts {
public:
    /// Without names every one is allowed.
    explicit Hosts(std::vector<std::string> names);

    /// Throws Error 421 when the Host field names another host; its port does not matter.
    void require(const Message& message) const;

private:
    std::vector<std::string> _names;
};

} // namespace tenon::http

#pragma once

#include "temporary_directory.h"

#include <kernel/config/configuration.h>

#include <string>
#include <vector>

namespace tenon::config::test {

/// Sections as parts of a server declare them.
inline std::vector<Section> sections() {
    using namespace fields;
    return {
        {"server",
         {
             list("listen", text("")).initial(JsonArray{"127.0.0.1:8080"}).help("Addresses to listen on."),
             text("admin_listen").initial("127.0.0.1:9090"),
             integer("workers").min(0).max(1024).initial(0),
             duration("drain").initial("20s"),
             bytes("max_body").initial("25MB"),
         }},
        {"api",
         {choice("dialect", {"auto", "gaara", "danasaham"}).initial("auto"), boolean("rate_limits").initial("on")}},
        {"api.cors", {list("origins", text(""))}},
        {"database", {secret("url"), object("pool", {integer("size").min(1).initial(8)})}},
        {"auth", {list("keys", secret("", 64)), text("issuer").initial("tenon")}},
        {"audit", {duration("seal_delay").initial("300ms")}},
        {"cluster", {list("nodes", object("", {text("id").required(), secret("key").min(4)}))}},
        {"modules", {text("path").initial("lib/tenon/modules")}},
        {"limits", {json("extra")}},
    };
}

/// What a test gives and what comes of it. The file is called "t.yaml" in faults.
class Sample {
public:
    std::string yaml;
    Environment environment;
    std::vector<std::string> arguments;

    [[nodiscard]] Configuration load() const {
        const TemporaryDirectory directory;
        return {{directory.file("t.yaml", yaml), environment, arguments}, sections()};
    }

    /// Every fault on a line of its own, the file without its directory.
    [[nodiscard]] std::string faults() const {
        const TemporaryDirectory directory;
        try {
            const Configuration ignored({directory.file("t.yaml", yaml), environment, arguments}, sections());
        } catch (const InvalidConfiguration& invalid) {
            return without(directory.path() + '/', invalid.what());
        }
        return {};
    }

    static std::string without(const std::string& part, std::string text) {
        for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part)) {
            text.erase(at, part.size());
        }
        return text;
    }
};

} // namespace tenon::config::test

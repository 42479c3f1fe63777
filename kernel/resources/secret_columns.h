#pragma once

#include <kernel/resources/definition.h>

#include <tenon/json.h>
#include <tenon/secrets.h>

#include <string>
#include <string_view>
#include <vector>

namespace tenon::resources {

/// The columns of a resource whose texts are sealed. Their place is the table, the column and the record's uuid.
class SecretColumns {
public:
    SecretColumns(const Definition& definition, Secrets& secrets);

    /// Tells the kernel of them, so that rotating the key finds their texts.
    void declare() const;

    /// Takes out of `changes` what is the mask: who sends it back has changed nothing.
    void withoutMasks(JsonObject& changes) const;

    /// Seals what is not as it was `before` (empty for a new record).
    void seal(JsonObject& record, const JsonObject& before, std::string_view uuid) const;

    /// Puts the mask in place of each text, and says by "has_<name>" whether there is one.
    void mask(JsonObject& record) const;

private:
    const std::string _table;
    std::vector<std::string> _names;
    Secrets& _secrets;
};

} // namespace tenon::resources

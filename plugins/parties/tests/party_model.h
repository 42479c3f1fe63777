#pragma once

#include "support.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace parties::test {

/// Who calls: in one company, or in all of them.
struct Caller {
    User user;
    std::optional<std::int64_t> company; ///< Nothing: acts in all

    [[nodiscard]] bool sees(const std::optional<std::int64_t>& other) const {
        return !company || !other || company == other;
    }

    [[nodiscard]] bool changes(const std::optional<std::int64_t>& other) const { return !company || company == other; }
};

/// A party as the rules of the README have it, in the plainest way.
struct ModelParty {
    std::optional<std::int64_t> company; ///< Nothing: shared
    std::map<std::string, std::string> texts;
    std::set<std::string> roles;
    bool isActive = true;
    std::int64_t version = 1;
    std::optional<std::int64_t> mergedInto;
    std::vector<std::string> streets;

    [[nodiscard]] std::string text(const std::string& name) const {
        const auto found = texts.find(name);
        return found != texts.end() ? found->second : std::string();
    }
};

/// What must come of each call: the status, and what is stored then.
class PartyModel {
public:
    explicit PartyModel(std::int64_t usualCompany) : _usual(usualCompany) {}

    /// The company of who names none.
    [[nodiscard]] std::int64_t usual(const Caller& caller) const { return caller.company.value_or(_usual); }

    [[nodiscard]] const std::map<std::int64_t, ModelParty>& parties() const { return _parties; }

    /// The party that an id leads to; 0 when there is none.
    [[nodiscard]] std::int64_t leadsTo(std::int64_t id) const {
        const auto found = _parties.find(id);
        return found == _parties.end() ? 0 : found->second.mergedInto.value_or(id);
    }

    /// What adding answers; `stored` is what is kept then.
    [[nodiscard]] int add(const Caller& caller, const JsonObject& sent, ModelParty& stored) const {
        if (tenon::flagAt(sent, "shared")) {
            if (caller.company) {
                return 400;
            }
            stored.company.reset();
        } else {
            const Json* named = sent.if_contains("company_id");
            stored.company = named != nullptr ? named->as_int64() : usual(caller);
            if (!caller.changes(stored.company)) {
                return 400;
            }
        }
        const int refused = accept(sent, 0, stored);
        return refused != 0 ? refused : 201;
    }

    void keep(std::int64_t id, ModelParty party) { _parties[id] = std::move(party); }

    [[nodiscard]] int change(const Caller& caller, std::int64_t key, const JsonObject& sent) {
        const std::int64_t id = leadsTo(key);
        if (const int status = reach(caller, id); status != 200) {
            return status;
        }
        ModelParty changed = _parties.at(id);
        const bool isShared = !changed.company;
        if (sent.contains("shared") && tenon::flagAt(sent, "shared") != isShared) {
            if (caller.company) {
                return 400;
            }
            changed.company = isShared ? std::optional(usual(caller)) : std::nullopt;
        }
        if (const int status = accept(sent, id, changed); status != 0) {
            return status;
        }
        ++changed.version;
        _parties[id] = std::move(changed);
        return 200;
    }

    [[nodiscard]] int remove(const Caller& caller, std::int64_t key) {
        const std::int64_t id = leadsTo(key);
        if (const int status = reach(caller, id); status != 200) {
            return status;
        }
        for (const auto& [other, party] : _parties) {
            if (party.mergedInto == id) {
                return 409;
            }
        }
        _parties.erase(id);
        return 200;
    }

    [[nodiscard]] int merge(const Caller& caller, std::int64_t key, std::int64_t into) {
        const std::int64_t from = leadsTo(key);
        const std::int64_t target = leadsTo(into);
        if (const int status = reach(caller, from); status != 200) {
            return status;
        }
        if (const int status = reach(caller, target); status != 200) {
            return status == 404 ? 400 : status;
        }
        if (from == target) {
            return 409;
        }
        ModelParty& goes = _parties.at(from);
        ModelParty& stays = _parties.at(target);
        if (goes.company != stays.company) {
            return 400;
        }
        complete(stays, goes);
        for (auto& [id, party] : _parties) {
            if (id == from || party.mergedInto == from) {
                party.mergedInto = target;
            }
        }
        return 200;
    }

    /// Whether the caller reads what the id leads to.
    [[nodiscard]] bool isSeen(const Caller& caller, std::int64_t id) const {
        const auto found = _parties.find(leadsTo(id));
        return found != _parties.end() && caller.sees(found->second.company);
    }

private:
    [[nodiscard]] int reach(const Caller& caller, std::int64_t id) const {
        const auto found = _parties.find(id);
        if (found == _parties.end() || !caller.sees(found->second.company)) {
            return 404;
        }
        return caller.changes(found->second.company) ? 200 : 403;
    }

    /// Takes over what is sent; the status of a refusal, or 0.
    [[nodiscard]] int accept(const JsonObject& sent, std::int64_t id, ModelParty& party) const {
        for (const auto& [name, value] : sent) {
            const std::string member(name.data(), name.size());
            if (member == "is_active") {
                party.isActive = value.as_bool();
            } else if (member.starts_with("is_")) {
                value.as_bool() ? (void)party.roles.insert(member) : (void)party.roles.erase(member);
            } else if (member == "addresses") {
                party.streets.clear();
                for (const Json& address : value.as_array()) {
                    party.streets.emplace_back(tenon::textAt(address.as_object(), "street"));
                }
            } else if (value.is_null()) {
                party.texts.erase(member);
            } else if (value.is_string()) {
                party.texts[member] = asKept(member, std::string(value.as_string()));
            }
        }
        if (!party.text("passport_number").empty() && party.text("nationality").empty()) {
            return 400;
        }
        return isAlike(party, id, tenon::flagAt(sent, "allow_duplicate")) ? 409 : 0;
    }

    static std::string asKept(const std::string& member, const std::string& text) {
        if (member != "passport_number" && member != "national_id" && member != "nationality") {
            return text;
        }
        std::string kept;
        for (const char c : text) {
            if (c != ' ' && c != '-' && c != '.') {
                kept.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
            }
        }
        return kept;
    }

    /// The last ten digits of a telephone number.
    static std::string phoneOf(const ModelParty& party) {
        std::string digits;
        for (const char c : party.text("phone")) {
            if (c >= '0' && c <= '9') {
                digits.push_back(c);
            }
        }
        return digits.size() > 10 ? digits.substr(digits.size() - 10) : digits;
    }

    [[nodiscard]] bool isAlike(const ModelParty& party, std::int64_t id, bool isMeant) const {
        const auto same = [&](const ModelParty& other, const std::string& name) {
            return !party.text(name).empty() && party.text(name) == other.text(name);
        };
        for (const auto& [otherId, other] : _parties) {
            const bool meets = !party.company || !other.company || party.company == other.company;
            if (otherId == id || other.mergedInto || !meets) {
                continue;
            }
            const bool isSamePhone = !phoneOf(party).empty() && phoneOf(party) == phoneOf(other);
            if ((same(other, "passport_number") && same(other, "nationality"))
                || (same(other, "code") && party.company == other.company)
                || (!isMeant && (same(other, "tax_id") || same(other, "national_id") || isSamePhone))) {
                return true;
            }
        }
        return false;
    }

    /// What stays takes what it lacks; a passport comes with its nationality.
    static void complete(ModelParty& stays, const ModelParty& goes) {
        const bool hasPassport = !stays.text("passport_number").empty();
        const bool isSameNation =
            stays.text("nationality").empty() || stays.text("nationality") == goes.text("nationality");
        for (const auto& [name, text] : goes.texts) {
            if (name != "passport_number" || (!hasPassport && isSameNation)) {
                stays.texts.emplace(name, text);
            }
        }
        stays.roles.insert(goes.roles.begin(), goes.roles.end());
        stays.streets.insert(stays.streets.end(), goes.streets.begin(), goes.streets.end());
        ++stays.version;
    }

    std::int64_t _usual;
    std::map<std::int64_t, ModelParty> _parties;
};

} // namespace parties::test

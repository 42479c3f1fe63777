#pragma once

#include "support.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace organisation::test {

/// Who calls: in one company, or in all of them.
struct Caller {
    User user;
    std::optional<std::int64_t> company; ///< Nothing: acts in all

    [[nodiscard]] bool reaches(std::int64_t other) const { return !company || company == other; }
};

/// A company, a branch or a department.
struct Unit {
    std::string name;
    std::string code;
    std::optional<std::int64_t> company; ///< Of branches and departments
    std::optional<std::int64_t> branch;  ///< Of departments
    std::optional<std::int64_t> parent;
    bool isActive = true;
    std::int64_t version = 1;

    /// What both sides tell of it.
    [[nodiscard]] std::string line(std::int64_t id) const {
        const auto number = [](const std::optional<std::int64_t>& value) {
            return value ? std::to_string(*value) : std::string("-");
        };
        return std::to_string(id) + " " + name + " " + code + " of " + number(company) + "/" + number(branch)
               + " below " + number(parent) + (isActive ? " active " : " inactive ") + std::to_string(version) + "\n";
    }
};

using Units = std::map<std::int64_t, Unit>;

enum class Noun { company, branch, department };

/// How a call must end.
enum class Verdict { done, hidden, refused };

/// What the rules of the README make of calls, in the plainest way.
class GroupModel {
public:
    [[nodiscard]] Units& units(Noun noun) { return _units[noun]; }

    [[nodiscard]] bool sees(const Caller& caller, Noun noun, std::int64_t id) {
        const auto found = units(noun).find(id);
        return found != units(noun).end() && caller.reaches(found->second.company.value_or(id));
    }

    /// The company of who names none; nothing when there is none.
    [[nodiscard]] std::optional<std::int64_t> usual(const Caller& caller) {
        const auto chosen = _choices.find(caller.user.name);
        if (chosen != _choices.end() && isUsable(caller, chosen->second)) {
            return chosen->second;
        }
        for (const auto& [id, company] : units(Noun::company)) {
            if (isUsable(caller, id)) {
                return id;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] Verdict choose(const Caller& caller, std::int64_t company) {
        if (!sees(caller, Noun::company, company)) {
            return Verdict::refused;
        }
        _choices[caller.user.name] = company;
        return Verdict::done;
    }

    /// Fills in what `unit` does not say. The company of a department is that of its branch, if it names one.
    [[nodiscard]] Verdict add(const Caller& caller, Noun noun, Unit& unit) {
        if (noun == Noun::company) {
            const bool mayAdd = !caller.company;
            return mayAdd && isSound(caller, noun, 0, unit) ? Verdict::done : Verdict::refused;
        }
        if (!unit.company && noun == Noun::department && unit.branch) {
            const auto branch = units(Noun::branch).find(*unit.branch);
            if (branch == units(Noun::branch).end()) {
                return Verdict::refused;
            }
            unit.company = branch->second.company;
        }
        if (!unit.company) {
            unit.company = usual(caller);
        }
        const bool isThere = unit.company && sees(caller, Noun::company, *unit.company);
        return isThere && isSound(caller, noun, 0, unit) ? Verdict::done : Verdict::refused;
    }

    [[nodiscard]] Verdict change(const Caller& caller, Noun noun, std::int64_t id, const Unit& changed) {
        if (!sees(caller, noun, id)) {
            return Verdict::hidden;
        }
        if (!isSound(caller, noun, id, changed)) {
            return Verdict::refused;
        }
        const std::int64_t version = units(noun)[id].version;
        units(noun)[id] = changed;
        units(noun)[id].version = version + 1;
        return Verdict::done;
    }

    [[nodiscard]] Verdict remove(const Caller& caller, Noun noun, std::int64_t id) {
        if (!sees(caller, noun, id)) {
            return Verdict::hidden;
        }
        if (isReferredTo(noun, id)) {
            return Verdict::refused;
        }
        units(noun).erase(id);
        return Verdict::done;
    }

private:
    [[nodiscard]] bool isUsable(const Caller& caller, std::int64_t company) {
        return sees(caller, Noun::company, company) && units(Noun::company)[company].isActive;
    }

    /// Whether what it refers to is within reach, of the same company and not below itself, and its code is free.
    [[nodiscard]] bool isSound(const Caller& caller, Noun noun, std::int64_t id, const Unit& unit) {
        for (const auto& [of, reference] : {std::pair{noun, unit.parent}, {Noun::branch, unit.branch}}) {
            if (reference && (!sees(caller, of, *reference) || units(of)[*reference].company != unit.company)) {
                return false;
            }
        }
        for (auto above = unit.parent; above; above = units(noun)[*above].parent) {
            if (*above == id) {
                return false;
            }
        }
        for (const auto& [other, known] : units(noun)) {
            if (other != id && !unit.code.empty() && known.code == unit.code && known.company == unit.company) {
                return false;
            }
        }
        return true;
    }

    [[nodiscard]] bool isReferredTo(Noun noun, std::int64_t id) {
        for (const Noun other : {Noun::company, Noun::branch, Noun::department}) {
            for (const auto& [own, unit] : units(other)) {
                if ((other == noun && unit.parent == id) || (noun == Noun::company && unit.company == id)
                    || (noun == Noun::branch && unit.branch == id)) {
                    return true;
                }
            }
        }
        if (noun == Noun::company) {
            for (const auto& [user, company] : _choices) {
                if (company == id) {
                    return true;
                }
            }
        }
        return false;
    }

    std::map<Noun, Units> _units;
    std::map<std::string, std::int64_t> _choices; ///< By user
};

} // namespace organisation::test

/// What must hold of parties after whatever is done to them: they are what the plainest reading of the rules makes of
/// the same calls. The sequence is the same in each run; TENON_TEST_ROUNDS makes it longer, TENON_TEST_SEED another
/// one.

#include "party_model.h"

#include <tenon/test/sequence.h>

#include <random>

namespace parties::test {

namespace {

constexpr std::uint32_t usualRounds = 400;
constexpr std::uint32_t usualSeed = 20261126;
constexpr std::uint32_t betweenLooks = 50;
constexpr std::size_t mostParties = 150;

const char* const flags[] = {"is_customer", "is_supplier", "is_employee", "is_subscriber"};
const char* const members[] = {"name", "code", "tax_id", "national_id", "passport_number", "nationality", "phone"};

} // namespace

template <On on>
class PropertyTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(PropertyTest);
    CPPUNIT_TEST(partiesAreWhatTheRulesMakeOfWhateverIsDone);
    CPPUNIT_TEST_SUITE_END();

public:
    PropertyTest() : KernelFixture(on) {}

    void partiesAreWhatTheRulesMakeOfWhateverIsDone() {
        _random.seed(tenon::test::seed(usualSeed));
        _model.emplace(own());
        _callers = {{admin, {}}, {clerkOf("clerk", own()), own()}, {clerkOf("other.clerk", foreign()), foreign()}};
        const std::uint32_t rounds = tenon::test::rounds(usualRounds);
        for (_round = 1; _round <= rounds; ++_round) {
            act(_callers[below(_callers.size())]);
            if (_round % betweenLooks == 0 || _round == rounds) {
                std::ranges::for_each(_callers, [&](const Caller& caller) { requireSeen(caller); });
            }
        }
        CPPUNIT_ASSERT_MESSAGE(std::to_string(_done), _done > rounds / 5); // else it says little
        requireEveryIdLeads();
    }

private:
    std::size_t below(std::size_t limit) { return _random() % limit; }

    template <std::size_t count>
    const char* anyOf(const char* const (&choices)[count]) {
        return choices[below(count)];
    }

    /// A party that is there, or was, or never was.
    std::int64_t anyId() { return 1 + static_cast<std::int64_t>(below(static_cast<std::size_t>(_last) + 2)); }

    /// Few values, so that parties resemble each other.
    Json anyText(std::string_view member) {
        static const char* const names[] = {"Amal", "Budi", "Citra"};
        static const char* const codes[] = {"C1", "C2", "C3", "C4", "C5", "C6"};
        static const char* const ids[] = {"7-1", "71", "7.2", "73", "7 4"};
        static const char* const passports[] = {"a 1", "A1", "A-2", "A3"};
        static const char* const nations[] = {"bd", "BD", "ID"};
        static const char* const phones[] = {"+880 1912-778340", "01912 778340", "01912778341", "+62 812 99 88 77 66"};
        if (member != "name" && below(3) == 0) {
            return nullptr;
        }
        return member == "name"              ? anyOf(names)
               : member == "code"            ? anyOf(codes)
               : member == "passport_number" ? anyOf(passports)
               : member == "nationality"     ? anyOf(nations)
               : member == "phone"           ? anyOf(phones)
                                             : anyOf(ids);
    }

    JsonObject anyMembers() {
        JsonObject sent;
        for (const char* member : members) {
            if (below(3) == 0) {
                sent[member] = anyText(member);
            }
        }
        for (const char* flag : flags) {
            if (below(4) == 0) {
                sent[flag] = below(2) == 0;
            }
        }
        if (below(5) == 0) {
            sent["is_active"] = below(3) != 0;
        }
        if (below(4) == 0) {
            sent["addresses"] = JsonArray();
            for (std::size_t i = below(3); i > 0; --i) {
                sent["addresses"].as_array().push_back(JsonObject{{"street", "Lane " + std::to_string(below(9))}});
            }
        }
        if (below(2) == 0) {
            sent["allow_duplicate"] = true;
        }
        return sent;
    }

    void act(const Caller& caller) {
        if (_model->parties().size() > mostParties) { // as many as a page of a list has
            return remove(caller);
        }
        switch (below(10)) {
        case 0:
        case 1:
        case 2:
            return add(caller, "/parties/");
        case 3:
            return add(caller, below(2) == 0 ? "/sales/customers/" : "/purchasing/suppliers/");
        case 4:
        case 5:
        case 6:
            return change(caller, anyMembers());
        case 7:
            return change(caller, {{"shared", below(2) == 0}});
        case 8:
            return merge(caller);
        default:
            return remove(caller);
        }
    }

    void add(const Caller& caller, const std::string& path) {
        JsonObject sent = anyMembers();
        sent.emplace("name", anyText("name"));
        if (below(6) == 0) {
            sent["shared"] = true;
        } else if (below(3) == 0) {
            sent["company_id"] = below(2) == 0 ? own() : foreign();
        }
        JsonObject meant = sent;
        if (path != "/parties/") {
            meant[path.starts_with("/sales") ? "is_customer" : "is_supplier"] = true;
        }
        ModelParty stored;
        const int expected = _model->add(caller, meant, stored);
        const Answer answer = require(caller, "POST", path, sent, expected);
        if (expected == 201) {
            const std::int64_t id = answer.json.at("id").as_int64();
            _last = std::max(_last, id);
            _model->keep(id, std::move(stored));
        }
    }

    void change(const Caller& caller, const JsonObject& sent) {
        const std::int64_t id = anyId();
        require(caller, "PATCH", pathOf(id), sent, _model->change(caller, id, sent));
    }

    void merge(const Caller& caller) {
        const std::int64_t id = anyId();
        const std::int64_t into = anyId();
        const JsonObject body{{"into", into}, {"reason", "twice"}};
        require(caller, "POST", pathOf(id) + "/merge/", body, _model->merge(caller, id, into));
    }

    void remove(const Caller& caller) {
        const std::int64_t id = anyId();
        require(caller, "DELETE", pathOf(id), nullptr, _model->remove(caller, id));
    }

    Answer
    require(const Caller& caller, std::string_view method, const std::string& path, const Json& body, int expected) {
        Answer answer = call(caller.user, method, path, body);
        const std::string what = "round " + std::to_string(_round) + ", " + caller.user.name + ": "
                                 + std::string(method) + " " + path + " " + boost::json::serialize(body) + " → "
                                 + answer.text;
        CPPUNIT_ASSERT_EQUAL_MESSAGE(what, expected, answer.status);
        _done += expected < 300 ? 1 : 0;
        return answer;
    }

    /// A line for a party, whichever side tells it.
    static std::string lineOf(std::int64_t id, const ModelParty& party) {
        std::string line = std::to_string(id) + " " + (party.company ? std::to_string(*party.company) : "shared");
        for (const char* member : members) {
            line.append(" ").append(member).append("=").append(party.text(member));
        }
        for (const char* flag : flags) {
            line.append(party.roles.contains(flag) ? " " + std::string(flag) : "");
        }
        return line + (party.isActive ? " active " : " inactive ") + std::to_string(party.version) + "\n";
    }

    static std::string lineOf(const Json& json) {
        ModelParty party;
        const JsonObject& record = json.as_object();
        if (!record.at("company_id").is_null()) {
            party.company = record.at("company_id").as_int64();
        }
        for (const char* member : members) {
            party.texts[member] = tenon::textAt(record, member);
        }
        for (const char* flag : flags) {
            if (tenon::flagAt(record, flag)) {
                party.roles.insert(flag);
            }
        }
        party.isActive = tenon::flagAt(record, "is_active");
        party.version = record.at("version").as_int64();
        return lineOf(record.at("id").as_int64(), party);
    }

    /// Lists show what the caller sees, all of it and of each role.
    void requireSeen(const Caller& caller) {
        const std::pair<const char*, const char*> lists[] = {
            {"/parties/?", ""},
            {"/parties/?role=employee&", "is_employee"},
            {"/sales/customers/?", "is_customer"},
            {"/purchasing/suppliers/?", "is_supplier"}};
        for (const auto& [path, role] : lists) {
            std::string expected;
            for (const auto& [id, party] : _model->parties()) {
                const bool hasRole = *role == '\0' || party.roles.contains(role);
                expected += !party.mergedInto && caller.sees(party.company) && hasRole ? lineOf(id, party) : "";
            }
            std::string shown;
            const Json list = done(caller.user, "GET", path + std::string("ordering=id&page_size=200"));
            for (const Json& party : list.as_array()) {
                shown += lineOf(party);
            }
            CPPUNIT_ASSERT_EQUAL_MESSAGE(caller.user.name + " " + path, expected, shown);
        }
    }

    void requireEveryIdLeads() {
        for (const Caller& caller : _callers) {
            for (std::int64_t id = 1; id <= _last + 1; ++id) {
                const bool isSeen = _model->isSeen(caller, id);
                const Answer answer = require(caller, "GET", pathOf(id), nullptr, isSeen ? 200 : 404);
                if (!isSeen) {
                    continue;
                }
                const std::int64_t leadsTo = _model->leadsTo(id);
                const ModelParty& party = _model->parties().at(leadsTo);
                CPPUNIT_ASSERT_EQUAL(lineOf(leadsTo, party), lineOf(answer.json));
                std::vector<std::string> streets;
                for (const Json& address : answer.json.at("addresses").as_array()) {
                    streets.emplace_back(tenon::textAt(address.as_object(), "street"));
                }
                CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, party.streets.size(), streets.size());
                CPPUNIT_ASSERT_MESSAGE(answer.text, std::ranges::is_permutation(party.streets, streets));
            }
        }
    }

    std::mt19937 _random; // NOLINT(cert-msc51-cpp): the same sequence in every run
    std::optional<PartyModel> _model;
    std::vector<Caller> _callers;
    std::int64_t _last = 0;
    std::uint32_t _round = 0;
    std::uint32_t _done = 0;
};

static const OnBothDatabases<PropertyTest> registered;

} // namespace parties::test

/// What must hold of companies and their structure after whatever is done to them: they are what the plainest reading
/// of the rules makes of the same calls. The sequence is the same in each run; TENON_TEST_ROUNDS makes it longer,
/// TENON_TEST_SEED another one.

#include "group_model.h"

#include <tenon/test/sequence.h>

#include <algorithm>
#include <iterator>
#include <random>

namespace organisation::test {

namespace {

constexpr std::uint32_t usualRounds = 400;
constexpr std::uint32_t usualSeed = 20261126;
constexpr std::uint32_t betweenLooks = 50;
constexpr std::size_t mostOfANoun = 100;

constexpr Noun nouns[] = {Noun::company, Noun::branch, Noun::department};

} // namespace

template <On on>
class PropertyTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(PropertyTest);
    CPPUNIT_TEST(theGroupIsWhatTheRulesMakeOfWhateverIsDone);
    CPPUNIT_TEST(numbersHaveNoGapsWhateverIsRolledBack);
    CPPUNIT_TEST_SUITE_END();

public:
    PropertyTest() : KernelFixture(on) {}

    void setUp() override {
        KernelFixture::setUp();
        _random.seed(tenon::test::seed(usualSeed));
    }

    void theGroupIsWhatTheRulesMakeOfWhateverIsDone() {
        const std::int64_t first = founded("FIRST");
        const std::int64_t second = founded("SECOND");
        _callers = {{admin, {}}, {managerOf("first", first), first}, {managerOf("second", second), second}};
        for (_round = 1; _round <= rounds(); ++_round) {
            act(_callers[below(_callers.size())]);
            if (_round % betweenLooks == 0 || _round == rounds()) {
                std::ranges::for_each(_callers, [&](const Caller& caller) { requireSeen(caller); });
            }
        }
        CPPUNIT_ASSERT_MESSAGE(std::to_string(_done), _done > rounds() / 5); // else it says little
        for (const Caller& caller : _callers) {
            requireReads(caller);
        }
    }

    /// Documents take numbers of some series, on days that go on or not, and some are rolled back.
    void numbersHaveNoGapsWhateverIsRolledBack() {
        const auto sequences = kernel().app().find<Sequences>();
        const std::int64_t companies[] = {addCompany("STRICT"), addCompany("LOOSE")};
        done("PATCH", "/companies/" + std::to_string(companies[1]), {{"numbering_strict", false}});

        struct Given {
            std::int64_t last = 0;
            int lastDay = 0;
        };

        std::map<std::string, Given> series;
        for (std::uint32_t round = 0; round < rounds(); ++round) {
            const std::size_t which = below(2);
            const std::string kind = below(2) == 0 ? "INV" : "CN";
            const std::string period = std::to_string(2025 + below(2));
            const int day = 1 + static_cast<int>(below(28));
            const bool isKept = below(3) != 0;
            Given& given = series[std::to_string(which) + kind + period];
            const bool isRefused = which == 0 && day < given.lastDay;
            const Series wanted{.company = companies[which], .kind = kind, .period = period};
            CPPUNIT_ASSERT_EQUAL(given.last + 1, sequences->propose(wanted).value);
            std::int64_t taken = 0;
            const tenon::Date date(std::chrono::year(2026) / 3 / day);
            try {
                kernel().database().transaction([&] {
                    taken = sequences->next(wanted, date).value;
                    if (!isKept) {
                        throw tenon::Conflict("NOT_KEPT", "The document is not kept.");
                    }
                });
            } catch (const tenon::Conflict& refusal) {
                CPPUNIT_ASSERT_EQUAL(std::string(isRefused ? "NUMBER_DATE_ORDER" : "NOT_KEPT"), refusal.code());
                continue;
            }
            CPPUNIT_ASSERT(!isRefused && isKept);
            CPPUNIT_ASSERT_EQUAL(++given.last, taken);
            given.lastDay = std::max(given.lastDay, day);
        }
    }

private:
    static std::uint32_t rounds() { return tenon::test::rounds(usualRounds); }

    std::size_t below(std::size_t limit) { return _random() % limit; }

    std::int64_t founded(const std::string& code) {
        const std::int64_t id = addCompany(code);
        _model.units(Noun::company)[id] = {.name = "Company " + code, .code = code};
        _last[Noun::company] = id;
        return id;
    }

    /// One that is likely there, or was, or never was.
    std::int64_t anyId(Noun noun) {
        const Units& known = _model.units(noun);
        if (known.empty() || below(4) == 0) {
            return 1 + static_cast<std::int64_t>(below(static_cast<std::size_t>(_last[noun]) + 2));
        }
        return std::next(known.begin(), static_cast<std::ptrdiff_t>(below(known.size())))->first;
    }

    /// Nothing, or one that is likely there.
    std::optional<std::int64_t> maybe(Noun noun) { return below(2) == 0 ? std::nullopt : std::optional(anyId(noun)); }

    std::string anyCode() { return "C" + std::to_string(below(40)); }

    std::string pathOf(Noun noun) {
        return noun == Noun::company  ? (below(2) == 0 ? "/companies/" : "/organizations/")
               : noun == Noun::branch ? "/organization/branches/"
               : below(2) == 0        ? "/organization/departments/"
                                      : "/hr/departments/";
    }

    void act(const Caller& caller) {
        const Noun noun = nouns[below(std::size(nouns))];
        if (_model.units(noun).size() > mostOfANoun) { // as many as a page of a list has
            return remove(caller, noun);
        }
        switch (below(8)) {
        case 0:
        case 1:
        case 2:
            return add(caller, noun);
        case 3:
        case 4:
        case 5:
            return change(caller, noun);
        case 6:
            return choose(caller);
        default:
            return remove(caller, noun);
        }
    }

    void add(const Caller& caller, Noun noun) {
        const std::string path = pathOf(noun);
        Unit unit{.name = "N" + std::to_string(below(1000)), .code = anyCode()};
        unit.parent = maybe(noun);
        if (noun != Noun::company) {
            unit.company = maybe(Noun::company);
        }
        if (noun == Noun::department) {
            unit.branch = maybe(Noun::branch);
        }
        JsonObject sent = sentOf(unit, path);
        sent["code"] = unit.code;
        if (path == "/organizations/") {
            sent["company_code"] = unit.code;
            sent.erase("code");
        }
        const Verdict verdict = _model.add(caller, noun, unit);
        const Answer answer = require(caller, "POST", path, sent, verdict);
        if (verdict == Verdict::done) {
            const std::int64_t id = answer.json.at("id").as_int64();
            _last[noun] = std::max(_last[noun], id);
            _model.units(noun)[id] = unit;
        }
    }

    static JsonObject sentOf(const Unit& unit, const std::string& path) {
        JsonObject sent{{path == "/organizations/" ? "company_name" : "name", unit.name}};
        const std::pair<const char*, std::optional<std::int64_t>> references[] = {
            {"parent_id", unit.parent}, {"branch_id", unit.branch}, {"company_id", unit.company}};
        for (const auto& [name, id] : references) {
            if (id) {
                sent[name] = *id;
            }
        }
        return sent;
    }

    void change(const Caller& caller, Noun noun) {
        const std::int64_t id = anyId(noun);
        const auto known = _model.units(noun).find(id);
        Unit changed = known != _model.units(noun).end() ? known->second : Unit();
        JsonObject sent;
        if (below(2) == 0) {
            changed.name = "R" + std::to_string(below(1000));
            sent["name"] = changed.name;
        }
        if (below(2) == 0) {
            changed.parent = maybe(noun);
            sent["parent_id"] = changed.parent ? Json(*changed.parent) : Json(nullptr);
        }
        if (noun == Noun::department && below(2) == 0) {
            changed.branch = maybe(Noun::branch);
            sent["branch_id"] = changed.branch ? Json(*changed.branch) : Json(nullptr);
        }
        if (below(3) == 0) {
            changed.code = anyCode();
            sent["code"] = changed.code;
        }
        if (below(4) == 0) {
            changed.isActive = below(3) != 0;
            sent["is_active"] = changed.isActive;
        }
        const std::string path = noun == Noun::company ? "/companies/" : pathOf(noun);
        require(caller, "PATCH", path + std::to_string(id), sent, _model.change(caller, noun, id, changed));
    }

    void choose(const Caller& caller) {
        const std::int64_t company = anyId(Noun::company);
        const std::string path = "/organization/my-companies/default/";
        require(caller, "PUT", path, {{"company_id", company}}, _model.choose(caller, company));
    }

    void remove(const Caller& caller, Noun noun) {
        const std::int64_t id = anyId(noun);
        const std::string path = pathOf(noun) + std::to_string(id);
        require(caller, "DELETE", path, nullptr, _model.remove(caller, noun, id));
    }

    Answer require(
        const Caller& caller, std::string_view method, const std::string& path, const Json& body, Verdict expected
    ) {
        Answer answer = call(caller.user, method, path, body);
        const Verdict found = answer.status < 300    ? Verdict::done
                              : answer.status == 404 ? Verdict::hidden
                                                     : Verdict::refused;
        const std::string what = "round " + std::to_string(_round) + ", " + caller.user.name + ": "
                                 + std::string(method) + " " + path + " " + boost::json::serialize(body) + " → "
                                 + answer.text;
        CPPUNIT_ASSERT_MESSAGE(what, answer.status < 500);
        CPPUNIT_ASSERT_MESSAGE(what, found == expected);
        _done += expected == Verdict::done ? 1 : 0;
        return answer;
    }

    static Unit unitOf(const Json& json, Noun noun) {
        const JsonObject& record = json.as_object();
        const auto number = [&](std::string_view name) {
            const Json* value = record.if_contains(name);
            return value != nullptr && value->is_int64() ? std::optional(value->get_int64()) : std::nullopt;
        };
        Unit unit{
            .name = std::string(tenon::textAt(record, "name")), .code = std::string(tenon::textAt(record, "code"))};
        unit.company = noun == Noun::company ? std::nullopt : number("company_id");
        unit.branch = number("branch_id");
        unit.parent = number("parent_id");
        unit.isActive = tenon::flagAt(record, "is_active");
        unit.version = number("version").value_or(0);
        return unit;
    }

    static const char* listOf(Noun noun) {
        return noun == Noun::company  ? "/companies/"
               : noun == Noun::branch ? "/organization/branches/"
                                      : "/organization/departments/";
    }

    void requireSeen(const Caller& caller) {
        for (const Noun noun : nouns) {
            std::string expected;
            for (const auto& [id, unit] : _model.units(noun)) {
                expected += _model.sees(caller, noun, id) ? unit.line(id) : "";
            }
            std::string shown;
            const Json list = done(caller.user, "GET", listOf(noun) + std::string("?ordering=id&page_size=200"));
            for (const Json& each : list.as_array()) {
                shown += unitOf(each, noun).line(each.at("id").as_int64());
            }
            CPPUNIT_ASSERT_EQUAL_MESSAGE(caller.user.name + " " + listOf(noun), expected, shown);
        }
        std::optional<std::int64_t> usual;
        const Json companies = done(caller.user, "GET", "/organization/my-companies/");
        for (const Json& own : companies.as_array()) {
            usual = tenon::flagAt(own.as_object(), "is_default") ? own.at("id").as_int64() : usual;
        }
        CPPUNIT_ASSERT_MESSAGE(caller.user.name, usual == _model.usual(caller));
    }

    void requireReads(const Caller& caller) {
        for (const Noun noun : nouns) {
            for (std::int64_t id = 1; id <= _last[noun] + 1; ++id) {
                const bool isSeen = _model.sees(caller, noun, id);
                const std::string path = listOf(noun) + std::to_string(id);
                const Answer answer = require(caller, "GET", path, nullptr, isSeen ? Verdict::done : Verdict::hidden);
                if (isSeen) {
                    CPPUNIT_ASSERT_EQUAL(_model.units(noun)[id].line(id), unitOf(answer.json, noun).line(id));
                }
            }
        }
    }

    std::mt19937 _random; // NOLINT(cert-msc51-cpp): the same sequence in every run
    GroupModel _model;
    std::vector<Caller> _callers;
    std::map<Noun, std::int64_t> _last;
    std::uint32_t _round = 0;
    std::uint32_t _done = 0;
};

static const OnBothDatabases<PropertyTest> registered;

} // namespace organisation::test

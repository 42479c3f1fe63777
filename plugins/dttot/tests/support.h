#pragma once

#include <tenon/module.h>
#include <tenon/test/fixture.h>

#include <cppunit/TestAssert.h>
#include <cppunit/extensions/AutoRegisterSuite.h>

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// What the tests of this module share: invented lists, people who call, and a kernel that has read a list.
namespace dttot::test {

/// A caller with exactly the given permissions, for tests that call services without HTTP.
class SomeCaller : public tenon::Caller {
public:
    explicit SomeCaller(std::set<std::string, std::less<>> permissions) : _permissions(std::move(permissions)) {}

    [[nodiscard]] std::int64_t id() const override { return 77; }

    [[nodiscard]] std::string_view name() const override { return "somebody"; }

    [[nodiscard]] bool isSuperuser() const override { return false; }

    [[nodiscard]] bool has(std::string_view permission) const override { return _permissions.contains(permission); }

    [[nodiscard]] std::string_view address() const override { return "127.0.0.1"; }

    [[nodiscard]] std::string_view requestId() const override { return "test"; }

private:
    std::set<std::string, std::less<>> _permissions;
};

inline SomeCaller officer() {
    return SomeCaller(
        {"dttot.view", "dttot.upload", "dttot.process", "dttot.change", "dttot.delete", "dttot.export", "dttot.screen"}
    );
}

inline tenon::test::User officerUser() {
    return {
        "officer",
        {"dttot.view", "dttot.upload", "dttot.process", "dttot.change", "dttot.delete", "dttot.export", "dttot.screen"},
    };
}

inline tenon::test::User readerUser() { return {"reader", {"dttot.view"}}; }

inline tenon::test::User auditorUser() { return {"auditor", {"audit.view"}}; }

inline tenon::test::User strangerUser() { return {"stranger", {}}; }

inline constexpr std::string_view header =
    "Nama;Deskripsi;Terduga;Kode Densus;Tempat Lahir;Tanggal Lahir;WN/Asal Negara;Alamat\n";

/// Four invented subjects; the third has cells that a spreadsheet would take for formulas.
inline std::string list() {
    return std::string(header)
           + "Yusuf Wendrayana alias Abu Fida;NIK 9912041407810003;Orang;IDD-001;Sidoarjo;14/07/1981;Indonesia;Jalan "
             "Getis 3\n"
             "Slamet Kalimbasa alias Pak De;DOB: sekitar 1967;Orang;IDD-002;Boyolali;00/00/0000;Indonesia;-\n"
             "Yayasan Cahaya Kalimaya alias YCK;=1+2;Korporasi;EDD-003;;00/00/0000;Indonesia;@SUM(A1)\n"
             "Muhammad Torikhul;-;Orang;ILQ-004;Kandahar;31/02/1980;Afganistan;-\n";
}

/// Registers a suite that needs PostgreSQL, where there is one.
template <typename Suite>
struct RegisteredWithPostgres {
    RegisteredWithPostgres() {
        if (tenon::test::hasPostgres()) {
            static CppUnit::AutoRegisterSuite<Suite> suite;
        }
    }
};

/// The id of `content` as an uploaded document.
inline std::int64_t uploaded(tenon::test::Kernel& kernel, const std::string& content) {
    const auto answer =
        kernel.upload(officerUser(), "/dttot/documents/", {{"file", "list.csv", content}}, {{"title", "A list"}});
    CPPUNIT_ASSERT_MESSAGE(answer.text, answer.status == 201 || answer.status == 200);
    return answer.json.at("id").to_number<std::int64_t>();
}

/// Runs the ETL on the document and waits for its end.
inline void processed(tenon::test::Kernel& kernel, std::int64_t document) {
    const auto path = "/dttot/documents/" + std::to_string(document) + "/etl";
    const auto answer = kernel.call(officerUser(), "POST", path);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 202, answer.status);
    CPPUNIT_ASSERT(kernel.finishJobs());
}

/// The items of a list's answer in whichever envelope.
inline tenon::JsonArray itemsOf(const tenon::test::Answer& answer) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
    return answer.json.is_array() ? answer.json.get_array() : answer.json.at("results").as_array();
}

inline tenon::JsonArray rowsOf(tenon::test::Kernel& kernel, std::int64_t document, std::string_view query = {}) {
    return itemsOf(kernel.call(officerUser(), "GET", "/dttot/" + std::to_string(document) + std::string(query)));
}

inline std::string nameOf(const tenon::Json& row) { return std::string(tenon::textAt(row.as_object(), "name")); }

inline std::int64_t idOf(const tenon::Json& row) { return row.at("id").to_number<std::int64_t>(); }

inline std::vector<std::string> namesOf(const tenon::JsonArray& rows) {
    std::vector<std::string> names;
    for (const tenon::Json& row : rows) {
        names.push_back(nameOf(row));
    }
    return names;
}

} // namespace dttot::test

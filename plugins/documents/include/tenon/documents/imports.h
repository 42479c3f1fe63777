#pragma once

#include <tenon/app.h>
#include <tenon/export.h>
#include <tenon/field.h>
#include <tenon/json.h>
#include <tenon/request.h>
#include <tenon/resource.h>
#include <tenon/rows.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Imports: a module says which columns a file has and what one row does, and gets
///
///     POST <path>            multipart: file, dry_run, mode, existing, sheet, decimal_mark, day_order and the module's
///     GET  <path>template/   the header as CSV, in the client's language
///
/// The rules for clients stand in plugins/documents/README.md. A module that can do without names "documents?" among
/// what it needs; where this one is not loaded, the routes are not there:
///
///     if (const auto imports = app.find<documents::Imports>()) {
///         imports->declare(app, {
///             .path = "/parties/import/",
///             .permission = "parties.add",
///             .summary = "Adds parties from a spreadsheet",
///             .audit = "parties.party.imported",
///             .model = "parties_party",
///             .columns = {documents::columnOf(partyBody(), "code", {"Code", "Kode", "الرمز"}), …},
///             .key = {"code"},
///             .options = {organisation::companyField()},
///             .begin = [&store](const Request& request, documents::Existing existing) { … },
///         });
///     }
namespace documents {

/// A column of a file.
struct ImportColumn {
    /// What its cells hold, without a reference: a code is a text here. Numbers are decimal or integer.
    tenon::Field field;
    /// How headers call it, besides the field's name and its other spellings: in English, Indonesian and Arabic, in
    /// this order, then in other ways. Case, blanks, punctuation and Arabic vowel signs do not matter.
    std::vector<std::string_view> titles;
    /// Of a choice: what cells may say for its values in other languages, {"aset", "asset"}.
    std::vector<std::pair<std::string_view, std::string_view>> words;
};

/// The column for the field `name` of a route or resource, so that both have the same limits.
[[nodiscard]] inline ImportColumn columnOf(
    const tenon::Fields& fields,
    std::string_view name,
    std::vector<std::string_view> titles,
    std::vector<std::pair<std::string_view, std::string_view>> words = {}
) {
    for (const tenon::Field& field : fields) {
        if (field.name() == name) {
            return {field, std::move(titles), std::move(words)};
        }
    }
    throw std::invalid_argument("there is no field " + std::string(name) + " to import");
}

/// What becomes of a row whose key is there already.
enum class Existing { Refuse, Update };

/// What a row did.
enum class RowOutcome { Added, Updated, Unchanged };

/// What one request does with its rows.
struct ImportWork {
    /// Called for each row in order, with the members of its cells that are not blank, checked by the fields. What is
    /// thrown is the row's fault: Invalid may name several fields.
    std::function<RowOutcome(const tenon::JsonObject& row)> row;
    /// Called once after the last row if all of them were right; may be empty. What is thrown is the file's fault.
    std::function<void()> finish = {};
};

/// An import, as a module declares it.
struct Import {
    std::string path;       ///< "/parties/import/"
    std::string permission; ///< "parties.add"
    std::string summary;
    std::string audit; ///< Action of the one row in the audit trail for the whole file: "parties.party.imported"
    std::string model; ///< "parties_party"
    std::vector<ImportColumn> columns;
    std::vector<std::string>
        key;               ///< Fields by which two rows of a file are the same; a row without all of them is none
    tenon::Fields options; ///< Members of the form beside the file: the company, a date
    /// Called inside of the import's transaction, for what is the same for all rows. May be called again for the same
    /// request after a serialization failure.
    std::function<ImportWork(const tenon::Request& request, Existing existing)> begin;
};

/// Gathers what several steps find wrong with a row, so that all of it is told at once. Steps that look something up
/// come first: after a step that stores and fails nothing more can be asked of the database.
class RowSteps {
public:
    /// Calls `step`; what it throws as Invalid is kept.
    template <typename Step>
    void take(Step&& step) {
        try {
            step();
        } catch (const tenon::Invalid& invalid) {
            _faults.insert(_faults.end(), invalid.fields().begin(), invalid.fields().end());
            _code = invalid.code();
        }
    }

    /// Throws Invalid with everything that was found.
    void finish() const {
        if (!_faults.empty()) {
            throw _faults.size() == 1 ? tenon::Invalid::coded(_code, _faults) : tenon::Invalid(_faults);
        }
    }

private:
    std::vector<tenon::FieldError> _faults;
    std::string _code;
};

/// Stores a row of a resource that is known by `key` ({"company_id": 1, "sku": "RTR-1"}): adds it, or changes the
/// record with these values where `existing` says so. `row` has the members that a new record is sent with. Throws
/// Conflict DUPLICATE at the last field of the key for one that is there and is not to be changed.
inline RowOutcome storeRow(
    tenon::Rows& rows,
    tenon::ResourceRoutes& resource,
    const tenon::Request& request,
    Existing existing,
    const tenon::JsonObject& key,
    tenon::JsonObject row
) {
    const auto before = rows.find(resource, request, key);
    if (!before) {
        for (const auto& member : key) {
            row[member.key()] = member.value();
        }
        rows.add(resource, request, row);
        return RowOutcome::Added;
    }
    if (existing == Existing::Refuse) {
        const auto& last = *std::prev(key.end());
        throw tenon::Conflict(
            "DUPLICATE",
            "There is such a record already.",
            {{last.key(), tenon::JsonArray{"A record with this value exists already."}}}
        );
    }
    const bool isSame = std::ranges::all_of(row, [&](const auto& member) {
        const tenon::Json* has = before->if_contains(member.key());
        return has != nullptr && *has == member.value();
    });
    if (isSame) {
        return RowOutcome::Unchanged;
    }
    rows.change(resource, request, before->at("id").as_int64(), row);
    return RowOutcome::Updated;
}

/// Makes routes of imports.
class TENON_API Imports {
public:
    static constexpr std::string_view serviceName = "documents.Imports";
    static constexpr int serviceVersion = 1;

    virtual ~Imports() = default;

    /// Registers the routes of `import` for the module that `app` is of. To be called while it declares. Throws
    /// std::invalid_argument for columns that claim the same name.
    virtual void declare(tenon::App& app, Import import) = 0;
};

} // namespace documents

#include <kernel/http/conditional.h>
#include <kernel/resources/constraint_faults.h>
#include <kernel/resources/endpoints.h>
#include <kernel/resources/list_query.h>
#include <kernel/resources/record.h>
#include <kernel/resources/references.h>

#include <tenon/random.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace tenon::resources {

namespace {

// First blocks of the memory that records are built in: it is freed as a whole, because the many small texts of records
// would cost more than their query.
constexpr std::size_t blockOfPage = 16 * 1024;
constexpr std::size_t blockOfRecord = 2 * 1024;

std::string etagOf(const JsonObject& record) { return "\"" + std::to_string(record.at("version").as_int64()) + "\""; }

[[noreturn]] void refuseOldVersion() {
    throw Error(412, "VERSION_CONFLICT", "Somebody changed this record meanwhile.");
}

/// If-Match (RFC 9110 13.1.1): the client changes only what it has seen.
void requireMatch(const Request& request, const JsonObject& record) {
    const auto condition = request.header("if-match");
    if (condition && !http::holdsTag(*condition, etagOf(record))) {
        refuseOldVersion();
    }
}

/// A record as the answer to whoever reads or changes it.
Reply answered(Reply (*status)(Json), JsonObject record) {
    const std::string etag = etagOf(record);
    return status(std::move(record)).with("ETag", etag);
}

std::int64_t numberOf(std::string_view digits) {
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

bool isNumber(std::string_view text) {
    return !text.empty() && text.size() < 19
           && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string lowerCase(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    return lower;
}

} // namespace

JsonObject Endpoints::shown(JsonObject record) const {
    for (const auto& [field, compute] : _computed) {
        record[field.name()] = compute(record);
    }
    _secrets.mask(record);
    return withoutHidden(_definition, std::move(record));
}

Reply Endpoints::list(const Request& request, const Condition& within) {
    const Condition scope = both(_reach.of(request.caller(), "view"), within);
    const ListQuery query(_definition, _statements, request, scope, _app.database().backend());
    const auto memory = boost::json::make_shared_resource<boost::json::monotonic_resource>(blockOfPage);
    Page page{.items = JsonArray(memory), .total = 0, .size = query.paging().size, .offset = query.paging().offset};
    _app.database().run(query.page(), query.params(), [&](const Row& row) {
        page.items.emplace_back(shown(recordOf(_definition, row, memory)));
        page.total = row.integer(row.size() - 1);
    });
    if (page.items.empty() && page.offset > 0) {
        _app.database().run(query.count(), query.countParams(), [&](const Row& row) { page.total = row.integer(0); });
    }
    return tenon::page(std::move(page));
}

Reply Endpoints::listNested(const Request& request, const Nested& nested) {
    const JsonObject parent = found(request.caller(), request.parameter("id"), "view");
    return nested.children.list(request, {nested.condition, {{"parent", parent.at("id")}}});
}

/// The record with this id or uuid, if `verb` reaches it for the caller. Throws NotFound, or Forbidden for one that he
/// may read.
JsonObject Endpoints::found(const Caller& caller, std::string_view key, std::string_view verb) {
    auto record = stored(caller, key, verb);
    if (!record) {
        if (verb != "view" && stored(caller, key, "view")) {
            throw Forbidden();
        }
        throw NotFound();
    }
    return std::move(*record);
}

/// The record with this id or uuid, among those that `verb` reaches.
std::optional<JsonObject> Endpoints::stored(const Caller& caller, std::string_view key, std::string_view verb) {
    const Condition scope = _reach.of(caller, verb);
    std::vector<Param> params = scope.params();
    const std::string uuid = lowerCase(key);
    if (isNumber(key)) {
        params.push_back({"key", numberOf(key)});
    } else {
        params.push_back({"key", uuid});
    }
    std::optional<JsonObject> record;
    const auto memory = boost::json::make_shared_resource<boost::json::monotonic_resource>(blockOfRecord);
    _app.database().run(_statements.read(isNumber(key) ? "id" : "uuid", scope.sql), params, [&](const Row& row) {
        record = recordOf(_definition, row, memory);
    });
    return record;
}

std::optional<JsonObject> Endpoints::changeable(const Caller& caller, const JsonObject& values) {
    const Condition scope = _reach.of(caller, "change");
    std::vector<Param> params = scope.params();
    std::string condition = scope.sql.empty() ? "1 = 1" : "(" + scope.sql + ")";
    for (const auto& member : values) {
        const Column* column = _definition.column(member.key());
        if (column == nullptr) {
            throw std::invalid_argument("resource " + _definition.name + " has no field " + std::string(member.key()));
        }
        condition += " AND " + column->storedAs + " = :" + column->name;
        params.push_back({column->name, comparable(*column, member.value())});
    }
    std::optional<JsonObject> record;
    _app.database().run(_statements.first(condition), params, [&](const Row& row) {
        record = shown(recordOf(_definition, row));
    });
    return record;
}

Reply Endpoints::read(const Request& request) {
    return answered(ok, shown(found(request.caller(), request.parameter("id"), "view")));
}

void Endpoints::audit(
    const Request& request, std::string_view verb, const Json& before, const Json& after, std::string_view reason
) const {
    const auto visible = [&](const Json& record) {
        if (!record.is_object()) {
            return Json(nullptr);
        }
        JsonObject shown = withoutHidden(_definition, record.get_object());
        _secrets.mask(shown);
        return Json(std::move(shown));
    };
    const Json& record = after.is_null() ? before : after;
    _app.audit().record(
        request.caller(),
        {
            .action = _module + "." + _definition.name + "." + std::string(verb),
            .model = _definition.table,
            .record = std::to_string(record.at("id").as_int64()),
            .before = visible(before),
            .after = visible(after),
            .reason = std::string(reason),
        }
    );
}

Reply Endpoints::create(const Request& request) { return answered(created, added(request, request.body())); }

JsonObject Endpoints::addedFor(const Request& request, const JsonObject& sent) {
    request.caller().require(_definition.permission + ".add");
    return added(request, _definition.schema.accept(sent, schema::Presence::Whole, schema::Unknown::Refuse));
}

JsonObject Endpoints::added(const Request& request, JsonObject record) {
    resolveReferences(_definition, _app.database(), record);
    _reach.own(request.caller(), record);
    for (const Check& check : _beforeSave) {
        check(request, record);
    }
    requireAgreement(_definition, _app.database(), {}, record);
    const std::string uuid = Random::uuid();
    _secrets.seal(record, {}, uuid);
    Stored stored(_definition, record);
    stored.add("uuid", uuid);
    stored.add("now", Clock::now());
    JsonObject after;
    try {
        _app.database().run(_statements.insert, stored.params(), [&](const Row& row) {
            after = recordOf(_definition, row);
        });
    } catch (const DatabaseError& error) {
        throwAtField(_definition, error, Writing::Save);
    }
    _reach.requireWithin(request.caller(), _app.database(), "add", after);
    audit(request, "created", nullptr, after);
    for (const Saved& saved : _afterSave) {
        saved(request, nullptr, after);
    }
    return shown(std::move(after));
}

/// A PUT names what every record must have; what else it leaves out stays as it is.
void Endpoints::requireNames(const Request& request) const {
    std::vector<FieldError> faults;
    for (const Column& column : _definition.columns) {
        const bool isMissing = column.isRequired && !column.isReadOnly && !request.body().contains(column.name);
        if (request.method() == "PUT" && isMissing) {
            faults.push_back({column.name, "This field is required."});
        }
    }
    if (!faults.empty()) {
        throw Invalid(std::move(faults));
    }
}

void Endpoints::refuseFixed(const JsonObject& before, const JsonObject& changes) const {
    std::vector<FieldError> faults;
    for (const Column& column : _definition.columns) {
        const Json* sent = column.isFixed ? changes.if_contains(column.name) : nullptr;
        if (sent != nullptr && *sent != before.at(column.name)) {
            faults.push_back({column.name, "Cannot be changed."});
        }
    }
    if (!faults.empty()) {
        throw Invalid(std::move(faults));
    }
}

Reply Endpoints::change(const Request& request) {
    const JsonObject before = found(request.caller(), request.parameter("id"), "change");
    requireMatch(request, before);
    requireNames(request);
    return answered(ok, changed(request, before, request.body()));
}

JsonObject Endpoints::changedFor(const Request& request, std::int64_t id, const JsonObject& sent) {
    request.caller().require(_definition.permission + ".change");
    return changed(
        request,
        found(request.caller(), std::to_string(id), "change"),
        _definition.schema.accept(sent, schema::Presence::Partial, schema::Unknown::Refuse)
    );
}

JsonObject Endpoints::changed(const Request& request, const JsonObject& before, JsonObject changes) {
    JsonObject record = before;
    _secrets.withoutMasks(changes);
    resolveReferences(_definition, _app.database(), changes);
    refuseFixed(before, changes);
    for (auto& member : changes) {
        record[member.key()] = std::move(member.value());
    }
    for (const Check& check : _beforeSave) {
        check(request, record);
    }
    for (const Change& change : _beforeChange) {
        change(request, before, record);
    }
    return replaced(request, before, std::move(record), {.verb = "change", .past = "changed", .reason = {}});
}

Reply Endpoints::act(const Request& request, const Action& action) {
    const JsonObject before = found(request.caller(), request.parameter("id"), action.name);
    requireMatch(request, before);
    JsonObject record = before;
    action.act(request, before, record);
    for (const Check& check : _beforeSave) {
        check(request, record);
    }
    const std::string_view reason = textAt(request.body(), "reason");
    return answered(
        ok, replaced(request, before, std::move(record), {.verb = action.name, .past = action.name, .reason = reason})
    );
}

/// Stores `record` in the place of what was.
JsonObject
Endpoints::replaced(const Request& request, const JsonObject& before, JsonObject record, const Doing& doing) {
    requireAgreement(_definition, _app.database(), before, record);
    _secrets.seal(record, before, textAt(before, "uuid"));
    Stored stored(_definition, record);
    stored.add("id", before.at("id").as_int64());
    stored.add("version", before.at("version").as_int64());
    stored.add("now", Clock::now());
    JsonObject after;
    try {
        _app.database().run(_statements.update, stored.params(), [&](const Row& row) {
            after = recordOf(_definition, row);
        });
    } catch (const DatabaseError& error) {
        throwAtField(_definition, error, Writing::Save);
    }
    if (after.empty()) {
        refuseOldVersion();
    }
    _reach.requireWithin(request.caller(), _app.database(), doing.verb, after);
    audit(request, doing.past, before, after, doing.reason);
    for (const Saved& saved : _afterSave) {
        saved(request, before, after);
    }
    return shown(std::move(after));
}

Reply Endpoints::remove(const Request& request) {
    JsonObject before = found(request.caller(), request.parameter("id"), "delete");
    requireMatch(request, before);
    for (const Check& check : _beforeDelete) {
        check(request, before);
    }
    try {
        const std::int64_t removed = _app.database().execute(
            _statements.remove, {{"id", before.at("id").as_int64()}, {"version", before.at("version").as_int64()}}
        );
        if (removed == 0) {
            refuseOldVersion();
        }
    } catch (const DatabaseError& error) {
        throwAtField(_definition, error, Writing::Delete);
    }
    audit(request, "deleted", before, nullptr);
    return ok({{"id", before.at("id")}, {"deleted", true}});
}

} // namespace tenon::resources

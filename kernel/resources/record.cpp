#include <kernel/resources/record.h>

namespace tenon::resources {

namespace {

enum OwnColumn : std::size_t { Id, Uuid, Version, CreatedAt, UpdatedAt, FirstField };

Json jsonOf(const Column& column, const Row& row, std::size_t at, const boost::json::storage_ptr& memory) {
    if (row.isNull(at)) {
        return nullptr;
    }
    switch (column.kind) {
    case ColumnKind::Integer:
        return row.integer(at);
    case ColumnKind::Number:
        return row.real(at);
    case ColumnKind::Boolean:
        return row.boolean(at);
    case ColumnKind::Decimal:
        return Json(Decimal(row.integer(at), column.scale).text(), memory);
    case ColumnKind::Json: {
        const std::string_view text = row.text(at);
        return boost::json::parse(boost::json::string_view(text.data(), text.size()), memory);
    }
    case ColumnKind::Text:
    case ColumnKind::Secret:
        return Json(row.text(at), memory);
    }
    return nullptr;
}

} // namespace

JsonObject recordOf(const Definition& definition, const Row& row, const boost::json::storage_ptr& memory) {
    JsonObject record(memory);
    record.reserve(definition.columns.size() + FirstField);
    record.emplace("id", row.integer(Id));
    record.emplace("uuid", row.text(Uuid));
    for (std::size_t i = 0; i < definition.columns.size(); ++i) {
        const Column& column = definition.columns[i];
        record.emplace(column.name, jsonOf(column, row, FirstField + i, memory));
    }
    record.emplace("version", row.integer(Version));
    record.emplace("created_at", row.text(CreatedAt));
    record.emplace("updated_at", row.text(UpdatedAt));
    return record;
}

JsonObject withoutHidden(const Definition& definition, JsonObject record) {
    for (const Column& column : definition.columns) {
        if (column.isHidden) {
            record.erase(column.name);
        }
    }
    return record;
}

Value comparable(const Column& column, const Json& value) {
    if (value.is_null()) {
        return nullptr;
    }
    if (column.kind == ColumnKind::Decimal) {
        return Decimal::parse(textOf(value.as_string()), column.scale).value_or(Decimal());
    }
    if (const bool* flag = value.if_bool()) {
        return *flag;
    }
    if (const std::int64_t* number = value.if_int64()) {
        return *number;
    }
    if (value.is_number()) {
        return value.to_number<double>();
    }
    return textOf(value.as_string());
}

Value Stored::valueOf(const Column& column, const Json& value) {
    if (column.kind == ColumnKind::Json && !value.is_null()) {
        return std::string_view(_texts.emplace_back(boost::json::serialize(value)));
    }
    return comparable(column, value);
}

Stored::Stored(const Definition& definition, const JsonObject& record) {
    _params.reserve(definition.columns.size() + 4);
    for (const Column& column : definition.columns) {
        const Json* value = record.if_contains(column.name);
        _params.push_back({column.name, value == nullptr ? Value(nullptr) : valueOf(column, *value)});
    }
}

} // namespace tenon::resources

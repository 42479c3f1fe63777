#pragma once

#include <tenon/decimal.h>
#include <tenon/error.h>
#include <tenon/export.h>
#include <tenon/json.h>
#include <tenon/time.h>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace tenon {

/// Which database answers. Modules write one SQL text for both and should not need to ask.
enum class Backend { Sqlite, PostgreSql };

/// Bytes for a column of type @blob. Borrowed: they must outlive the call.
using Blob = std::span<const std::byte>;

/// A value bound to a `:name` of an SQL text. Texts and blobs are borrowed until the call returns.
class TENON_API Value {
public:
    using Held = std::variant<std::nullptr_t, bool, std::int64_t, double, std::string_view, Blob, std::string>;

    Value(std::nullptr_t) : _held(nullptr) {} // NOLINT

    Value(bool value) : _held(value) {} // NOLINT

    template <std::integral T>

    requires(!std::same_as<T, bool>) Value(T value) : _held(static_cast<std::int64_t>(value)) {} // NOLINT

    Value(double value) : _held(value) {} // NOLINT

    Value(const char* value) : _held(std::string_view(value)) {} // NOLINT

    Value(std::string_view value) : _held(value) {} // NOLINT

    Value(const std::string& value) : _held(std::string_view(value)) {} // NOLINT

    Value(const boost::json::string& value) : _held(textOf(value)) {} // NOLINT

    Value(Blob value) : _held(value) {} // NOLINT

    Value(Timestamp value) : _held(value.text()) {} // NOLINT

    Value(Date value) : _held(value.text()) {} // NOLINT

    Value(Decimal value) : _held(value.unscaled()) {} // NOLINT

    template <typename T>
    Value(const std::optional<T>& value) : Value(value ? Value(*value) : Value(nullptr)) {} // NOLINT

    [[nodiscard]] const Held& held() const { return _held; }

private:
    Held _held;
};

/// A named value: `{"id", 7}` binds every `:id` of the text.
struct Param {
    std::string_view name;
    Value value;
};

using Params = std::span<const Param>;

/// One row of an answer, valid during the visit only. Columns are counted from 0 in the order of the SELECT.
class TENON_API Row {
public:
    virtual ~Row();

    [[nodiscard]] virtual std::size_t size() const = 0;
    [[nodiscard]] virtual std::string_view name(std::size_t column) const = 0;
    [[nodiscard]] virtual bool isNull(std::size_t column) const = 0;
    [[nodiscard]] virtual std::int64_t integer(std::size_t column) const = 0;
    [[nodiscard]] virtual double real(std::size_t column) const = 0;
    [[nodiscard]] virtual bool boolean(std::size_t column) const = 0;
    /// The text as stored; the view is valid during the visit.
    [[nodiscard]] virtual std::string_view text(std::size_t column) const = 0;
    [[nodiscard]] virtual std::string blob(std::size_t column) const = 0;

    /// The column as `T`: integers, bool, double, std::string, std::string_view, Timestamp, Date, or std::optional of
    /// these. NULL in a type that cannot hold it, or a number out of range, is a DatabaseError.
    template <typename T>
    [[nodiscard]] T get(std::size_t column) const;

protected:
    [[noreturn]] void refuse(std::size_t column, const char* wanted) const;
};

/// What went wrong in the database.
class TENON_API DatabaseError : public Error {
public:
    enum class Kind { Unique, ForeignKey, NotNull, Check, Serialization, Busy, Connection, Full, ReadOnly, Other };

    /// `constraint` is the violated constraint's name or, where the database does not tell, "table.column"; else empty.
    DatabaseError(Kind kind, std::string constraint, std::string cause);
    DatabaseError(const DatabaseError&);
    DatabaseError& operator=(const DatabaseError&);
    ~DatabaseError() override;

    [[nodiscard]] Kind kind() const { return _kind; }

    [[nodiscard]] const std::string& constraint() const { return _constraint; }

    /// The database's own words, for the log only.
    [[nodiscard]] const std::string& cause() const { return _cause; }

private:
    Kind _kind;
    std::string _constraint;
    std::string _cause;
};

/// How far a transaction is kept apart from others. SQLite has one writer at a time, so there both are serializable.
enum class Isolation {
    Serializable, ///< Decides from what it reads. PostgreSQL may have to run the body again, at most three times.
    ReadCommitted ///< Only appends or touches rows by key.
};

/// The one database of the server. Safe to call from many threads.
///
/// Inside `transaction` every call of the same thread belongs to it. Outside, a read sees the latest committed state
/// and a write is a transaction of its own. When a call that writes returns, the change is durable.
///
/// The body of a transaction may run on another thread (the writer of SQLite): it computes and talks to this database
/// and waits for nothing else. It may run more than once, so it must not change what it captured before it succeeds.
class TENON_API Database {
public:
    using Visitor = std::function<void(const Row&)>;

    virtual ~Database();

    [[nodiscard]] virtual Backend backend() const noexcept = 0;

    /// Runs one statement, calls `visit` for each row as it arrives and returns the number of rows changed.
    virtual std::int64_t run(std::string_view sql, Params params, const Visitor& visit) = 0;

    /// Runs `body` in a transaction; an exception rolls all of it back. Nests by joining the outer transaction.
    virtual void inTransaction(Isolation isolation, const std::function<void()>& body) = 0;

    /// Calls `action` once the surrounding transaction is durable, never if it is rolled back; at once outside of one.
    virtual void afterCommit(std::function<void()> action) = 0;

    /// Whether the current thread is inside a transaction.
    [[nodiscard]] virtual bool isInTransaction() const noexcept = 0;

    /// Runs one statement of whose outcome nothing here depends. Inside a transaction it may travel with a later
    /// statement or the commit, in its order, and so costs no wait of its own.
    ///
    /// When it fails, the transaction (or the part of it that is undone alone) fails with its DatabaseError, whatever
    /// was made of what the calls in between threw. Values are borrowed until the call returns.
    virtual void runLater(std::string_view sql, Params params);

    /// Executes a statement later, as runLater does.
    void executeLater(std::string_view sql, std::initializer_list<Param> params = {}) {
        runLater(sql, {params.begin(), params.size()});
    }

    /// Executes a statement and returns the number of rows changed.
    std::int64_t execute(std::string_view sql, std::initializer_list<Param> params = {}) {
        return run(sql, {params.begin(), params.size()}, nullptr);
    }

    /// Visits each row without holding all of them.
    void each(std::string_view sql, std::initializer_list<Param> params, const Visitor& visit) {
        run(sql, {params.begin(), params.size()}, visit);
    }

    /// `map` of each row, in order.
    template <typename Map>
    auto rows(std::string_view sql, std::initializer_list<Param> params, Map&& map) {
        std::vector<std::invoke_result_t<Map, const Row&>> found;
        run(sql, {params.begin(), params.size()}, [&](const Row& row) { found.push_back(map(row)); });
        return found;
    }

    /// `map` of the first row, or nothing when there is none.
    template <typename Map>
    auto first(std::string_view sql, std::initializer_list<Param> params, Map&& map) {
        std::optional<std::invoke_result_t<Map, const Row&>> found;
        run(sql, {params.begin(), params.size()}, [&](const Row& row) {
            if (!found) {
                found.emplace(map(row));
            }
        });
        return found;
    }

    /// The first column of the first row as `T`, or nothing when there is no row.
    template <typename T>
    std::optional<T> value(std::string_view sql, std::initializer_list<Param> params = {}) {
        return first(sql, params, [](const Row& row) { return row.get<T>(0); });
    }

    /// The result of `body`, committed.
    template <typename Body>
    auto transaction(Body&& body, Isolation isolation = Isolation::Serializable) {
        using Result = std::invoke_result_t<Body>;
        if constexpr (std::is_void_v<Result>) {
            inTransaction(isolation, [&] { body(); });
        } else {
            std::optional<Result> result;
            inTransaction(isolation, [&] { result.emplace(body()); });
            return std::move(*result);
        }
    }
};

template <typename T>
struct IsOptional : std::false_type {};

template <typename T>
struct IsOptional<std::optional<T>> : std::true_type {};

template <typename T>
T Row::get(std::size_t column) const {
    if constexpr (IsOptional<T>::value) {
        return isNull(column) ? T() : T(get<typename T::value_type>(column));
    } else {
        if (isNull(column)) {
            refuse(column, "a value");
        }
        if constexpr (std::is_same_v<T, bool>) {
            return boolean(column);
        } else if constexpr (std::is_integral_v<T>) {
            const std::int64_t value = integer(column);
            if (!std::in_range<T>(value)) {
                refuse(column, "a smaller number");
            }
            return static_cast<T>(value);
        } else if constexpr (std::is_floating_point_v<T>) {
            return static_cast<T>(real(column));
        } else if constexpr (std::is_same_v<T, Timestamp> || std::is_same_v<T, Date>) {
            const auto parsed = T::parse(text(column));
            if (!parsed) {
                refuse(column, "a date or time");
            }
            return *parsed;
        } else {
            return T(text(column));
        }
    }
}

} // namespace tenon

/// libpq's functions, taken from its library when the first connection is opened. It draws in some twenty others (LDAP,
/// Kerberos, GnuTLS), and a server on SQLite should neither wait for them at its start nor hold them in memory.

#define BOOST_DLL_USE_STD_FS

#include <tenon/database.h>

#include <boost/dll/shared_library.hpp>
#include <libpq-fe.h>

#include <string>
#include <system_error>

namespace {

constexpr const char* libraryName = "libpq.so.5";

/// Never closed: connections may outlive everything that could close it.
boost::dll::shared_library& clientLibrary() {
    static auto& library = *new boost::dll::shared_library(
        libraryName, boost::dll::load_mode::search_system_folders | boost::dll::load_mode::rtld_local
    );
    return library;
}

template <typename Function>
Function* imported(const char* name) {
    try {
        return &clientLibrary().get<Function>(name);
    } catch (const std::system_error& error) {
        throw tenon::DatabaseError(
            tenon::DatabaseError::Kind::Connection, "", std::string(libraryName).append(": ").append(error.what())
        );
    }
}

} // namespace

#define FORWARD(Result, name, parameters, arguments)                                                                   \
    Result name parameters {                                                                                           \
        static auto* const function = imported<decltype(name)>(#name);                                                 \
        return function arguments;                                                                                     \
    }

extern "C" {

FORWARD(
    PGconn*,
    PQconnectdbParams,
    (const char* const* keywords, const char* const* values, int expand),
    (keywords, values, expand)
)
FORWARD(void, PQfinish, (PGconn * connection), (connection))
FORWARD(ConnStatusType, PQstatus, (const PGconn* connection), (connection))
FORWARD(PGTransactionStatusType, PQtransactionStatus, (const PGconn* connection), (connection))
FORWARD(char*, PQerrorMessage, (const PGconn* connection), (connection))
FORWARD(int, PQsocket, (const PGconn* connection), (connection))
FORWARD(int, PQconsumeInput, (PGconn * connection), (connection))
FORWARD(int, PQisBusy, (PGconn * connection), (connection))
FORWARD(PGnotify*, PQnotifies, (PGconn * connection), (connection))
FORWARD(
    PQnoticeProcessor,
    PQsetNoticeProcessor,
    (PGconn * connection, PQnoticeProcessor processor, void* argument),
    (connection, processor, argument)
)

FORWARD(PGresult*, PQexec, (PGconn * connection, const char* sql), (connection, sql))
FORWARD(int, PQenterPipelineMode, (PGconn * connection), (connection))
FORWARD(int, PQexitPipelineMode, (PGconn * connection), (connection))
FORWARD(int, PQpipelineSync, (PGconn * connection), (connection))
FORWARD(
    int,
    PQsendPrepare,
    (PGconn * connection, const char* name, const char* sql, int count, const Oid* types),
    (connection, name, sql, count, types)
)
FORWARD(
    int,
    PQsendQueryPrepared,
    (PGconn * connection,
     const char* name,
     int count,
     const char* const* values,
     const int* lengths,
     const int* formats,
     int resultFormat),
    (connection, name, count, values, lengths, formats, resultFormat)
)
FORWARD(
    int,
    PQsendQueryParams,
    (PGconn * connection,
     const char* sql,
     int count,
     const Oid* types,
     const char* const* values,
     const int* lengths,
     const int* formats,
     int resultFormat),
    (connection, sql, count, types, values, lengths, formats, resultFormat)
)
FORWARD(int, PQsetSingleRowMode, (PGconn * connection), (connection))
FORWARD(PGresult*, PQgetResult, (PGconn * connection), (connection))

FORWARD(ExecStatusType, PQresultStatus, (const PGresult* result), (result))
FORWARD(char*, PQresultErrorField, (const PGresult* result, int field), (result, field))
FORWARD(char*, PQcmdStatus, (PGresult * result), (result))
FORWARD(char*, PQcmdTuples, (PGresult * result), (result))
FORWARD(int, PQntuples, (const PGresult* result), (result))
FORWARD(int, PQnfields, (const PGresult* result), (result))
FORWARD(char*, PQfname, (const PGresult* result, int column), (result, column))
FORWARD(Oid, PQftype, (const PGresult* result, int column), (result, column))
FORWARD(int, PQgetisnull, (const PGresult* result, int row, int column), (result, row, column))
FORWARD(int, PQgetlength, (const PGresult* result, int row, int column), (result, row, column))
FORWARD(char*, PQgetvalue, (const PGresult* result, int row, int column), (result, row, column))
FORWARD(void, PQclear, (PGresult * result), (result))
FORWARD(void, PQfreemem, (void* memory), (memory))

} // extern "C"

#undef FORWARD

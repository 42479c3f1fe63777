#include <kernel/assembly/visiting_database.h>
#include <kernel/modules/visit.h>

namespace tenon::assembly {

void VisitingDatabase::inTransaction(Isolation isolation, const std::function<void()>& body) {
    const modules::CurrentVisit visit = modules::currentVisit();
    if (visit.place == nullptr) {
        return _database.inTransaction(isolation, body);
    }
    // Its thread waits here, so that what the visit refers to lives on.
    _database.inTransaction(isolation, [&] {
        const modules::Visit here(*visit.place, visit.requestId);
        body();
    });
}

} // namespace tenon::assembly

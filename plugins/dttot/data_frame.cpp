#include "data_frame.h"

#include <utility>

namespace dttot {

void DataFrame::name(tenon::JsonArray columns) {
    _columns = std::move(columns);
    _hasColumns = true;
}

tenon::JsonObject DataFrame::json() && {
    const tenon::JsonArray shape{_total, _columns.size()};
    return {
        {"columns", std::move(_columns)},
        {"data", std::move(_rows)},
        {"shape", shape},
        {"offset", _offset},
        {"limit", _limit},
    };
}

} // namespace dttot

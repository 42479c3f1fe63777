#pragma once

#include <tenon/reply.h>
#include <tenon/request.h>

#include <cstdint>
#include <limits>
#include <utility>

namespace dttot::compliance {

/// A page of rows. Where not the database but only the server knows which rows may be seen, it is picked from all of
/// them here.
class PickedPage {
public:
    enum class Picked { byDatabase, here };

    PickedPage(const tenon::Paging& paging, Picked picked)
        : _picked(picked), _page{.items = {}, .total = 0, .size = paging.size, .offset = paging.offset} {}

    [[nodiscard]] bool isPickedHere() const { return _picked == Picked::here; }

    /// What the database is to give.
    [[nodiscard]] std::int64_t limit() const {
        return isPickedHere() ? std::numeric_limits<std::int64_t>::max() : _page.size;
    }

    [[nodiscard]] std::int64_t offset() const { return isPickedHere() ? 0 : _page.offset; }

    /// Takes a row that may be seen; `make` makes an item of it where it is on the page.
    template <typename Make>
    void take(Make make) {
        const bool isOnPage = !isPickedHere() || (_page.total >= _page.offset && std::ssize(_page.items) < _page.size);
        if (isOnPage) {
            _page.items.push_back(make());
        }
        ++_page.total;
    }

    /// The page; `total` is what the database counted, where it picked.
    [[nodiscard]] tenon::Page finish(std::int64_t total) && {
        _page.total = isPickedHere() ? _page.total : total;
        return std::move(_page);
    }

private:
    Picked _picked;
    tenon::Page _page;
};

} // namespace dttot::compliance

#include <kernel/modules/start_order.h>

#include <algorithm>
#include <optional>
#include <string_view>

namespace tenon::modules {

namespace {

enum class Honoured { requiredOnly, optionalToo };

class Ordering {
public:
    explicit Ordering(std::span<const Manifest> modules) : _modules(modules), _placed(modules.size(), false) {
        for (std::size_t i = 0; i < modules.size(); ++i) {
            _indexOf.emplace(modules[i].name, i);
        }
    }

    StartOrder run() {
        while (_order.sequence.size() < _modules.size()) {
            if (const auto next = firstReady(Honoured::optionalToo)) {
                place(*next);
            } else if (const auto withoutOptional = firstReady(Honoured::requiredOnly)) {
                place(*withoutOptional);
            } else {
                breakCycle();
            }
        }
        return std::move(_order);
    }

private:
    void place(std::size_t module) {
        _placed[module] = true;
        _order.sequence.push_back(module);
    }

    /// The first module that waits for none that is still to be placed.
    [[nodiscard]] std::optional<std::size_t> firstReady(Honoured honoured) const {
        for (std::size_t i = 0; i < _modules.size(); ++i) {
            if (!_placed[i] && !firstAwaited(i, honoured)) {
                return i;
            }
        }
        return std::nullopt;
    }

    /// The first module that `module` waits for.
    [[nodiscard]] std::optional<std::size_t> firstAwaited(std::size_t module, Honoured honoured) const {
        for (const Requirement& requirement : _modules[module].requirements) {
            const auto found = _indexOf.find(requirement.module);
            const bool counts = honoured == Honoured::optionalToo || requirement.kind == Requirement::Kind::required;
            if (counts && found != _indexOf.end() && !_placed[found->second]) {
                return found->second;
            }
        }
        return std::nullopt;
    }

    /// Every module that is left waits for another that is left: following them comes back to one already met.
    void breakCycle() {
        std::vector<std::size_t> path;
        const auto left = std::ranges::find(_placed, false);
        auto at = static_cast<std::size_t>(left - _placed.begin());
        while (std::ranges::find(path, at) == path.end()) {
            path.push_back(at);
            at = *firstAwaited(at, Honoured::requiredOnly);
        }
        path.erase(path.begin(), std::ranges::find(path, at));
        std::ranges::rotate(path, std::ranges::min_element(path));

        std::string reason = "dependency cycle ";
        for (const std::size_t module : path) {
            reason += _modules[module].name + " -> ";
        }
        _order.cycles.emplace(path.front(), reason + _modules[path.front()].name);
        place(path.front());
    }

    std::span<const Manifest> _modules;
    std::vector<bool> _placed;
    std::map<std::string_view, std::size_t> _indexOf;
    StartOrder _order;
};

} // namespace

StartOrder startOrder(std::span<const Manifest> modules) { return Ordering(modules).run(); }

} // namespace tenon::modules

#include "job_kinds.h"

#include <stdexcept>

namespace tenon::jobs {

namespace {

int atLeastOne(int most) {
    if (most < 1) {
        throw std::invalid_argument("a job needs at least one attempt and one place to run");
    }
    return most;
}

} // namespace

DeclaredKind::DeclaredKind(std::string module, std::string name, JobBody body)
    : _module(std::move(module)), _name(std::move(name)), _body(std::move(body)) {}

JobKind& DeclaredKind::attempts(int most) {
    _attempts = atLeastOne(most);
    return *this;
}

JobKind& DeclaredKind::parallel(int most) {
    _parallel = atLeastOne(most);
    return *this;
}

JobKind& JobKinds::declare(std::string module, std::string kind, JobBody body) {
    if (kind.empty() || kind.find(';') != std::string::npos) {
        throw std::invalid_argument("\"" + kind + "\" cannot name a kind of job");
    }
    const std::lock_guard guard(_mutex);
    const auto taken = _kinds.find(kind);
    if (taken != _kinds.end()) {
        throw std::invalid_argument(
            "jobs \"" + kind + "\" are declared by " + taken->second->module() + " and by " + module
        );
    }
    auto declared = std::make_shared<DeclaredKind>(std::move(module), kind, std::move(body));
    return *_kinds.emplace(std::move(kind), std::move(declared)).first->second;
}

void JobKinds::withdraw(std::string_view module) {
    const std::lock_guard guard(_mutex);
    std::erase_if(_kinds, [&](const auto& entry) { return entry.second->module() == module; });
}

JobKinds::Kind JobKinds::find(std::string_view kind) const {
    const std::lock_guard guard(_mutex);
    const auto found = _kinds.find(kind);
    return found == _kinds.end() ? nullptr : found->second;
}

std::vector<JobKinds::Kind> JobKinds::all() const {
    const std::lock_guard guard(_mutex);
    std::vector<Kind> kinds;
    for (const auto& [name, kind] : _kinds) {
        kinds.push_back(kind);
    }
    return kinds;
}

} // namespace tenon::jobs

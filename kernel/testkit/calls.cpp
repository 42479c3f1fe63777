#include <tenon/test.h>

#include <algorithm>

namespace tenon::test {

namespace {

std::string titleOf(const Call& call) {
    std::string title = call.who.name.empty() ? "nobody" : call.who.name;
    return title.append(" ").append(call.method).append(" ").append(call.path);
}

} // namespace

std::vector<std::string> run(Kernel& kernel, std::initializer_list<Call> calls) {
    std::vector<std::string> faults;
    for (const Call& call : calls) {
        const std::size_t auditedBefore = kernel.auditedActions().size();
        const Json body = call.body.empty() ? Json(nullptr) : boost::json::parse(std::string(call.body));
        const Answer answer = kernel.call(call.who, call.method, call.path, body);
        const auto fault = [&](const std::string& what) {
            faults.push_back(titleOf(call) + ": " + what + "; answer " + answer.text.substr(0, 300));
        };
        if (answer.status != call.status) {
            fault("status " + std::to_string(answer.status) + " instead of " + std::to_string(call.status));
        }
        if (!call.contains.empty() && answer.text.find(call.contains) == std::string::npos) {
            fault("does not contain " + std::string(call.contains));
        }
        if (!call.lacks.empty() && answer.text.find(call.lacks) != std::string::npos) {
            fault("contains " + std::string(call.lacks));
        }
        const std::vector<std::string> actions = kernel.auditedActions();
        const auto added = actions.begin() + static_cast<std::ptrdiff_t>(std::min(auditedBefore, actions.size()));
        if (!call.audited.empty() && std::find(added, actions.end(), call.audited) == actions.end()) {
            fault("did not audit " + std::string(call.audited));
        }
    }
    return faults;
}

} // namespace tenon::test

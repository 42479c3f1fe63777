#pragma once

#include <tenon/job.h>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::jobs {

/// A kind of job as a module declared it. Safe to use from many threads.
class DeclaredKind final : public JobKind {
public:
    DeclaredKind(std::string module, std::string name, JobBody body);

    /// Throw std::invalid_argument for a number below one.
    JobKind& attempts(int most) override;
    JobKind& parallel(int most) override;

    [[nodiscard]] const std::string& module() const { return _module; }

    [[nodiscard]] const std::string& name() const { return _name; }

    [[nodiscard]] const JobBody& body() const { return _body; }

    [[nodiscard]] int mostAttempts() const { return _attempts; }

    [[nodiscard]] int mostParallel() const { return _parallel; }

private:
    const std::string _module;
    const std::string _name;
    const JobBody _body;
    std::atomic<int> _attempts{3};
    std::atomic<int> _parallel{1};
};

/// The kinds of job that this node can run. Safe to use from many threads.
class JobKinds {
public:
    /// Shared, because a job of a withdrawn kind may still be running.
    using Kind = std::shared_ptr<DeclaredKind>;

    /// Throws std::invalid_argument when the kind is declared already (naming both modules) or its name is empty or
    /// holds a semicolon.
    JobKind& declare(std::string module, std::string kind, JobBody body);

    /// Forgets the kinds that `module` declared.
    void withdraw(std::string_view module);

    /// The kind, or null.
    [[nodiscard]] Kind find(std::string_view kind) const;

    [[nodiscard]] std::vector<Kind> all() const;

private:
    mutable std::mutex _mutex;
    std::map<std::string, Kind, std::less<>> _kinds; // guarded by _mutex
};

} // namespace tenon::jobs

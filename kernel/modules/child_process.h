#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace tenon::modules {

/// How a child process ended that was to give an answer.
struct ChildEnd {
    std::optional<std::string> answer; ///< Nothing when there was none in time
    int status = 0;                    ///< As waitpid() tells it; of a child that took too long, killed
};

/// Runs `work` in a child process of this one that nobody hears or sees, until it calls answerParent(), ends otherwise,
/// or `patience` is over.
///
/// Forks: call it before the process has a second thread. Throws std::system_error when there can be no child process.
[[nodiscard]] ChildEnd runInChild(const std::function<void()>& work, std::chrono::milliseconds patience);

/// In the child: hands `text` over and ends the process. The text holds no NUL.
[[noreturn]] void answerParent(std::string_view text) noexcept;

/// Why a child gave no answer: "crashed while being loaded (signal 11, Segmentation fault)"; `doing` is what it did.
[[nodiscard]] std::string describe(const ChildEnd& end, std::string_view doing, std::chrono::milliseconds patience);

} // namespace tenon::modules

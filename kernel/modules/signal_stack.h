#pragma once

namespace tenon::modules {

/// A stack on which this thread's signal handlers run, while the object lives; a thread that has one already keeps it.
/// Without memory for it, the overflow of the usual stack ends the process without a report.
class SignalStack {
public:
    SignalStack() noexcept;
    ~SignalStack();
    SignalStack(const SignalStack&) = delete;
    SignalStack& operator=(const SignalStack&) = delete;

private:
    void* _memory = nullptr;
};

} // namespace tenon::modules

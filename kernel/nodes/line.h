#pragma once

#include <string>
#include <vector>

namespace tenon::nodes {

/// What connects the nodes: a text that one says is heard by all of them, itself included.
///
/// Best effort: what is said while a node is not connected is lost to it, so that whoever listens forgets all that a
/// text could have concerned whenever the line opens.
class Line {
public:
    virtual ~Line() = default;

    /// Says `text` once the current transaction is durable, never when it is rolled back. From many threads; throws
    /// only what undoes the transaction with it.
    virtual void say(const std::string& text) = 0;

    /// Connects, for the thread that hears. Throws a std::exception when that is not possible.
    virtual void open() = 0;

    /// Waits until something was said or `wake` can be read; what was said, in its order. Throws when the line is lost.
    [[nodiscard]] virtual std::vector<std::string> hear(int wake) = 0;
};

} // namespace tenon::nodes

#pragma once

#include <tenon/app.h>
#include <tenon/file.h>

#include <string_view>

namespace dttot {

/// A file of demo/, as if somebody had sent it. Text in `upload` borrows from the name it was made with.
struct DemoFile {
    /// Throws Unavailable when there is no room for it.
    DemoFile(tenon::App& app, std::string_view filename);

    tenon::Descriptor file;
    tenon::Upload upload;
};

} // namespace dttot

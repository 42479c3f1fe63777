#pragma once

namespace tenon::cli {

/// Gives memory back to the system that only the start has needed. To be called once, at its end.
///
/// Of programs and libraries these are the pages that nobody has written to: symbol tables, which the linker has read,
/// and code that runs once. What is needed again comes back from the system's cache of files, within microseconds. Of
/// the heap it is what configuration, migrations and declarations left free.
void releaseStartMemory();

} // namespace tenon::cli

/// What a module sees of the kernel, reachable from one function: compiled with debug information so that abidw can
/// write down the layout of every class and table of virtual functions. It is never run.

#include <tenon/blocking.h>
#include <tenon/module.h>
#include <tenon/outbound.h>
#include <tenon/random.h>
#include <tenon/rows.h>

extern "C" TENON_API void
tenon_surface(tenon::App&, const tenon::Request&, const tenon::Reply&, const tenon::Resource&, const tenon::Error&, const tenon::BlockingRegion&, const tenon::ModuleDescriptor&, const tenon::Outbound&, const tenon::Rows&, const tenon::Form&) {
}

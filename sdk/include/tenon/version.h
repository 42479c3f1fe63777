#pragma once

/// Version of the SDK: a module runs on a kernel with the same major and an equal or newer minor version.
#define TENON_SDK_MAJOR 1
#define TENON_SDK_MINOR 1

/// What must be equal in kernel and module besides: machine, string layout, library versions that show in the SDK.
#define TENON_ABI_TAG "linux-x86_64;cxx11=1;boost_json=1.81"

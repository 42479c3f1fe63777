/// Built with the old layout of std::string.

#include <tenon/module.h>

#undef TENON_ABI_TAG
#define TENON_ABI_TAG "linux-x86_64;cxx11=0;boost_json=1.81"

TENON_MODULE(wrongabi, "1.0.0") {}

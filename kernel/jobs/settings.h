#pragma once

#include <tenon/field.h>

namespace tenon::jobs {

/// The fields of the section `jobs` of the configuration.
[[nodiscard]] inline Fields settingsFields() {
    return {
        fields::duration("keep").initial("30d").min("1h").help("How long a job can be asked for after its end."),
    };
}

} // namespace tenon::jobs

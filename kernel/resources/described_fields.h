#pragma once

#include <kernel/resources/definition.h>

#include <tenon/resource.h>

#include <utility>
#include <vector>

namespace tenon::resources {

/// The fields of a resource as its module declared them: what a body takes.
[[nodiscard]] Fields declaredFields(const Definition& definition);

/// What a list takes: search, ordering, and each filter, never required and without its initial value.
[[nodiscard]] Fields listQueryFields(const Definition& definition);

/// What is answered: the declared fields, those of every record, and the computed ones.
[[nodiscard]] Fields
answerFields(const Definition& definition, const std::vector<std::pair<Field, ResourceRoutes::Compute>>& computed);

} // namespace tenon::resources

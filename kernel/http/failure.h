#pragma once

#include <kernel/http/dialects/dialect.h>
#include <kernel/http/passage.h>
#include <kernel/http/texts.h>

#include <tenon/log.h>

#include <exception>

namespace tenon::http {

/// Turns the exception that ended a request into its answer, in the request's dialect and language. What was not meant
/// for a client becomes a 500 that holds the request id only; what happened is in the log under that id.
void answerFailure(Passage& passage, const std::exception_ptr& cause, const Texts& texts, Log& log) noexcept;

} // namespace tenon::http

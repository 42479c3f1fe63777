#pragma once

#include <kernel/http/passage.h>
#include <kernel/http/texts.h>

#include <tenon/reply.h>

#include <functional>
#include <memory>

namespace tenon::http {

/// Makes the stream of a job's progress: the job, and the Last-Event-ID that the client sent.
using JobStreams = std::function<std::shared_ptr<EventSource>(std::int64_t job, std::string_view lastEventId)>;

/// Writes what the handler answered in the form of the passage's dialect.
void render(Reply&& reply, Passage& passage, const Texts& texts, const JobStreams& streams);

} // namespace tenon::http

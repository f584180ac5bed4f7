#pragma once

#include "core/protocol/envelope.h"
#include "core/transport/http_answer.h"

/// There is something to tell a poll: a message, or that its cursor no longer holds.
[[nodiscard]] inline bool hasNews(const MessageBatch &batch)
{
    return !batch.messages.empty() || batch.restarted || batch.missed > 0;
}

[[nodiscard]] inline HttpAnswer pollAnswer(const MessageBatch &batch)
{
    return jsonAnswer(200, pollBody(batch));
}

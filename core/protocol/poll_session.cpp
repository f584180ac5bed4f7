#include "core/protocol/poll_session.h"

#include <QCoreApplication>

#include <algorithm>

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("PollQuery", text);
}

/// Digits only: no sign, no space, no base prefix.
std::optional<quint64> numberIn(QByteArrayView text)
{
    const bool digits = !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    bool fits = false;
    const quint64 number = digits ? text.toByteArray().toULongLong(&fits) : 0;
    return fits ? std::optional(number) : std::nullopt;
}

} // namespace

Result<AfterParameter> parseAfter(QByteArrayView value)
{
    if (value == "now")
        return AfterParameter{AfterParameter::Kind::Now, {}};
    if (const std::optional<quint64> number = numberIn(value))
        return AfterParameter{AfterParameter::Kind::Id, MessageId{*number}};
    return Error{translated("\"after\" must be a message id (0, 1, 2 ...) or \"now\"")};
}

Result<AfterParameter> afterOf(const HttpRequest &request)
{
    const std::optional<QByteArray> value = request.query("after");
    return value ? parseAfter(*value) : AfterParameter{};
}

Result<std::chrono::seconds> timeoutOf(const HttpRequest &request)
{
    const std::optional<QByteArray> value = request.query("timeout");
    if (!value)
        return defaultLongPollTimeout;
    const std::optional<quint64> number = numberIn(*value);
    if (!number || *number > static_cast<quint64>(maxLongPollTimeout.count()))
        return Error{translated("\"timeout\" must be a whole number of seconds from 0 to 120")};
    return std::chrono::seconds(*number);
}

Result<PollQuery> parsePollQuery(const HttpRequest &request)
{
    const Result<AfterParameter> after = afterOf(request);
    if (!after)
        return after.error();
    const Result<std::chrono::seconds> timeout = timeoutOf(request);
    if (!timeout)
        return timeout.error();
    return PollQuery{*after, *timeout};
}

PollSession::PollSession(const PollQuery &query, MessageId last, TimePoint arrived)
    : m_cursor(query.after.id)
    , m_deadline(arrived + query.timeout)
{
    if (query.after.kind == AfterParameter::Kind::Now) {
        m_cursor = last;
        m_answerNow = true;
    }
}

PollSession::Decision PollSession::decide(MessageId last, TimePoint now) const
{
    if (m_answerNow || last != m_cursor)
        return Decision::Answer;
    return now >= m_deadline ? Decision::Empty : Decision::Hold;
}

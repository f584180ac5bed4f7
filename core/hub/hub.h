#pragma once

#include "core/base/steady_time.h"
#include "core/hub/message_log.h"
#include "core/hub/publisher.h"

#include <QObject>

/// Where every message gets its id: appends to the log, then tells everyone in the same turn of the loop.
/// It never asks which transport listens.
class Hub : public QObject
{
    Q_OBJECT

public:
    explicit Hub(UnixAnchor anchor, MessageLog::Limits limits = {}, QObject *parent = nullptr);

    [[nodiscard]] const MessageLog &log() const { return m_log; }
    [[nodiscard]] quint64 publishedCount() const { return m_published; }

    /// Publishes scheduled messages, in order.
    void publishDue(const DueMessages &messages);
    /// Publishes a message that arrived now (POST, WebSocket, "Publish one"); returns its id.
    MessageId publishNow(const QByteArray &payload, PayloadKind kind);

    /// The log is lost: ids begin anew at 1.
    void restart();

signals:
    void published(const Message &message);

private:
    MessageId publish(QByteArray payload, PayloadKind kind, TimePoint due);

    UnixAnchor m_anchor;
    MessageLog::Limits m_limits;
    MessageLog m_log;
    quint64 m_published = 0;
};

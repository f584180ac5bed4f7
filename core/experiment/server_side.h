#pragma once

#include "core/experiment/experiment_settings.h"
#include "core/experiment/lag_report.h"
#include "core/hub/hub.h"
#include "core/metrics/run_metrics.h"
#include "core/transport/front_door.h"

#include <QHostAddress>
#include <QObject>
#include <QTimer>

#include <memory>

/// The server of one run: hub and front door, and what metrics must know of each message.
///
/// Each message is announced in the turn of the loop in which the hub took it; notices go out once a turn.
class ServerSide : public QObject
{
    Q_OBJECT

public:
    ServerSide(const ExperimentSettings &settings, UnixAnchor anchor);

    /// Answers with listening() or failed(). At 127.0.0.1 it listens on 127.0.0.2 too, which is another host
    /// to a client's connection pool; where that port is taken, secondHostRefused() comes first.
    void open(const QHostAddress &address, quint16 port, bool fallBackToFreePort);
    void publishDue(const DueMessages &messages) { m_hub.publishDue(messages); }
    void publishNow(const QByteArray &payload, PayloadKind kind) { m_hub.publishNow(payload, kind); }
    void apply(const ExperimentSettings &settings);
    /// A restart drops everybody at once, as a process that dies does, and listens again on the same port
    /// when it is over. Messages that are due meanwhile go into the log: the lost one's, or the new one's.
    void strike(const Fault &fault);
    /// The publisher is done: all notices go out, then scheduleOver().
    void endSchedule();
    void close();

signals:
    void listening(quint16 port, bool fellBack);
    void secondHostRefused(const Error &error);
    void failed(const Error &error);
    void noticed(const MessageNotices &notices);
    void scheduleOver();
    void lagged(const Lags &lags);

private:
    void openDoor();
    void listenBeside();
    void reopen();
    void take(const Message &message);
    void sendNotices();

    UnixAnchor m_anchor;
    ServerSettings m_settings;
    Hub m_hub;
    std::unique_ptr<FrontDoor> m_door; // made in the thread that opens it, as its sockets live there
    QHostAddress m_address;
    quint16 m_port = 0;
    QTimer m_away; ///< until the server is back
    LagReport m_lag;
    MessageNotices m_notices;
    bool m_closed = false;
};

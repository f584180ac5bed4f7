#pragma once

#include "core/hub/hub.h"
#include "core/transport/front_door.h"

#include <memory>
#include <optional>

/// A hub and a front door as the program wires them, on a port that they keep when they come back.
class ServedHub
{
public:
    explicit ServedHub(MessageLog::Limits limits = {}) { restart(limits); }

    /// A new server process: ids begin anew.
    void restart(MessageLog::Limits limits = {})
    {
        goAway();
        hub = std::make_unique<Hub>(UnixAnchor::takeNow(), limits);
        comeBack();
    }
    /// The server is gone; what is published meanwhile goes to the log.
    void goAway() { door.reset(); }
    /// `source`: instead of the hub's log.
    void comeBack(const MessageSource *source = nullptr)
    {
        ServerSettings settings;
        settings.sseRetry = std::chrono::milliseconds(20);
        door = std::make_unique<FrontDoor>(
            source ? *source : hub->log(),
            [this](const QByteArray &payload, PayloadKind kind) { return hub->publishNow(payload, kind); },
            settings);
        QObject::connect(hub.get(), &Hub::published, door.get(), &FrontDoor::announce);
        if (const Result<quint16> listening = door->listen(QHostAddress::LocalHost, port))
            port = *listening;
        else
            qFatal("%s", qPrintable(listening.error().message));
    }

    void publish(const QByteArray &payload, PayloadKind kind = PayloadKind::Text)
    {
        hub->publishNow(payload, kind);
    }
    /// "m1", "m2" ...: numbered as the log numbers them.
    void publishNumbered(int count)
    {
        for (int i = 0; i < count; ++i)
            publish("m" + QByteArray::number(toNumber(hub->log().last()) + 1));
    }
    [[nodiscard]] int connections() const
    {
        int sum = 0;
        for (const int count : door->stats().connections)
            sum += count;
        return sum;
    }

    std::unique_ptr<Hub> hub;
    std::unique_ptr<FrontDoor> door;
    quint16 port = 0;
};

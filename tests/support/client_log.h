#pragma once

#include "core/transport/client_transport.h"

#include <QStringList>

/// What a client told, in order: "ready", "1", "2", "missed 3", "restarted", "reconnecting",
/// "gave up".
class ClientLog : public QObject
{
public:
    explicit ClientLog(ClientTransport &client)
    {
        connect(&client, &ClientTransport::ready, this, [this] {
            ++readyCount;
            lines << QStringLiteral("ready");
        });
        connect(&client, &ClientTransport::delivered, this, [this](const Delivery &delivery) {
            deliveries.push_back(delivery);
            lines << QString::number(toNumber(delivery.id));
        });
        connect(&client, &ClientTransport::missed, this,
                [this](quint64 count) { lines << QStringLiteral("missed %1").arg(count); });
        connect(&client, &ClientTransport::restarted, this, [this] { lines << QStringLiteral("restarted"); });
        connect(&client, &ClientTransport::reconnecting, this, [this] {
            ++losses;
            lines << QStringLiteral("reconnecting");
        });
        connect(&client, &ClientTransport::gaveUp, this, [this] { lines << QStringLiteral("gave up"); });
    }

    /// The ids delivered, in order.
    [[nodiscard]] QList<quint64> ids() const
    {
        QList<quint64> result;
        for (const Delivery &delivery : deliveries)
            result << toNumber(delivery.id);
        return result;
    }

    QStringList lines;
    QList<Delivery> deliveries;
    int readyCount = 0;
    int losses = 0;
};

#pragma once

#include "core/transport/poll_exchange.h"
#include "core/transport/resuming_client.h"

/// Asks, is held until there is something, asks again at once (RFC 6202 section 2).
class LongPollClient : public ResumingClient
{
    Q_OBJECT

public:
    explicit LongPollClient(const ClientSettings &settings, QObject *parent = nullptr);

protected:
    void open() override;
    void closeNow() override;
    void settingsChanged(const ClientSettings &before, bool moved) override;

private:
    PollExchange m_exchange;
};

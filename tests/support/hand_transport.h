#pragma once

#include "core/transport/client_transport.h"

#include <QPointer>

/// A transport whose connection carries messages up, or does not: the test says what becomes of them.
class HandTransport : public ClientTransport
{
public:
    explicit HandTransport(bool carries)
        : m_carries(carries)
    {
    }

    void start(MessageId) override { isStarted = true; }
    void stop() override { isOpen = isStarted = false; }
    void apply(const ClientSettings &settings) override { applied = settings; }
    [[nodiscard]] bool carriesUp() const override { return m_carries; }
    [[nodiscard]] bool send(const QByteArray &payload, PayloadKind) override
    {
        if (!isOpen)
            return false;
        sent.push_back(payload);
        return true;
    }
    [[nodiscard]] std::unique_ptr<ClientTransport> createEcho(const ClientSettings &settings) const override
    {
        if (!hasEcho)
            return nullptr;
        auto made = std::make_unique<HandTransport>(true);
        made->isOpen = false; // it has to connect first
        made->applied = settings;
        echo = made.get();
        return made;
    }
    [[nodiscard]] ClientState state() const override
    {
        ClientState state;
        state.phase = isOpen ? ClientState::Phase::Open : ClientState::Phase::Retrying;
        return state;
    }
    [[nodiscard]] MessageId cursor() const override { return {}; }

    void connectNow()
    {
        isOpen = true;
        emit ready();
    }
    void lose(bool comesBack)
    {
        isOpen = false;
        comesBack ? emit reconnecting() : emit gaveUp();
    }
    void giveBack(const QByteArray &payload, PayloadKind kind = PayloadKind::Text)
    {
        emit delivered(
            {.id = {}, .unixMicroseconds = 0, .at = steadyNow(), .kind = kind, .payload = payload});
    }

    bool isOpen = true;
    bool isStarted = false;
    bool hasEcho = false;
    ClientSettings applied;
    QList<QByteArray> sent;
    mutable QPointer<HandTransport> echo; ///< the one made last

private:
    bool m_carries;
};

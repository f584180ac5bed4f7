#include "core/transport/long_poll_client.h"

LongPollClient::LongPollClient(const ClientSettings &settings, QObject *parent)
    : ResumingClient(settings, parent)
{
    connect(&m_exchange, &PollExchange::asked, this, [this] {
        setState(ClientState::Phase::Held);
        tellReady();
    });
    connect(&m_exchange, &PollExchange::heard, this,
            [this] { expectWithin(this->settings().silenceTimeout); });
    connect(&m_exchange, &PollExchange::answered, this,
            [this](const std::optional<MessageBatch> &batch, TimePoint at) {
                expectNothing();
                answeredWell();
                if (!batch || tellBatch(*batch, at))
                    open();
            });
    connect(&m_exchange, &PollExchange::failed, this, &LongPollClient::lose);
}

void LongPollClient::open()
{
    using namespace std::chrono;
    const auto timeout = round<seconds>(settings().longPollTimeout);
    const Duration silence = settings().silenceTimeout;
    expectWithin(silence > Duration{0} ? settings().longPollTimeout + silence : silence);
    m_exchange.ask(settings(),
                   "/long-poll" + afterQuery() + "&timeout=" + QByteArray::number(timeout.count()));
}

void LongPollClient::closeNow()
{
    m_exchange.close();
}

void LongPollClient::settingsChanged(const ClientSettings &, bool moved)
{
    if (moved)
        reopen();
}

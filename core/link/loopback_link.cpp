#include "core/link/loopback_link.h"

#include "core/link/link_clock.h"
#include "core/link/link_condition.h"
#include "core/link/link_connection.h"
#include "core/link/link_schedule.h"

#include <QTcpServer>
#include <QTimer>

#include <functional>
#include <map>
#include <utility>

using namespace std::chrono_literals;

namespace {
// With what the timer adds, taps are at most 5 ms old.
constexpr Duration tapAge = 4ms;

/// Hands out plain descriptors: a QTcpSocket cannot be half-closed.
class Listener : public QTcpServer
{
public:
    using QTcpServer::QTcpServer;

    std::function<void(qintptr)> onAccepted;

protected:
    void incomingConnection(qintptr descriptor) override { onAccepted(descriptor); }
};
}

class LoopbackLink::Private
{
public:
    Private(LoopbackLink &link, int client, quint32 seed, LinkClock &clock);

    void accept(qintptr descriptor);
    void tap(const TapEvent &event);
    void flush();
    void forget(int connection);
    void setPace();
    template<typename Call>
    void forEachConnection(Call call);

    LoopbackLink &m_link;
    int m_client;
    LinkClock &m_clock;
    Listener m_listener;
    LinkConnection::Target m_target;
    LinkSettings m_settings;
    LinkCondition m_condition;
    MiddleboxProfile m_middlebox;
    LinkClock::Timer m_paceTimer; ///< a fault that throttles ends
    qint64 m_downBuffer = maxBufferedBytes;
    LinkSchedule m_up;
    LinkSchedule m_down;
    TapEvents m_taps;
    LinkClock::Timer m_tapTimer;
    int m_accepted = 0;
    std::map<int, std::unique_ptr<LinkConnection>> m_connections;
};

LoopbackLink::Private::Private(LoopbackLink &link, int client, quint32 seed, LinkClock &clock)
    : m_link(link)
    , m_client(client)
    , m_clock(clock)
    , m_listener(&link)
    , m_paceTimer(clock, [this] { setPace(); })
    , m_up({}, 2 * seed)
    , m_down({}, 2 * seed + 1)
    , m_tapTimer(clock, [this] { flush(); })
{
    m_listener.onAccepted = [this](qintptr descriptor) { accept(descriptor); };
    // Out of descriptors: Qt stops accepting for good.
    connect(&m_listener, &QTcpServer::acceptError, &m_link,
            [this] { QTimer::singleShot(100ms, &m_listener, &QTcpServer::resumeAccepting); });
}

void LoopbackLink::Private::accept(qintptr descriptor)
{
    const int number = m_accepted++;
    auto connection
        = std::make_unique<LinkConnection>(TapSource{m_client, number}, m_target,
                                           LinkConnection::Shared{m_up, m_down, m_clock, maxBufferedBytes},
                                           LinkConnection::Terms{m_settings.delay, m_middlebox});
    connect(connection.get(), &LinkConnection::tapped, &m_link,
            [this](const TapEvent &event) { tap(event); });
    connect(connection.get(), &LinkConnection::closed, &m_link, [this](int closed) { forget(closed); });
    LinkConnection &started = *connection;
    m_connections.emplace(number, std::move(connection));
    started.setDownBuffer(m_downBuffer);
    started.adopt(descriptor);
    switch (m_condition.welcome(steadyNow())) {
    case LinkCondition::Welcome::Carry:
        return started.start();
    case LinkCondition::Welcome::Reset:
        return started.turnAway();
    case LinkCondition::Welcome::Swallow:
        return started.vanish();
    }
}

template<typename Call>
void LoopbackLink::Private::forEachConnection(Call call)
{
    std::vector<int> numbers;
    for (const auto &[number, connection] : m_connections)
        numbers.push_back(number);
    // One of them may close meanwhile.
    for (const int number : numbers) {
        const auto found = m_connections.find(number);
        if (found != m_connections.end())
            call(*found->second);
    }
}

void LoopbackLink::Private::setPace()
{
    const TimePoint now = steadyNow();
    const LinkCondition::Pace up = m_condition.pace(Direction::Up, now);
    const LinkCondition::Pace down = m_condition.pace(Direction::Down, now);
    for (const auto &[schedule, pace] : {std::pair(&m_up, up), std::pair(&m_down, down)}) {
        schedule->apply(pace.settings, pace.mostAtOnce);
        schedule->stall(pace.stalledUntil);
    }
    m_downBuffer = std::min(maxBufferedBytes, down.buffer);
    if (const auto ends = m_condition.paceEnds(now))
        m_paceTimer.setFor(*ends);
    else
        m_paceTimer.clear();
    forEachConnection([this](LinkConnection &connection) {
        connection.setDownBuffer(m_downBuffer);
        connection.reconsider();
    });
}

void LoopbackLink::Private::tap(const TapEvent &event)
{
    m_taps.push_back(event);
    if (event.kind == TapEvent::Kind::Closed)
        flush();
    else if (!m_tapTimer.isSet())
        m_tapTimer.setFor(steadyNow() + tapAge);
}

void LoopbackLink::Private::flush()
{
    m_tapTimer.clear();
    if (!m_taps.empty())
        emit m_link.tapped(std::exchange(m_taps, {}));
}

void LoopbackLink::Private::forget(int connection)
{
    // It is still in the middle of its own work.
    const auto found = m_connections.find(connection);
    if (found == m_connections.end())
        return;
    found->second.release()->deleteLater();
    m_connections.erase(found);
}

LoopbackLink::LoopbackLink(int client, quint32 seed, LinkClock &clock, QObject *parent)
    : QObject(parent)
    , m_private(std::make_unique<Private>(*this, client, seed, clock))
{
}

LoopbackLink::~LoopbackLink() = default;

Result<quint16> LoopbackLink::open(const QHostAddress &host, quint16 port)
{
    m_private->m_target = {host, port};
    if (!m_private->m_listener.listen(QHostAddress::LocalHost))
        return Error{tr("Cannot open a link: %1").arg(m_private->m_listener.errorString())};
    return this->port();
}

quint16 LoopbackLink::port() const
{
    return m_private->m_listener.serverPort();
}

void LoopbackLink::apply(const LinkSettings &settings)
{
    m_private->m_settings = settings;
    m_private->m_condition.apply(settings);
    m_private->setPace();
}

void LoopbackLink::strike(const LinkFault &fault)
{
    m_private->m_condition.strike(fault, steadyNow());
    switch (fault.kind) {
    case LinkFault::Kind::Cut:
        return m_private->forEachConnection([](LinkConnection &connection) { connection.cut(); });
    case LinkFault::Kind::Silent:
        return m_private->forEachConnection([](LinkConnection &connection) { connection.vanish(); });
    case LinkFault::Kind::HalfOpen:
        return m_private->forEachConnection(
            [delay = m_private->m_settings.delay](LinkConnection &connection) {
                connection.loseServer(delay);
            });
    case LinkFault::Kind::Stall:
    case LinkFault::Kind::Drip:
    case LinkFault::Kind::Collapse:
    case LinkFault::Kind::SlowReader:
        return m_private->setPace();
    }
}

void LoopbackLink::setMiddlebox(const MiddleboxProfile &profile)
{
    m_private->m_middlebox = profile;
}

void LoopbackLink::close()
{
    m_private->m_listener.close();
    // Taken out first: a listener may call this again.
    for (auto &[number, connection] : std::exchange(m_private->m_connections, {})) {
        connection->close();
        connection.release()->deleteLater();
    }
    m_private->flush();
}

qint64 LoopbackLink::bufferedBytes() const
{
    qint64 sum = 0;
    for (const auto &[number, connection] : m_private->m_connections)
        sum += connection->bufferedBytes();
    return sum;
}

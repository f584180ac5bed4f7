// What the relay itself costs and how exactly it keeps a delay: server, link and client in threads of their
// own.

#include "core/link/link_clock.h"
#include "core/link/loopback_link.h"
#include "tests/support/plain_peer.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QThread>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <utility>

using namespace std::chrono_literals;

namespace {
double percentile(std::vector<double> values, double p)
{
    std::sort(values.begin(), values.end());
    const auto last = static_cast<double>(values.size() - 1);
    return values.at(static_cast<std::size_t>(p * last));
}

/// Runs `f` in the thread of `object` and waits for it.
void inThreadOf(QObject &object, const std::function<void()> &f)
{
    QMetaObject::invokeMethod(&object, f, Qt::BlockingQueuedConnection);
}

/// Round trips of one byte in milliseconds. Each answer sends the next byte: the loop runs once.
std::vector<double> roundTrips(quint16 port, int count)
{
    constexpr std::size_t warmUp = 10;
    PlainPeer client(port);
    std::vector<double> all;
    TimePoint sent;
    QEventLoop loop;
    const auto next = [&] {
        sent = steadyNow();
        client.send("x");
    };
    QObject::connect(&client.socket, &StreamSocket::readable, &loop, [&] {
        if (client.isOver())
            qFatal("the other end has gone");
        if (client.received.size() == static_cast<qsizetype>(all.size()))
            return; // nothing has come
        all.push_back(toMilliseconds(steadyNow() - sent));
        if (all.size() == warmUp + static_cast<std::size_t>(count))
            loop.quit();
        else
            next();
    });
    next();
    loop.exec();
    all.erase(all.begin(), all.begin() + warmUp);
    return all;
}

double megabytesPerSecond(quint16 port, qsizetype bytes)
{
    PlainPeer client(port);
    const QByteArray block(1024 * 1024, 'x');
    const TimePoint began = steadyNow();
    qsizetype sent = 0;
    bool ended = false;
    QEventLoop loop;
    const auto proceed = [&] {
        for (; client.unsent() == 0 && sent < bytes; sent += block.size())
            client.send(block);
        if (client.unsent() == 0 && !std::exchange(ended, true))
            client.socket.finishWriting();
    };
    QObject::connect(&client.socket, &StreamSocket::writable, &loop, proceed);
    QObject::connect(&client.socket, &StreamSocket::readable, &loop, [&] {
        if (client.isOver())
            loop.quit();
    });
    proceed();
    loop.exec();
    return static_cast<double>(bytes) / 1e6 / toSeconds(steadyNow() - began);
}

/// Forgets what it receives and closes when the sender has finished.
class Sink : public PlainServer
{
public:
    Sink()
    {
        connect(this, &PlainServer::accepted, this, [](PlainPeer *peer) {
            connect(&peer->socket, &StreamSocket::readable, peer, [peer] {
                peer->received.clear();
                if (peer->ended)
                    peer->socket.finishWriting();
            });
        });
    }
};

class Bench
{
public:
    Bench()
    {
        for (QThread *thread : {&m_serverThread, &m_linkThread})
            thread->start();
        m_echo.echo = true;
        for (QObject *object : std::initializer_list<QObject *>{&m_echo, &m_sink})
            object->moveToThread(&m_serverThread);
        for (QObject *object : std::initializer_list<QObject *>{&m_clock, &m_toEcho, &m_toSink})
            object->moveToThread(&m_linkThread);
        inThreadOf(m_toEcho, [this] {
            m_echoPort = *m_toEcho.open(QHostAddress::LocalHost, m_echo.port());
            m_sinkPort = *m_toSink.open(QHostAddress::LocalHost, m_sink.port());
        });
    }

    ~Bench()
    {
        inThreadOf(m_toEcho, [this] {
            m_toEcho.close();
            m_toSink.close();
        });
        inThreadOf(m_echo, [this] {
            for (PlainServer *server : std::initializer_list<PlainServer *>{&m_echo, &m_sink}) {
                server->close();
                server->peers.clear();
            }
        });
        for (QThread *thread : {&m_linkThread, &m_serverThread}) {
            thread->quit();
            thread->wait();
        }
    }

    void addedLatency()
    {
        const std::vector<double> direct = roundTrips(m_echo.port(), 10'000);
        const std::vector<double> linked = roundTrips(m_echoPort, 10'000);
        for (const double p : {0.5, 0.99}) {
            std::printf(
                "delay 0: round trip p%g direct %.1f us, through the link %.1f us: %.1f us each way\n",
                p * 100, 1000 * percentile(direct, p), 1000 * percentile(linked, p),
                500 * (percentile(linked, p) - percentile(direct, p)));
        }
    }

    void throughput()
    {
        constexpr qsizetype bytes = 512LL * 1024 * 1024;
        std::printf("throughput: direct %.0f MB/s, through the link %.0f MB/s\n",
                    megabytesPerSecond(m_sink.port(), bytes), megabytesPerSecond(m_sinkPort, bytes));
    }

    void accuracyOf(Duration delay)
    {
        apply(m_toEcho, {.delay = delay});
        const std::vector<double> all = roundTrips(m_echoPort, 100);
        std::printf("delay %g ms: round trip min %.2f ms, p50 %.2f ms, p99 %.2f ms\n", toMilliseconds(delay),
                    percentile(all, 0), percentile(all, 0.5), percentile(all, 0.99));
        apply(m_toEcho, {});
    }

    void accuracyOf(qint64 bytesPerSecond)
    {
        apply(m_toSink, {.bytesPerSecond = bytesPerSecond});
        const double measured = 1e6 * megabytesPerSecond(m_sinkPort, 2 * bytesPerSecond);
        std::printf("bandwidth %lld B/s: measured %.0f B/s (%+.2f %%)\n",
                    static_cast<long long>(bytesPerSecond), measured,
                    100 * (measured / static_cast<double>(bytesPerSecond) - 1));
        apply(m_toSink, {});
    }

private:
    static void apply(LoopbackLink &link, const LinkSettings &settings)
    {
        inThreadOf(link, [&] { link.apply(settings); });
    }

    QThread m_serverThread;
    QThread m_linkThread;
    PlainServer m_echo;
    Sink m_sink;
    LinkClock m_clock;
    LoopbackLink m_toEcho{0, 1, m_clock};
    LoopbackLink m_toSink{0, 1, m_clock};
    quint16 m_echoPort = 0;
    quint16 m_sinkPort = 0;
};
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    Bench bench;
    bench.addedLatency();
    bench.throughput();
    for (const Duration delay : {Duration(1ms), Duration(20ms)})
        bench.accuracyOf(delay);
    bench.accuracyOf(qint64(1024 * 1024));
    return 0;
}

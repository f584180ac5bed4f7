// CPU time of the serving thread per delivery of a 100-byte message, over SSE and WebSocket, against the
// least that one send a message costs. Neither side coalesces. Clients drain in a process of their own.

#include "core/transport/stream_format.h"
#include "tests/bench/drain.h"
#include "tests/bench/epoll_floor.h"
#include "tests/bench/serving_cost.h"
#include "tests/support/door.h"

#include <QCoreApplication>
#include <QTimer>

#include <cstdio>

namespace {
struct Load
{
    int clients;
    int messages;
    std::chrono::microseconds interval;
};
constexpr std::array loads{Load{10, 3000, std::chrono::microseconds(1000)},
                           Load{100, 1000, std::chrono::microseconds(2000)},
                           Load{1000, 200, std::chrono::microseconds(20'000)}};
constexpr int payloadBytes = 100;
constexpr int rounds = 3;

const QByteArray sseRequest = "GET /events HTTP/1.1\r\nHost: h\r\n\r\n";
const QByteArray webSocketRequest
    = "GET /ws HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

Message messageOf(quint64 id)
{
    return {MessageId{id}, 1'764'000'000'000'000, PayloadKind::Text, QByteArray(payloadBytes, 'x')};
}

/// Turns the event loop until it is so; a bench that waits in vain says for what.
template<typename Condition>
void waitFor(const char *what, Condition condition)
{
    constexpr int patienceMs = 20'000;
    if (!QTest::qWaitFor(condition, patienceMs))
        qFatal("waited in vain for %s", what);
}

void waitForBytes(const Drain &drain, qint64 bytes)
{
    waitFor("what was sent", [&] { return drain.receivedBytes() >= bytes; });
}

ServingCost measureServer(TransportKind kind, const Load &load)
{
    Door door;
    const QByteArray request = kind == TransportKind::Sse ? sseRequest : webSocketRequest;
    const Drain drain(door.port, load.clients, request);
    waitFor("the clients", [&] { return door.front.stats().connections[indexOf(kind)] == load.clients; });
    waitFor("their handshakes", [&] { return drain.greeted() == load.clients; });
    const qint64 before = drain.receivedBytes();
    const ServingMeter meter;
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    int left = load.messages;
    const TimePoint start = steadyNow();
    QEventLoop loop;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        const auto due = std::min<qint64>((steadyNow() - start) / load.interval, load.messages);
        for (; load.messages - left < due; --left)
            door.publish(QByteArray(payloadBytes, 'x'));
        if (left == 0)
            loop.quit();
    });
    timer.start(std::chrono::duration_cast<std::chrono::milliseconds>(load.interval));
    loop.exec();
    const ServingCost cost = meter.cost(qint64(load.clients) * load.messages, load.messages);
    waitForBytes(drain, before + qint64(load.clients) * load.messages * payloadBytes);
    return cost;
}

ServingCost measureFloor(TransportKind kind, const Load &load)
{
    EpollFloor floor;
    const Drain drain(floor.port(), load.clients, kind == TransportKind::Sse ? sseRequest : webSocketRequest);
    floor.acceptAll(load.clients);
    const auto format = kind == TransportKind::Sse ? StreamFormat::SseChunked : StreamFormat::WebSocketText;
    quint64 id = 0;
    const ServingMeter meter;
    floor.publish(load.messages, load.interval, [&] { return wireMessage(format, messageOf(++id)); });
    const ServingCost cost = meter.cost(qint64(load.clients) * load.messages, load.messages);
    waitForBytes(drain, qint64(load.clients) * load.messages * payloadBytes);
    return cost;
}
}

int main(int argc, char *argv[])
{
    qputenv("QT_NO_GLIB", "1");
    const QCoreApplication application(argc, argv);
    std::printf("fan-out of a 100-byte message, best of %d rounds, one send a message, nothing coalesced\n",
                rounds);
    std::printf("%-10s %8s %12s %12s %7s %16s %16s\n", "transport", "clients", "us/delivery", "floor",
                "ratio", "sends/delivery", "waits/message");
    for (const TransportKind kind : {TransportKind::Sse, TransportKind::WebSocket}) {
        for (const Load &load : loads) {
            ServingCost ours;
            ServingCost floor;
            for (int round = 0; round < rounds; ++round) {
                floor = cheaper(floor, measureFloor(kind, load));
                ours = cheaper(ours, measureServer(kind, load));
            }
            std::printf("%-10s %8d %12.3f %12.3f %7.2f %8.3f %7.3f %8.3f %7.3f\n", machineName(kind).data(),
                        load.clients, ours.microsecondsPerDelivery, floor.microsecondsPerDelivery,
                        ours.microsecondsPerDelivery / floor.microsecondsPerDelivery, ours.sendsPerDelivery,
                        floor.sendsPerDelivery, ours.waitsPerMessage, floor.waitsPerMessage);
            std::fflush(stdout);
        }
    }
    return 0;
}

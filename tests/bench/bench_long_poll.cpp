// CPU time of the serving thread per delivery of a 100-byte message to held long polls - read the request,
// hold it, answer it -, against the least that one read and one send a delivery cost. Clients poll in a
// process of their own and ask again at once; both servers write the same bytes.

#include "core/protocol/envelope.h"
#include "core/protocol/http_writer.h"
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
    std::chrono::milliseconds interval; ///< long enough for everybody to have asked again
};
constexpr std::array loads{Load{10, 2000, std::chrono::milliseconds(2)},
                           Load{100, 500, std::chrono::milliseconds(10)},
                           Load{1000, 60, std::chrono::milliseconds(80)}};
constexpr int payloadBytes = 100;
constexpr int rounds = 3;
const QByteArray request = "GET /long-poll?after=now HTTP/1.1\r\nHost: h\r\n\r\n";

ServingCost measureServer(const Load &load)
{
    Door door;
    const Drain drain(door.port, load.clients, request, Drain::Then::AskAgain);
    const std::size_t lane = indexOf(TransportKind::LongPoll);
    if (!QTest::qWaitFor([&] { return door.front.stats().connections[lane] == load.clients; }, 20'000))
        qFatal("the clients did not come");
    const ServingMeter meter;
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    int left = load.messages;
    QEventLoop loop;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        if (left-- == 0)
            loop.quit();
        else
            door.publish(QByteArray(payloadBytes, 'x'));
    });
    timer.start(load.interval);
    loop.exec();
    return meter.cost(drain.answers(), load.messages);
}

ServingCost measureFloor(const Load &load)
{
    EpollFloor floor;
    const Drain drain(floor.port(), load.clients, request, Drain::Then::AskAgain);
    floor.acceptAll(load.clients);
    quint64 id = 0;
    const auto answer = [&id] {
        const Message message{MessageId{++id}, 1'764'000'000'000'000, PayloadKind::Text,
                              QByteArray(payloadBytes, 'x')};
        ResponseSpec spec;
        spec.profile = Door::minimal().headers;
        spec.contentType = "application/json";
        spec.extra.emplace_back("Access-Control-Allow-Origin", "*");
        spec.body = pollBody({.messages = {message}, .last = message.id});
        return writeResponse(spec, httpDate(1'764'000'000));
    };
    const ServingMeter meter;
    const qint64 answers = floor.answerPolls(load.messages, load.interval, answer);
    return meter.cost(answers, load.messages);
}
}

int main(int argc, char *argv[])
{
    qputenv("QT_NO_GLIB", "1");
    const QCoreApplication application(argc, argv);
    std::printf("held long polls, a 100-byte message to each, best of %d rounds; ours and floor\n", rounds);
    std::printf("%8s %12s %10s %7s %16s %16s %16s %10s\n", "clients", "us/delivery", "floor", "ratio",
                "sends/delivery", "reads/delivery", "waits/message", "delivered");
    for (const Load &load : loads) {
        ServingCost ours;
        ServingCost floor;
        for (int round = 0; round < rounds; ++round) {
            floor = cheaper(floor, measureFloor(load));
            ours = cheaper(ours, measureServer(load));
        }
        std::printf("%8d %12.3f %10.3f %7.2f %8.3f %7.3f %8.3f %7.3f %8.3f %7.3f %7.1f %%\n", load.clients,
                    ours.microsecondsPerDelivery, floor.microsecondsPerDelivery,
                    ours.microsecondsPerDelivery / floor.microsecondsPerDelivery, ours.sendsPerDelivery,
                    floor.sendsPerDelivery, ours.readsPerDelivery, floor.readsPerDelivery,
                    ours.waitsPerMessage, floor.waitsPerMessage,
                    100.0 * double(ours.deliveries) / (double(load.clients) * load.messages));
        std::fflush(stdout);
    }
    return 0;
}

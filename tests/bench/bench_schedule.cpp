// What it costs to plan a message, and how exactly and how cheaply a publisher keeps a high rate.

#include "core/hub/publisher.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace std::chrono_literals;

namespace {
void planning(const char *name, const Arrivals &arrivals)
{
    constexpr double rate = 5000;
    Schedule schedule(arrivals, rate, 1, TimePoint{});
    const TimePoint began = steadyNow();
    std::size_t count = 0;
    for (Duration t = 1ms; t < 200s; t += 1ms)
        count += schedule.takeDue(TimePoint(t)).size();
    std::printf("%s: %.0f ns a message\n", name,
                1e9 * toSeconds(steadyNow() - began) / static_cast<double>(count));
}

void publishing(double rate)
{
    Publisher publisher;
    qsizetype count = 0;
    QObject::connect(&publisher, &Publisher::due, &publisher,
                     [&](const DueMessages &due) { count += static_cast<qsizetype>(due.size()); });
    QObject::connect(&publisher, &Publisher::finished, qApp, &QCoreApplication::quit);
    const std::clock_t cpu = std::clock();
    const PublisherSettings settings{.messagesPerSecond = rate, .arrivals = {.kind = Arrivals::Kind::Steady}};
    publisher.start(settings, steadyNow(), steadyNow() + 5s);
    QCoreApplication::exec();
    std::vector<Duration> late = publisher.takeLateness();
    std::sort(late.begin(), late.end());
    const auto percentile = [&](double p) {
        return toMilliseconds(late.at(static_cast<std::size_t>(p * static_cast<double>(late.size() - 1))));
    };
    std::printf("%g/s: %lld in 5 s, late p50 %.3f ms, p99 %.3f ms, max %.3f ms, CPU %.1f %%\n", rate,
                static_cast<long long>(count), percentile(0.5), percentile(0.99), percentile(1),
                20.0 * static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC);
}
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    planning("steady", {.kind = Arrivals::Kind::Steady});
    planning("Poisson", {.kind = Arrivals::Kind::Poisson});
    for (const double rate : {10.0, 100.0, 1000.0, 5000.0, 20'000.0})
        publishing(rate);
    return 0;
}

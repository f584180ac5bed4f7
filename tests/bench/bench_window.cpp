#include "tests/support/test_window.h"
#include "ui/comparison_pane.h"
#include "ui/wire/sequence_view.h"
#include "ui/wire/wire_view.h"

#include <QElapsedTimer>
#include <QStandardPaths>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <sys/resource.h>
#include <unistd.h>

#include <fstream>
#include <string>

using namespace std::chrono_literals;

namespace {

constexpr int secondsARound = 8;

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

double residentMegabytes()
{
    std::ifstream statm("/proc/self/statm");
    long pages = 0;
    long resident = 0;
    statm >> pages >> resident;
    return static_cast<double>(resident * sysconf(_SC_PAGESIZE)) / 1e6;
}

/// Counts what the window paints, and the longest time the GUI thread did not come back to its loop.
class Watch : public QObject
{
public:
    explicit Watch(const QList<QWidget *> &painted)
    {
        for (QWidget *widget : painted)
            widget->installEventFilter(this);
        m_heart.setTimerType(Qt::PreciseTimer);
        m_heart.setInterval(5);
        connect(&m_heart, &QTimer::timeout, this, [this] {
            m_longest = std::max(m_longest, m_beat.elapsed());
            m_beat.start();
        });
        m_beat.start();
        m_heart.start();
    }
    void reset()
    {
        m_frames = 0;
        m_longest = 0;
        m_beat.start();
    }
    int frames() const { return m_frames; }
    qint64 longest() const { return m_longest; }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            ++m_frames;
        return false;
    }

private:
    QTimer m_heart;
    QElapsedTimer m_beat;
    qint64 m_longest = 0;
    int m_frames = 0;
};

} // namespace

/// The window under load: four lanes of five clients, 1,000 messages a second, in every theme, first with the
/// latency on show (frames of a pane), then with the wire (frames of the diagram). Prints; a person compares.
/// Not a test: machines are noisy.
int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    QElapsedTimer sinceStart;
    sinceStart.start();
    TestWindow test;
    ExperimentSettings settings;
    settings.messagesPerSecond = 1000;
    settings.clients = 5;
    test.show(settings);
    ViewCard &card = test.window->mainCard();
    constexpr int latency = 0;
    int wireAt = 0;
    while (!qobject_cast<WireView *>(card.views()[static_cast<std::size_t>(wireAt)]))
        ++wireAt;
    const auto *wire = qobject_cast<WireView *>(card.views()[static_cast<std::size_t>(wireAt)]);
    // Never on show at the same time.
    Watch watch({&test.window->pane(TransportKind::ShortPoll), wire->sequence()});
    std::array themes{ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::Projector};
    std::array names{"light", "dark", "projector"};
    std::size_t round = 0;
    double cpu = 0;
    qint64 published = 0;
    QTimer next;
    const auto begin = [&] {
        test.window->setTheme(themes[round % themes.size()]);
        card.setCurrent(round < themes.size() ? latency : wireAt);
        watch.reset();
        cpu = cpuSeconds();
        published = test.snapshot().published;
    };
    QObject::connect(&next, &QTimer::timeout, &application, [&] {
        const auto &lane = test.lane(TransportKind::WebSocket);
        std::printf("%-7s %-9s  %5.1f frames/s  longest gap %3lld ms  CPU %3.0f %%  published %4.0f/s  "
                    "websocket p50 %6.1f ms  behind %lld  noise %.1f ms  %.0f MB\n",
                    round < themes.size() ? "latency" : "wire", names[round % names.size()],
                    static_cast<double>(watch.frames()) / secondsARound,
                    static_cast<long long>(watch.longest()), (cpuSeconds() - cpu) / secondsARound * 100,
                    static_cast<double>(test.snapshot().published - published) / secondsARound,
                    lane.latency.p50Ms.value_or(-1), static_cast<long long>(lane.behind),
                    test.snapshot().noise.recentMs, residentMegabytes());
        std::fflush(stdout);
        if (++round == 2 * themes.size()) {
            QApplication::quit();
            return;
        }
        begin();
    });
    QTimer warm;
    warm.setSingleShot(true);
    QObject::connect(&warm, &QTimer::timeout, &application, [&] {
        begin();
        next.start(secondsARound * 1000);
    });
    QObject::connect(&test.lab, &LabController::displayed, &application, [&, seen = false]() mutable {
        if (!seen && test.running() && test.snapshot().published > 0) {
            seen = true;
            std::printf("first message %lld ms after start, %.0f MB\n",
                        static_cast<long long>(sinceStart.elapsed()), residentMegabytes());
            warm.start(3000);
        }
    });
    return QApplication::exec();
}

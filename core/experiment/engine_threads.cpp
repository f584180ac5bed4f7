#include "core/experiment/engine_threads.h"

#include "core/experiment/descriptor_limit.h"
#include "core/experiment/experiment.h"
#include "core/experiment/link_side.h"
#include "core/experiment/publisher_side.h"
#include "core/experiment/server_side.h"
#include "core/experiment/tab_side.h"

#include <QThread>
#include <QTimer>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace {

/// For streams to end with their last chunk and WebSockets with 1001.
constexpr int farewellMs = 100;

/// `worker` lives and dies in a thread of its own.
template<typename Worker>
Worker *house(Worker *worker, QThread &thread, const QString &name)
{
    thread.setObjectName(name);
    worker->moveToThread(&thread);
    QObject::connect(&thread, &QThread::finished, worker, &QObject::deleteLater);
    return worker;
}

/// Runs `call` in the thread of `worker`, after what was asked of it before.
template<typename Worker, typename Call>
void tell(Worker *worker, Call &&call)
{
    QMetaObject::invokeMethod(worker, std::forward<Call>(call), Qt::QueuedConnection);
}

/// The deliveries of `last` that a reader at `since` has not had yet.
RunSnapshot rest(RunSnapshot last, const std::array<qint64, transportCount> &since)
{
    for (LaneSnapshot &lane : last.lanes) {
        const qint64 first = lane.nextDelivery - lane.newDeliveries.size();
        const qint64 had
            = std::clamp<qint64>(since[indexOf(lane.kind)] - first, 0, lane.newDeliveries.size());
        lane.newDeliveries.remove(0, had);
    }
    return last;
}

}

class SideThreads::Private
{
public:
    std::array<QThread, 4> threads;
    std::size_t running = 0;
};

SideThreads::SideThreads(QObject *parent)
    : QObject(parent)
    , m_private(std::make_unique<Private>())
{
}

SideThreads::~SideThreads()
{
    for (QThread &thread : m_private->threads) {
        thread.disconnect(this);
        thread.quit();
    }
    for (QThread &thread : m_private->threads)
        thread.wait();
}

void SideThreads::house(QObject *worker, Side side)
{
    constexpr std::array names{"server"_L1, "client"_L1, "link"_L1, "publisher"_L1};
    const auto index = static_cast<std::size_t>(side);
    ::house(worker, m_private->threads[index], names[index]);
}

void SideThreads::start()
{
    m_private->running = m_private->threads.size();
    for (QThread &thread : m_private->threads) {
        connect(&thread, &QThread::finished, this, [this] {
            if (--m_private->running == 0)
                emit ended();
        });
        thread.start();
    }
}

void SideThreads::quit(Side side)
{
    m_private->threads[static_cast<std::size_t>(side)].quit();
}

QString EngineAddress::url() const
{
    const bool any = address == QHostAddress::AnyIPv4 || address == QHostAddress::Any;
    const QString host = any ? u"127.0.0.1"_s : address.toString();
    return (host.contains(u':') ? u"http://[%1]:%2"_s : u"http://%1:%2"_s).arg(host).arg(port);
}

class EngineThreads::Private
{
public:
    Private(EngineThreads &owner, const ExperimentSettings &settings, const EngineOptions &engineOptions);
    ~Private();

    void connectSides();
    void connectOwner();
    void listening(quint16 port, bool fellBack);
    void leave();
    void threadEnded();

    EngineThreads &q;
    ExperimentSettings current;
    EngineOptions options;
    UnixAnchor anchor = UnixAnchor::takeNow();
    QThread serverThread, clientThread, linkThread, publisherThread, tabThread;
    ServerSide *server;
    Experiment *experiment;
    LinkSide *links;
    PublisherSide *publisher;
    TabSide *tabs;
    std::optional<Error> failure;
    std::optional<RunSnapshot> last;
    int runningThreads = 5;
    bool held = false;
    bool stopping = false;
    bool leaving = false;
    bool asked = false; ///< a snapshot is under way
};

EngineThreads::Private::Private(EngineThreads &owner, const ExperimentSettings &settings,
                                const EngineOptions &engineOptions)
    : q(owner)
    , current(settings)
    , options(engineOptions)
    , server(house(new ServerSide(settings, anchor), serverThread, u"server"_s))
    , experiment(house(new Experiment(settings, anchor,
                                      {options.bounded, options.onDelivery, options.trace, options.onTrace}),
                       clientThread, u"client"_s))
    , links(house(new LinkSide(settings), linkThread, u"link"_s))
    , publisher(house(new PublisherSide(settings), publisherThread, u"publisher"_s))
    , tabs(house(new TabSide, tabThread, u"tabs"_s))
{
    connectSides();
    connectOwner();
    for (QThread *thread : {&serverThread, &clientThread, &linkThread, &publisherThread, &tabThread}) {
        connect(thread, &QThread::finished, &q, [this] { threadEnded(); });
        thread->start();
    }
}

EngineThreads::Private::~Private()
{
    for (QThread *thread : {&serverThread, &clientThread, &linkThread, &publisherThread, &tabThread}) {
        thread->disconnect(&q);
        thread->quit();
    }
    // Nothing in them blocks, so each ends after the turn it is in. Ended by force it would leave locks held
    // and memory torn for whatever runs after it.
    for (QThread *thread : {&serverThread, &clientThread, &linkThread, &publisherThread, &tabThread})
        thread->wait();
}

// Between the sides: queued, as each lives in a thread of its own.
void EngineThreads::Private::connectSides()
{
    connect(publisher, &PublisherSide::due, server, &ServerSide::publishDue);
    connect(publisher, &PublisherSide::scheduleOver, server, &ServerSide::endSchedule);
    connect(publisher, &PublisherSide::late, experiment, &Experiment::takeLateness);
    connect(publisher, &PublisherSide::lagged, experiment, &Experiment::takeLags);
    connect(server, &ServerSide::noticed, experiment, &Experiment::takeNotices);
    connect(server, &ServerSide::scheduleOver, experiment, &Experiment::drain);
    connect(server, &ServerSide::lagged, experiment, &Experiment::takeLags);
    connect(server, &ServerSide::secondHostRefused, tabs, &TabSide::refuseSecondHost);
    connect(links, &LinkSide::tapped, experiment, &Experiment::takeTaps);
    connect(links, &LinkSide::provided, experiment, &Experiment::takePorts);
    connect(links, &LinkSide::lagged, experiment, &Experiment::takeLags);
    connect(experiment, &Experiment::linksWanted, links, &LinkSide::provide);
    connect(experiment, &Experiment::struck, links, &LinkSide::strike);
    connect(experiment, &Experiment::struck, server, &ServerSide::strike);
    connect(experiment, &Experiment::scheduleReady, publisher, &PublisherSide::begin);
}

void EngineThreads::Private::connectOwner()
{
    const auto fail = [this](const Error &error) {
        if (!failure)
            failure = error;
        leave();
    };
    connect(server, &ServerSide::listening, &q,
            [this](quint16 port, bool fellBack) { listening(port, fellBack); });
    connect(server, &ServerSide::failed, &q, fail);
    connect(links, &LinkSide::failed, &q, fail);
    connect(experiment, &Experiment::failed, &q, fail);
    connect(tabs, &TabSide::changed, &q, &EngineThreads::tabsChanged);
    connect(experiment, &Experiment::traceTaken, &q, &EngineThreads::traceReady);
    connect(experiment, &Experiment::snapshotTaken, &q, [this](RunSnapshot snapshot) {
        asked = false;
        snapshot.held = held;
        emit q.snapshotReady(snapshot);
    });
    connect(experiment, &Experiment::finished, &q, [this](const RunSnapshot &snapshot) {
        last = snapshot;
        asked = false;
        if (!leaving && !stopping)
            emit q.finished();
        leave();
    });
}

void EngineThreads::Private::listening(quint16 port, bool fellBack)
{
    if (leaving)
        return;
    const bool any = options.address == QHostAddress::AnyIPv4 || options.address == QHostAddress::Any;
    const QHostAddress target = any ? QHostAddress(QHostAddress::LocalHost) : options.address;
    tell(links, [links = links, target, port] { links->aim(target, port); });
    if (target == QHostAddress(QHostAddress::LocalHost))
        tell(tabs, [tabs = tabs, port] { tabs->open(port); });
    tell(publisher, [publisher = publisher] { publisher->start(); });
    tell(experiment, [experiment = experiment] { experiment->start(); });
    emit q.started({options.address, port, fellBack});
}

// Clients leave first, so that none tries to come back to a server that is closing.
void EngineThreads::Private::leave()
{
    if (std::exchange(leaving, true))
        return;
    publisherThread.quit();
    tell(experiment, [experiment = experiment] { experiment->close(); });
    tell(tabs, [tabs = tabs] { tabs->close(); });
    tell(server, [server = server] { server->close(); });
    QTimer::singleShot(farewellMs, &q, [this] {
        for (QThread *thread : {&tabThread, &clientThread, &linkThread, &serverThread})
            thread->quit();
    });
}

void EngineThreads::Private::threadEnded()
{
    if (--runningThreads > 0)
        return;
    // After this turn: the signal comes from a thread object that goes with us.
    QTimer::singleShot(0, &q, [&owner = q] {
        const auto ended = std::move(owner.m_private);
        owner.m_last = ended->last;
        if (ended->failure)
            emit owner.failed(*ended->failure);
        else
            emit owner.stopped();
    });
}

EngineThreads::EngineThreads(QObject *parent)
    : QObject(parent)
{
}

EngineThreads::~EngineThreads() = default;

bool EngineThreads::isRunning() const
{
    return m_private != nullptr;
}

void EngineThreads::start(const ExperimentSettings &settings, const EngineOptions &options)
{
    Q_ASSERT(!isRunning());
    m_last.reset();
    auto valid = validate(settings);
    if (valid)
        valid = checkDescriptors(settings);
    if (!valid) {
        QTimer::singleShot(0, this, [this, error = valid.error()] { emit failed(error); });
        return;
    }
    // Qt's own poll dispatcher instead of GLib's for our threads: twice the messages a second. Only threads
    // that start after this are concerned, not the caller's.
    qputenv("QT_NO_GLIB", "1");
    m_private = std::make_unique<Private>(*this, settings, options);
    tell(m_private->server, [server = m_private->server, options] {
        server->open(options.address, options.port, options.fallBackToFreePort);
    });
}

Result<Done> EngineThreads::apply(const ExperimentSettings &settings)
{
    if (!m_private || m_private->leaving)
        return Done{};
    Private &d = *m_private;
    ExperimentSettings next = settings;
    auto fits = checkDescriptors(next);
    if (!fits)
        next.clients = d.current.clients;
    d.current = next;
    tell(d.server, [server = d.server, next] { server->apply(next); });
    tell(d.links, [links = d.links, next] { links->apply(next); });
    tell(d.publisher, [publisher = d.publisher, next] { publisher->apply(next); });
    tell(d.experiment, [experiment = d.experiment, next] { experiment->apply(next); });
    return fits;
}

void EngineThreads::restartStatistics(const QString &label)
{
    if (m_private && !m_private->leaving)
        tell(m_private->experiment,
             [experiment = m_private->experiment, label] { experiment->restartStatistics(label); });
}

void EngineThreads::strike(const Fault &fault)
{
    if (m_private && !m_private->leaving)
        tell(m_private->experiment,
             [experiment = m_private->experiment, fault] { experiment->strike(fault); });
}

void EngineThreads::setHeld(bool held)
{
    if (!m_private || m_private->leaving)
        return;
    m_private->held = held;
    tell(m_private->publisher, [publisher = m_private->publisher, held] { publisher->setHeld(held); });
    tell(m_private->experiment, [experiment = m_private->experiment, held] { experiment->setHeld(held); });
}

void EngineThreads::publish(const QByteArray &payload, PayloadKind kind)
{
    if (m_private && !m_private->leaving)
        tell(m_private->server,
             [server = m_private->server, payload, kind] { server->publishNow(payload, kind); });
}

void EngineThreads::requestSnapshot(const std::array<qint64, transportCount> &sinceDelivery)
{
    const auto &last = m_private ? m_private->last : m_last;
    if (last) {
        QTimer::singleShot(0, this,
                           [this, answer = rest(*last, sinceDelivery)] { emit snapshotReady(answer); });
        return;
    }
    if (!m_private || m_private->leaving || std::exchange(m_private->asked, true))
        return;
    tell(m_private->experiment,
         [experiment = m_private->experiment, sinceDelivery] { experiment->takeSnapshot(sinceDelivery); });
}

void EngineThreads::commandTabs(const TabCommand &command)
{
    if (m_private && !m_private->leaving)
        tell(m_private->tabs, [tabs = m_private->tabs, command] { tabs->carryOut(command); });
}

void EngineThreads::stop()
{
    if (!m_private || std::exchange(m_private->stopping, true) || m_private->leaving)
        return;
    tell(m_private->experiment, [experiment = m_private->experiment] { experiment->end(); });
}

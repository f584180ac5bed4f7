#include "core/experiment/gauntlet.h"

#include "core/experiment/engine_threads.h"
#include "core/experiment/gauntlet_clients.h"
#include "core/experiment/gauntlet_links.h"
#include "core/experiment/publisher_side.h"
#include "core/experiment/server_side.h"

#include <QTimer>

#include <utility>

namespace {

/// For streams to end with their last chunk and WebSockets with 1001, as in EngineThreads.
constexpr int farewellMs = 100;

template<typename Worker, typename Call>
void tell(Worker *worker, Call &&call)
{
    QMetaObject::invokeMethod(worker, std::forward<Call>(call), Qt::QueuedConnection);
}

} // namespace

class Gauntlet::Private
{
public:
    Private(Gauntlet &owner, const GauntletSettings &settings);

    void connectSides();
    void connectOwner();
    void leave();
    void end();

    Gauntlet &q;
    UnixAnchor anchor = UnixAnchor::takeNow();
    SideThreads threads;
    ServerSide *server;
    GauntletClients *clients;
    GauntletLinks *links;
    PublisherSide *publisher;
    std::optional<Error> failure;
    GauntletReport last;
    bool interrupted = false;
    bool leaving = false;
};

Gauntlet::Private::Private(Gauntlet &owner, const GauntletSettings &settings)
    : q(owner)
    , server(new ServerSide(settings.run, anchor))
    , clients(new GauntletClients(settings, anchor))
    , links(new GauntletLinks(settings))
    , publisher(new PublisherSide(settings.run))
{
    using Side = SideThreads::Side;
    threads.house(server, Side::Server);
    threads.house(clients, Side::Client);
    threads.house(links, Side::Link);
    threads.house(publisher, Side::Publisher);
    connectSides();
    connectOwner();
    threads.start();
    tell(publisher, [p = publisher] { p->start(); });
    tell(server, [s = server] { s->open(QHostAddress::LocalHost, 0, false); });
}

void Gauntlet::Private::connectSides()
{
    connect(server, &ServerSide::listening, links,
            [l = links](quint16 port) { l->open(QHostAddress::LocalHost, port); });
    connect(server, &ServerSide::noticed, clients, &GauntletClients::takeNotices);
    connect(server, &ServerSide::scheduleOver, clients, &GauntletClients::drain);
    connect(links, &GauntletLinks::opened, clients, &GauntletClients::start);
    connect(clients, &GauntletClients::scheduleReady, publisher, &PublisherSide::begin);
    connect(server, &ServerSide::lagged, clients, &GauntletClients::takeLags);
    connect(publisher, &PublisherSide::lagged, clients, &GauntletClients::takeLags);
    connect(publisher, &PublisherSide::due, server, &ServerSide::publishDue);
    connect(publisher, &PublisherSide::scheduleOver, server, &ServerSide::endSchedule);
}

void Gauntlet::Private::connectOwner()
{
    const auto fail = [this](const Error &error) {
        if (!failure)
            failure = error;
        leave();
    };
    connect(server, &ServerSide::failed, &q, fail);
    connect(links, &GauntletLinks::failed, &q, fail);
    connect(clients, &GauntletClients::progressed, &q, [this](const GauntletReport &report) {
        if (!leaving)
            emit q.progressed(report);
    });
    connect(clients, &GauntletClients::finished, &q, [this](const GauntletReport &report) {
        last = report;
        last.interrupted = interrupted;
        leave();
    });
    connect(&threads, &SideThreads::ended, &q, [this] { end(); });
}

// Clients leave first, so that none tries to come back to a server that is closing.
void Gauntlet::Private::leave()
{
    if (std::exchange(leaving, true))
        return;
    threads.quit(SideThreads::Side::Publisher);
    tell(clients, [c = clients] { c->close(); });
    tell(server, [s = server] { s->close(); });
    QTimer::singleShot(farewellMs, &q, [this] {
        for (const auto side :
             {SideThreads::Side::Client, SideThreads::Side::Link, SideThreads::Side::Server})
            threads.quit(side);
    });
}

void Gauntlet::Private::end()
{
    // After this turn: the signal comes from an object that goes with us.
    QTimer::singleShot(0, &q, [&owner = q] {
        const auto ended = std::move(owner.m_private);
        if (ended->failure)
            emit owner.failed(*ended->failure);
        else
            emit owner.finished(ended->last);
    });
}

Gauntlet::Gauntlet(QObject *parent)
    : QObject(parent)
{
}

Gauntlet::~Gauntlet() = default;

void Gauntlet::start(const GauntletSettings &settings)
{
    Q_ASSERT(!isRunning());
    if (const auto valid = validate(settings.run); !valid) {
        QTimer::singleShot(0, this, [this, error = valid.error()] { emit failed(error); });
        return;
    }
    qputenv("QT_NO_GLIB", "1"); // as in EngineThreads::start()
    m_private = std::make_unique<Private>(*this, settings);
}

void Gauntlet::stop()
{
    if (!m_private || m_private->leaving)
        return;
    m_private->interrupted = true;
    tell(m_private->clients, [c = m_private->clients] { c->finish(); });
}

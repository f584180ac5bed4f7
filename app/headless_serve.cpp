#include "app/headless_serve.h"

#include "app/exit_code.h"
#include "app/terminal.h"

#include <QTimer>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Peers that do not go are left behind after this.
constexpr auto farewell = 3s;

}

HeadlessServe::HeadlessServe(const ServeCommand &command, QObject *parent)
    : QObject(parent)
    , m_command(command)
    , m_hub(UnixAnchor::takeNow(), command.log)
    , m_door(
          m_hub.log(),
          [this](const QByteArray &payload, PayloadKind kind) { return m_hub.publishNow(payload, kind); },
          command.server)
{
    connect(&m_hub, &Hub::published, &m_door, &FrontDoor::announce);
    connect(&m_publisher, &Publisher::due, &m_hub, &Hub::publishDue);
    connect(&m_door, &FrontDoor::closed, this, [this] { emit ended(ExitOk); });
}

void HeadlessServe::start()
{
    const auto port = m_door.listen(m_command.address, m_command.port);
    if (!port) {
        printError(port.error().message);
        emit ended(ExitCannotListen);
        return;
    }
    const EngineAddress address{m_command.address, *port, false};
    if (const auto printed = printResult("listening on " + address.url().toUtf8() + "\n"); !printed)
        printError(printed.error().message);
    m_publisher.start(m_command.publisher, steadyNow(), std::nullopt);
}

void HeadlessServe::close()
{
    m_publisher.stop();
    m_door.close();
    QTimer::singleShot(farewell, this, [this] { emit ended(ExitOk); });
}

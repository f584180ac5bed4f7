#pragma once

#include "app/command_line.h"
#include "core/experiment/engine_threads.h"
#include "core/hub/hub.h"
#include "core/transport/front_door.h"

#include <QObject>

/// `pushscope serve`: the server alone, for real clients, until interrupted (design section 4.2).
class HeadlessServe : public QObject
{
    Q_OBJECT

public:
    explicit HeadlessServe(const ServeCommand &command, QObject *parent = nullptr);

    void start();
    /// Closes in order; ended() follows.
    void close();

signals:
    void ended(int exitCode);

private:
    ServeCommand m_command;
    Hub m_hub;
    FrontDoor m_door;
    Publisher m_publisher;
};

#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

/// SIGINT and SIGTERM as a Qt signal. Make it before any thread starts: threads inherit what it blocks.
/// A second one ends the process at once.
class TerminationSignals : public QObject
{
    Q_OBJECT

public:
    explicit TerminationSignals(QObject *parent = nullptr);
    ~TerminationSignals() override;

signals:
    void received();

private:
    void read();

    int m_descriptor = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
    bool m_seen = false;
};

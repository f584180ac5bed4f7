#include "app/termination_signals.h"

#include <QSignalSpy>
#include <QTest>

#include <csignal>

#include <pthread.h>

class TestTerminationSignals : public QObject
{
    Q_OBJECT

private slots:
    void bothComeAsAQtSignal_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
    }

    void bothComeAsAQtSignal()
    {
        QFETCH(int, number);
        TerminationSignals termination;
        QSignalSpy received(&termination, &TerminationSignals::received);
        // To this thread: that of Qt Test's watchdog is older than the mask and would be ended by it.
        QCOMPARE(::pthread_kill(::pthread_self(), number), 0);
        QTRY_COMPARE(received.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestTerminationSignals)
#include "tst_termination_signals.moc"

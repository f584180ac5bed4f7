#include "core/experiment/gauntlet.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using Column = GauntletColumn;
using Verdict = GauntletVerdict;

namespace {
constexpr Duration connectTimeout = 300ms;
constexpr Duration busyTime = 500ms;
constexpr qint64 heldBytes = 2048;

/// The same gauntlet in a sixth of the time.
GauntletSettings quick()
{
    GauntletSettings settings;
    settings.run.messagesPerSecond = 20;
    settings.run.duration = 1500ms;
    settings.run.pollInterval = 100ms;
    settings.run.delay = 1ms;
    settings.rows = gauntletRows(settings.run.messagesPerSecond);
    for (GauntletRow &row : settings.rows) {
        if (row.profile.kind == MiddleboxProfile::Kind::BuffersBytes)
            row.profile.bytes = heldBytes;
        if (row.profile.kind == MiddleboxProfile::Kind::ClosesBusy)
            row.profile.time = busyTime;
    }
    settings.connectTimeout = connectTimeout;
    return settings;
}
}

/// The whole matrix, run once over real sockets; every test looks at a part of it.
class GauntletTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        Gauntlet gauntlet;
        QSignalSpy finished(&gauntlet, &Gauntlet::finished);
        QSignalSpy progressed(&gauntlet, &Gauntlet::progressed);
        gauntlet.start(quick());
        QVERIFY(gauntlet.isRunning());
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000);
        QVERIFY(!gauntlet.isRunning());
        m_report = finished.first().first().value<GauntletReport>();
        QCOMPARE(m_report.cells.size(), std::size_t(42));
        QVERIFY(progressed.count() >= 3);
        for (const GauntletResult &cell : m_report.cells)
            QCOMPARE(cell.due, 30);
    }

    void withoutAMiddleboxEverythingWorks()
    {
        for (const Column column : allGauntletColumns) {
            const GauntletResult cell = at(u"none"_s, column);
            QVERIFY2(cell.verdict == Verdict::Works, qPrintable(machineName(column)));
            QCOMPARE(cell.missing(), 0);
            QVERIFY(!cell.noticed);
        }
    }

    void whatCannotGetThroughIsDead()
    {
        for (const QString &row : {u"refuses-upgrade"_s, u"swallows-upgrade"_s}) {
            QVERIFY(at(row, Column::WebSocket).verdict == Verdict::Dead);
            QVERIFY(!at(row, Column::WebSocket).firstMessage);
        }
        QVERIFY(at(u"buffers-to-end"_s, Column::Sse).verdict == Verdict::Dead);
        QCOMPARE(at(u"buffers-to-end"_s, Column::Sse).delivered, 0);
    }

    void onlyWhoIsToldNoticesAnything()
    {
        QVERIFY(at(u"refuses-upgrade"_s, Column::WebSocket).noticed);
        QVERIFY(!at(u"swallows-upgrade"_s, Column::WebSocket).noticed);
        QVERIFY(!at(u"buffers-to-end"_s, Column::Sse).noticed);
        QVERIFY(!at(u"buffers-bytes"_s, Column::Sse).noticed);
    }

    void pollsGetThroughWhatLetsWholeResponsesPass()
    {
        for (const QString &row :
             {u"refuses-upgrade"_s, u"swallows-upgrade"_s, u"buffers-bytes"_s, u"buffers-to-end"_s})
            for (const Column column : {Column::ShortPoll, Column::LongPoll}) {
                QVERIFY2(at(row, column).verdict == Verdict::Works, qPrintable(row));
                QVERIFY(!at(row, column).noticed);
            }
    }

    void aLadderLosesNothingWhereverItHasToStep()
    {
        for (const QString &row : {u"refuses-upgrade"_s, u"swallows-upgrade"_s})
            for (const Column column : {Column::AutoWebSocket, Column::AutoLongPoll}) {
                QCOMPARE(at(row, column).missing(), 0);
                QVERIFY(at(row, column).noticed);
            }
        // Who begins with the WebSocket hears nothing until its timeout, the other from the begin.
        const GauntletResult late = at(u"swallows-upgrade"_s, Column::AutoWebSocket);
        QVERIFY(*late.noticed >= connectTimeout);
        QVERIFY(*late.firstMessage >= connectTimeout);
        QVERIFY(*at(u"swallows-upgrade"_s, Column::AutoLongPoll).firstMessage < *late.firstMessage);
    }

    void aBufferedStreamComesInBlocksAndItsEndNotAtAll()
    {
        const GauntletResult cell = at(u"buffers-bytes"_s, Column::Sse);
        QVERIFY(cell.delivered > 0);
        QVERIFY(cell.missing() > 0);
        QVERIFY(cell.verdict == Verdict::Late);
        QVERIFY(at(u"buffers-bytes"_s, Column::WebSocket).verdict == Verdict::Works);
    }

    void whatIsClosedComesBackAndLosesNothing()
    {
        for (const QString &row : {u"closes-busy"_s, u"closes-idle"_s})
            for (const Column column : {Column::Sse, Column::WebSocket}) {
                QVERIFY2(at(row, column).noticed, qPrintable(row));
                QVERIFY(at(row, column).losses > 0);
            }
        QVERIFY(*at(u"closes-busy"_s, Column::WebSocket).noticed >= busyTime);
        QCOMPARE(at(u"closes-busy"_s, Column::WebSocket).missing(), 0);
    }

    void canBeStoppedEarly()
    {
        Gauntlet gauntlet;
        QSignalSpy finished(&gauntlet, &Gauntlet::finished);
        QSignalSpy progressed(&gauntlet, &Gauntlet::progressed);
        GauntletSettings settings = quick();
        settings.run.duration = 1h;
        gauntlet.start(settings);
        QTRY_VERIFY(!progressed.isEmpty());
        gauntlet.stop();
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(finished.first().first().value<GauntletReport>().interrupted);
    }

    void canBeStoppedBeforeItBegan()
    {
        Gauntlet gauntlet;
        QSignalSpy finished(&gauntlet, &Gauntlet::finished);
        gauntlet.start(quick());
        gauntlet.stop();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(finished.first().first().value<GauntletReport>().cells.size(), std::size_t(42));
    }

    void saysWhatIsWrongWithItsSettings()
    {
        Gauntlet gauntlet;
        QSignalSpy failed(&gauntlet, &Gauntlet::failed);
        GauntletSettings settings;
        settings.run.messagesPerSecond = -1;
        gauntlet.start(settings);
        QTRY_COMPARE(failed.count(), 1);
    }

private:
    [[nodiscard]] GauntletResult at(const QString &name, Column column) const
    {
        const auto &rows = m_report.settings.rows;
        const auto row
            = std::find_if(rows.begin(), rows.end(), [&](const GauntletRow &r) { return r.name == name; });
        return m_report.at(static_cast<std::size_t>(row - rows.begin()), static_cast<std::size_t>(column));
    }

    GauntletReport m_report;
};

QTEST_GUILESS_MAIN(GauntletTest)
#include "tst_gauntlet.moc"

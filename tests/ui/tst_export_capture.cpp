#include "tests/support/test_window.h"
#include "ui/export_capture.h"

#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <algorithm>
#include <optional>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 20'000;

qint64 requestsIn(const Trace &trace)
{
    qint64 requests = 0;
    for (const TraceLog &log : trace.lanes)
        requests += std::ranges::count_if(log.records(), [](const TraceRecord &record) {
            return record.kind == TraceKind::Wire && record.wire.kind == WireRecordKind::Request;
        });
    return requests;
}

qint64 bytesIn(const Trace &trace)
{
    qint64 bytes = 0;
    for (const TraceLog &log : trace.lanes)
        for (const TraceRecord &record : log.records())
            bytes += record.bytes.size();
    return bytes;
}

}

/// What File > Export writes of a run that is going on.
class TestExportCapture : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        m_test = std::make_unique<TestWindow>();
        ExperimentSettings settings;
        settings.messagesPerSecond = 50;
        settings.pollInterval = 100ms;
        settings.delay = 5ms;
        m_test->show(settings);
        QTRY_VERIFY_WITH_TIMEOUT(
            std::ranges::all_of(m_test->snapshot().lanes,
                                [](const LaneSnapshot &lane) { return lane.latency.count >= 20; }),
            patience);
        QVERIFY(m_test->lab.state().trace);
    }

    void cleanupTestCase()
    {
        m_test->lab.stop();
        QTRY_VERIFY_WITH_TIMEOUT(!m_test->lab.isRunning(), patience);
    }

    void theArchiveHoldsEveryRequestOfTheMoment()
    {
        const qint64 requests = requestsIn(*m_test->lab.state().trace);
        QVERIFY(requests > 4);
        const QByteArray file = exported(CaptureFormat::Har, u"a.har"_s);
        const QJsonArray entries = QJsonDocument::fromJson(file).object()[u"log"_s][u"entries"_s].toArray();
        QCOMPARE(entries.size(), requests);
    }

    void theCaptureHoldsEveryByteOfTheMoment()
    {
        const qint64 bytes = bytesIn(*m_test->lab.state().trace);
        const QByteArray file = exported(CaptureFormat::Pcapng, u"a.pcapng"_s);
        QVERIFY(file.startsWith(QByteArray::fromHex("0a0d0d0a")));
        QVERIFY(file.size() > bytes);
        QVERIFY(file.contains("GET /events"));
        QVERIFY(file.contains(toRunCommand(m_test->lab.state().settings).toUtf8()));
    }

    void nothingRecordedIsSaid()
    {
        QTemporaryDir folder;
        std::optional<Result<Done>> result;
        auto *job = new CaptureJob(LabState{}, CaptureFormat::Pcapng, folder.filePath(u"a.pcapng"_s), this);
        connect(job, &CaptureJob::finished, this, [&result](const Result<Done> &r) { result = r; });
        QTRY_VERIFY_WITH_TIMEOUT(result, patience);
        QVERIFY(!*result);
        QVERIFY(!QFile::exists(folder.filePath(u"a.pcapng"_s)));
    }

    void theDialogueSaysThatPayloadsAreInside_data()
    {
        QTest::addColumn<QString>("entry");
        QTest::addColumn<QString>("suffix");
        QTest::newRow("pcapng") << u"Wireshark"_s << u"pcapng"_s;
        QTest::newRow("har") << u"HTTP archive"_s << u"har"_s;
    }

    void theDialogueSaysThatPayloadsAreInside()
    {
        QFETCH(QString, entry);
        QFETCH(QString, suffix);
        QAction *action = nullptr;
        for (QAction *candidate : m_test->window->actions())
            if (candidate->text().remove(u'&').contains(entry))
                action = candidate;
        QVERIFY(action);
        action->trigger();
        auto *dialog = m_test->window->findChild<QFileDialog *>();
        QVERIFY(dialog);
        QVERIFY2(dialog->windowTitle().contains(u"nothing is redacted"), qPrintable(dialog->windowTitle()));
        QVERIFY2(dialog->nameFilters().first().contains(u"payloads inside"),
                 qPrintable(dialog->nameFilters().first()));
        QCOMPARE(dialog->defaultSuffix(), suffix);
        delete dialog;
    }

private:
    QByteArray exported(CaptureFormat format, const QString &name)
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(name));
        std::optional<Result<Done>> result;
        auto *job = new CaptureJob(m_test->lab.state(), format, file.fileName(), this);
        connect(job, &CaptureJob::finished, this, [&result](const Result<Done> &r) { result = r; });
        if (!QTest::qWaitFor([&result] { return result.has_value(); }, patience) || !*result
            || !file.open(QIODevice::ReadOnly))
            return {};
        return file.readAll();
    }

    std::unique_ptr<TestWindow> m_test;
};

QTEST_MAIN(TestExportCapture)

#include "tst_export_capture.moc"

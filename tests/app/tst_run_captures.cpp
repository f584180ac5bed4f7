#include "app/run_captures.h"
#include "tests/support/captured.h"
#include "tests/support/forbidden_folder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray request
    = "GET /poll HTTP/1.0\r\n\r\n"; // names no host: the lane's port is all that is known

void addPoll(RunCaptures &captures)
{
    Captured made;
    TraceRecord opened;
    opened.kind = TraceKind::Opened;
    opened.wire.firstIn = opened.wire.lastOut = Captured::at(0);
    captures.add(TransportKind::ShortPoll, opened);
    TraceRecord asked = made.bytes(WireRecordKind::Request, Direction::Up, 5, request);
    asked.number = 1;
    asked.wire.exchange = 0;
    captures.add(TransportKind::ShortPoll, asked);
}

RunResult resultWithPort(quint16 port)
{
    RunResult result;
    for (const TransportKind kind : allTransportKinds)
        result.snapshot.lanes[indexOf(kind)].kind = kind;
    result.snapshot.lanes[indexOf(TransportKind::ShortPoll)].linkPort = port;
    return result;
}

QString urlIn(const QString &har)
{
    QFile file(har);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject log = QJsonDocument::fromJson(file.readAll())[u"log"_s].toObject();
    return log[u"entries"_s][0][u"request"_s][u"url"_s].toString();
}

QString messageOf(const Result<Done> &result)
{
    return result ? QString() : result.error().message;
}

}

class TestRunCaptures : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    QString file(const QString &name) const { return m_folder->filePath(name); }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void nothingIsWrittenThatNobodyWants()
    {
        RunCaptures captures({}, {});
        QVERIFY(!captures.wanted());
        QVERIFY(captures.prepare());
        QVERIFY(captures.write(resultWithPort(8080)));
    }

    void oneOfThemIsEnoughToCollect()
    {
        QVERIFY(RunCaptures(u"c.pcapng"_s, {}).wanted());
        QVERIFY(RunCaptures({}, u"c.har"_s).wanted());
    }

    void whatIsWantedIsWrittenAndNothingElse()
    {
        RunCaptures captures(file(u"c.pcapng"_s), {});
        QVERIFY(captures.prepare());
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList()); // said, not done
        addPoll(captures);
        QVERIFY(captures.write(resultWithPort(8080)));
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"c.pcapng"_s});
        QFile written(file(u"c.pcapng"_s));
        QVERIFY(written.open(QIODevice::ReadOnly));
        QVERIFY(written.readAll().contains(request));
    }

    void thePortsAreThoseOfTheLanes()
    {
        RunCaptures captures({}, file(u"c.har"_s));
        QVERIFY(captures.prepare());
        addPoll(captures);
        QVERIFY(captures.write(resultWithPort(4711)));
        QCOMPARE(urlIn(file(u"c.har"_s)), u"http://127.0.0.1:4711/poll"_s);
    }

    void whereNothingCanBeWrittenIsSaidBeforehand_data()
    {
        QTest::addColumn<QString>("name"); // below the test's folder
        QTest::addColumn<QString>("why");
        QTest::newRow("no folder") << u"missing/capture"_s << u"there is no folder "_s;
        QTest::newRow("a file for a folder") << u"plain/capture"_s << u"there is no folder "_s;
        QTest::newRow("a folder for a file") << u"sub"_s << u"it is a folder"_s;
    }

    void whereNothingCanBeWrittenIsSaidBeforehand()
    {
        QFETCH(QString, name);
        QFETCH(QString, why);
        QFile plain(file(u"plain"_s));
        QVERIFY(plain.open(QIODevice::WriteOnly) && QDir(m_folder->path()).mkdir(u"sub"_s));
        const QString bad = file(name);
        const QString expected = u"cannot write %1: %2"_s.arg(bad, why);
        const QString good = file(u"good"_s);
        for (const auto &[pcapng, har] : {std::pair(bad, good), std::pair(good, bad)}) {
            const QString message = messageOf(RunCaptures(pcapng, har).prepare());
            QVERIFY2(message.startsWith(expected), qPrintable(message));
        }
    }

    void aFolderWhereWritingIsForbiddenIsSaidBeforehand()
    {
        const ForbiddenFolder folder;
        const QString name = folder.filePath(u"c.har"_s);
        QCOMPARE(messageOf(RunCaptures({}, name).prepare()),
                 u"cannot write %1: permission denied"_s.arg(name));
    }

    void withoutRoomForTheRecordsThereIsNoCapture()
    {
        const QByteArray before = qgetenv("TMPDIR");
        const ForbiddenFolder folder;
        qputenv("TMPDIR", folder.path().toLocal8Bit());
        const QString message = messageOf(RunCaptures(u"/dev/null"_s, {}).prepare());
        before.isNull() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", before);
        QVERIFY2(message.startsWith(u"cannot keep the capture in %1: "_s.arg(folder.path())),
                 qPrintable(message));
    }

    void ifOneCannotBeWrittenTheOtherStillIs()
    {
        RunCaptures noPcapng(u"/dev/full"_s, file(u"c.har"_s));
        QVERIFY(noPcapng.prepare());
        addPoll(noPcapng);
        const QString first = messageOf(noPcapng.write(resultWithPort(8080)));
        QVERIFY2(first.startsWith(u"cannot write /dev/full: "_s), qPrintable(first));
        QCOMPARE(urlIn(file(u"c.har"_s)), u"http://127.0.0.1:8080/poll"_s);

        RunCaptures noHar(file(u"c.pcapng"_s), u"/dev/full"_s);
        QVERIFY(noHar.prepare());
        addPoll(noHar);
        const QString second = messageOf(noHar.write(resultWithPort(8080)));
        QVERIFY2(second.startsWith(u"cannot write /dev/full: "_s), qPrintable(second));
        QVERIFY(QFileInfo(file(u"c.pcapng"_s)).size() > request.size());
    }

    void aFolderThatIsTakenAwayMeanwhileIsSaidAtTheEnd()
    {
        const QString name = file(u"sub/c.pcapng"_s);
        QVERIFY(QDir(m_folder->path()).mkdir(u"sub"_s));
        RunCaptures captures(name, {});
        QVERIFY(captures.prepare());
        QVERIFY(QDir(m_folder->path()).rmdir(u"sub"_s));
        const QString message = messageOf(captures.write(resultWithPort(8080)));
        QVERIFY2(message.startsWith(u"cannot write %1: "_s.arg(name)), qPrintable(message));
    }

    void aRunWithoutRecordsIsACaptureWithoutPackets()
    {
        RunCaptures captures({}, file(u"c.har"_s));
        QVERIFY(captures.prepare());
        QVERIFY(captures.write(resultWithPort(8080)));
        QFile written(file(u"c.har"_s));
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QJsonDocument har = QJsonDocument::fromJson(written.readAll());
        QVERIFY(har[u"log"_s][u"entries"_s].isArray() && har[u"log"_s][u"entries"_s].toArray().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRunCaptures)
#include "tst_run_captures.moc"

#include "tests/support/programs.h"

#include <QDate>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patience = 30'000;
/// The port that the brief's servers know, and no other.
constexpr quint16 briefPort = 8080;

QString source(const QString &path)
{
    return QStringLiteral(SOURCE_ROOT) + u'/' + path;
}

QString sample(const QString &file)
{
    return source(u"resources/teach/code/"_s + file);
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// What curl is answered when it asks for a WebSocket from a page of another site.
QByteArray statusForForeignSite(const QString &url)
{
    return programs::run(programs::find("curl"),
                         {u"-s"_s, u"-o"_s, u"/dev/null"_s, u"-w"_s, u"%{http_code}"_s, u"--max-time"_s,
                          u"5"_s, u"-H"_s, u"Connection: Upgrade"_s, u"-H"_s, u"Upgrade: websocket"_s,
                          u"-H"_s, u"Sec-WebSocket-Version: 13"_s, u"-H"_s,
                          u"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="_s, u"-H"_s,
                          u"Origin: http://elsewhere.example"_s, url})
        .out;
}

/// The origin that a server names in its first line; empty if it does not.
QString listeningOrigin(QProcess &server)
{
    if (!QTest::qWaitFor([&] { return server.canReadLine(); }, patience))
        return {};
    const QByteArray line = server.readLine().trimmed();
    return line.startsWith("listening on ") ? QString::fromLatin1(line.mid(13)) : QString();
}

bool portIsFree()
{
    return QTcpServer().listen(QHostAddress::Any, briefPort);
}

bool answers(const QString &address)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(address), briefPort);
    return socket.waitForConnected(1000);
}

} // namespace

/// What goes wrong with the Go code of the brief, word for word as it is: measured, and the same as what the
/// page *Code* says was measured. With PUSHSCOPE_RECORD_OUTCOMES set, what is measured now is stored for the
/// page.
class TestGoFaults : public QObject
{
    Q_OBJECT

    QTemporaryDir m_workspace;
    QJsonObject m_measured; ///< outcomes by name
    QByteArray m_said;

    [[nodiscard]] QString go() const { return go_tools::program(); }

    /// One package: a test of ours beside the files it is about.
    void stage(const QString &package, const QString &test, const QByteArray &program)
    {
        const QString folder = m_workspace.filePath(u"src/"_s + package);
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(write(folder + u"/program.go"_s, program));
        QVERIFY(write(folder + u'/' + test, read(source(u"tests/integration/go/"_s + test))));
    }

    [[nodiscard]] QJsonObject counts(const QString &outcome) const
    {
        return m_measured[outcome]["counts"_L1].toObject();
    }
    [[nodiscard]] double figure(const QString &outcome, const QString &name) const
    {
        return m_measured[outcome]["figures"_L1][name].toDouble(-1);
    }
    void measure(const QString &outcome, const QJsonObject &values)
    {
        m_measured[outcome] = QJsonObject{{u"counts"_s, values}};
    }
    /// Builds one sample; empty: it does not compile.
    QString build(const QString &file)
    {
        const QString program = m_workspace.filePath(file.chopped(3));
        const programs::Finished built = programs::run(go(), {u"build"_s, u"-o"_s, program, sample(file)}, {},
                                                       go_tools::environment(QStringLiteral(SOURCE_ROOT)));
        return built.exitCode == 0 ? program : QString();
    }

private slots:
    void initTestCase()
    {
        if (go().isEmpty())
            QSKIP("go is not installed (scripts/test installs golang-go): what goes wrong is not measured");
        stage(u"brief/websocket"_s, u"brief_websocket_test.go"_s, read(sample(u"brief-websocket.go"_s)));
        stage(u"brief/sse"_s, u"brief_sse_test.go"_s, read(sample(u"brief-sse.go"_s)));
        stage(u"brief/longpoll"_s, u"brief_long_poll_test.go"_s,
              read(sample(u"brief-long-poll-main.go"_s)) + read(sample(u"brief-long-poll.go"_s)));
        stage(u"ours/sse"_s, u"sse_test.go"_s, read(sample(u"sse.go"_s)));
        stage(u"ours/longpoll"_s, u"long_poll_test.go"_s, read(sample(u"long-poll.go"_s)));
        const programs::Finished tested = programs::run(
            go(), {u"test"_s, u"-v"_s, u"-count=1"_s, u"-timeout"_s, u"60s"_s, u"brief/..."_s, u"ours/..."_s},
            {}, go_tools::environment(QStringLiteral(SOURCE_ROOT), m_workspace.path()));
        QVERIFY2(tested.exitCode == 0, (tested.out.right(4000) + tested.err).constData());
        for (const QByteArray &line : tested.out.split('\n'))
            if (line.startsWith("outcome ")) {
                const QList<QByteArray> words = line.split(' ');
                m_measured[QString::fromLatin1(words.at(1))] = QJsonDocument::fromJson(words.at(2)).object();
            }
    }

    void oneChannelHandsEachMessageToOneClient()
    {
        const QJsonObject brief = counts(u"one-channel"_s);
        QCOMPARE(brief["messages"_L1], 20);
        QCOMPARE(brief["reached_one"_L1], 20);
        QCOMPARE(brief["reached_both"_L1], 0);
        QCOMPARE(counts(u"one-log"_s)["reached_both"_L1], 20);
    }

    void aLongPollThatNobodyWaitsForTakesAMessage()
    {
        const QJsonObject taken = counts(u"taken-along"_s);
        QVERIFY(taken["messages"_L1].toInt() > 0);
        QCOMPARE(taken["lost"_L1], taken["messages"_L1]);
    }

    void betweenTwoPollsAMessageIsLostOrItsSenderWaits()
    {
        const QJsonObject between = counts(u"between-polls"_s);
        QVERIFY(between["messages"_L1].toInt() > 0);
        QCOMPARE(between["lost"_L1], between["messages"_L1]);
        QCOMPARE(between["waited"_L1], between["messages"_L1]);
    }

    void timeAfterKeepsATimerForEachAnswer()
    {
        QCOMPARE(counts(u"timers"_s)["timers_stay"_L1], true);
        QVERIFY(figure(u"timers"_s, u"bytes_each"_s) > 100);
    }

    void sseGoesOnWritingAfterTheClientHasLeft()
    {
        QCOMPARE(counts(u"gone-client"_s)["written_before"_L1], 1);
        QCOMPARE(counts(u"gone-client"_s)["written_after"_L1], 9);
        QVERIFY(figure(u"gone-client"_s, u"ran_on_s"_s) > 9);
        QCOMPARE(counts(u"gone-client-ours"_s)["returned_at_once"_L1], true);
    }

    void sseBeginsAgainForAClientThatComesBack()
    {
        QCOMPARE(counts(u"no-replay"_s)["events"_L1], 10);
        QCOMPARE(counts(u"no-replay"_s)["ids"_L1], 0);
        QCOMPARE(counts(u"no-replay"_s)["begins_again"_L1], true);
    }

    void webSocketAdmitsEverySiteAndEverySize()
    {
        QCOMPARE(counts(u"every-site"_s)["status"_L1], 101);
        QCOMPARE(counts(u"every-site"_s)["default_status"_L1], 403);
        QCOMPARE(counts(u"any-size"_s)["mebibytes"_L1], 32);
        QCOMPARE(counts(u"any-size"_s)["came_back"_L1], true);
    }

    void theLaboratoryAndOurGoServerRefuseAForeignSite()
    {
        QProcess lab, ours;
        lab.start(QStringLiteral(PROGRAM), {u"serve"_s, u"--listen"_s, u"127.0.0.1:0"_s});
        ours.start(build(u"websocket.go"_s), {u"-listen"_s, u"127.0.0.1:0"_s});
        const QByteArray byLab = statusForForeignSite(listeningOrigin(lab) + u"/ws"_s);
        const QByteArray byOurs = statusForForeignSite(listeningOrigin(ours) + u"/ws"_s);
        for (QProcess *server : {&lab, &ours}) {
            server->terminate();
            QVERIFY(server->waitForFinished(patience));
        }
        QCOMPARE(byLab, "403");
        QCOMPARE(byOurs, "403");
        measure(u"every-site-refused"_s,
                {{u"lab_status"_s, byLab.toInt()}, {u"our_status"_s, byOurs.toInt()}});
    }

    void aTakenPortEndsItWithoutAWord()
    {
        // The laboratory has it, as it has while the page is read; or another program, which is the same
        // here.
        QProcess lab;
        lab.start(QStringLiteral(PROGRAM), {u"serve"_s, u"--listen"_s, u"127.0.0.1:8080"_s});
        QTRY_VERIFY_WITH_TIMEOUT(lab.canReadLine() || lab.state() == QProcess::NotRunning, patience);
        for (const QString &file : {u"brief-sse.go"_s, u"brief-websocket.go"_s}) {
            const programs::Finished ended = programs::run(build(file), {});
            QCOMPARE(ended.exitCode, 0);
            QCOMPARE(ended.out + ended.err, QByteArray());
        }
        lab.terminate();
        QVERIFY(lab.state() == QProcess::NotRunning || lab.waitForFinished(patience));
        measure(u"port-taken"_s, {{u"servers"_s, 2}, {u"exit_code"_s, 0}, {u"bytes_said"_s, 0}});
    }

    void itListensOnEveryAddress()
    {
        if (!QTest::qWaitFor(&portIsFree, patience))
            QSKIP("another program has port 8080, the only one that the brief's servers know");
        for (const QString &file : {u"brief-sse.go"_s, u"brief-websocket.go"_s}) {
            QProcess server;
            server.start(build(file), {});
            QTRY_VERIFY_WITH_TIMEOUT(answers(u"127.0.0.1"_s), patience);
            // Another address of this machine, as one on its network would be.
            const bool everywhere = answers(u"127.0.0.2"_s);
            server.kill();
            QVERIFY(server.waitForFinished(patience));
            QVERIFY(everywhere);
        }
        measure(u"every-address"_s, {{u"servers"_s, 2}, {u"answers_elsewhere"_s, true}});
    }

    void thePageSaysWhatIsMeasured()
    {
        const QString path = sample(u"outcomes.json"_s);
        if (qEnvironmentVariableIsSet("PUSHSCOPE_RECORD_OUTCOMES"))
            QVERIFY(write(path, record()));
        const QJsonObject stored = QJsonDocument::fromJson(read(path)).object();
        QCOMPARE(stored["schema"_L1], u"pushscope.go-outcomes/1"_s);
        QVERIFY(QDate::fromString(stored["measured_on"_L1].toString(), Qt::ISODate).isValid());
        const QJsonObject outcomes = stored["outcomes"_L1].toObject();
        QStringList missing = outcomes.keys();
        for (const QString &name : m_measured.keys()) {
            const QJsonObject before = outcomes[name].toObject();
            QVERIFY2(before["counts"_L1].toObject() == counts(name), qPrintable(name));
            const QJsonObject figures = before["figures"_L1].toObject();
            for (const QString &key : figures.keys()) {
                const double was = figures[key].toDouble();
                QVERIFY2(std::abs(figure(name, key) - was) <= std::max(1.0, was / 2), qPrintable(name));
            }
            missing.removeOne(name);
        }
        missing.removeOne(u"every-address"_s); // where port 8080 was taken
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u' ')));
    }

private:
    [[nodiscard]] QByteArray record() const
    {
        const QString version = QString::fromLatin1(
            programs::run(go(), {u"env"_s, u"GOVERSION"_s}).out.trimmed().replace("go", ""));
        const QByteArray gorilla
            = programs::run(programs::find("dpkg-query"),
                            {u"-W"_s, u"-f=${Version}"_s, u"golang-github-gorilla-websocket-dev"_s})
                  .out;
        return QJsonDocument(
                   QJsonObject{{u"schema"_s, u"pushscope.go-outcomes/1"_s},
                               {u"measured_on"_s, QDate::currentDate().toString(Qt::ISODate)},
                               {u"go"_s, version},
                               {u"gorilla_websocket"_s, QString::fromLatin1(gorilla).section(u'-', 0, 0)},
                               {u"outcomes"_s, m_measured}})
            .toJson();
    }
};

QTEST_GUILESS_MAIN(TestGoFaults)
#include "tst_go_faults.moc"

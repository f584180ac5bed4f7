#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patience = 60'000;

QString support(const QString &file)
{
    return QStringLiteral(PUSHSCOPE_SUPPORT) + u'/' + file;
}

} // namespace

/// `pushscope serve` against clients that we did not write: curl, Python's websockets, node's ws and
/// eventsource, Chromium.
class TestForeignClients : public QObject
{
    Q_OBJECT

    QProcess m_server;
    QString m_origin;

    struct Finished
    {
        int exitCode = -1;
        QByteArray out, err;
    };

    Finished run(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.start(program, arguments);
        Finished finished;
        if (!process.waitForFinished(patience)) {
            process.kill();
            process.waitForFinished();
        } else if (process.exitStatus() == QProcess::NormalExit) {
            finished.exitCode = process.exitCode();
        }
        finished.out = process.readAllStandardOutput();
        finished.err = process.readAllStandardError();
        return finished;
    }

    /// A missing client is a failure: scripts/test installs them all.
    static QString need(const QString &program) { return QStandardPaths::findExecutable(program); }

    static bool consecutive(const QJsonArray &ids)
    {
        for (qsizetype i = 1; i < ids.size(); ++i)
            if (ids.at(i).toInteger() != ids.at(i - 1).toInteger() + 1)
                return false;
        return !ids.isEmpty();
    }

private slots:
    void init()
    {
        m_server.start(QStringLiteral(PUSHSCOPE_PROGRAM),
                       {u"serve"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--rate"_s, u"20"_s, u"--arrivals"_s,
                        u"steady"_s});
        QByteArray line;
        QTRY_VERIFY_WITH_TIMEOUT(m_server.canReadLine(), patience);
        line = m_server.readLine().trimmed();
        QVERIFY2(line.startsWith("listening on http://127.0.0.1:"), line.constData());
        m_origin = QString::fromLatin1(line.mid(13));
    }

    void cleanup()
    {
        m_server.terminate();
        QVERIFY(m_server.waitForFinished(patience));
        QCOMPARE(m_server.exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_server.exitCode(), 0);
    }

    void curlPollsLongPollsAndPublishes()
    {
        const QString curl = need(u"curl"_s);
        QVERIFY(!curl.isEmpty());
        const Finished posted = run(curl, {u"-sS"_s, u"-d"_s, u"hello"_s, m_origin + u"/messages"_s});
        QVERIFY2(QJsonDocument::fromJson(posted.out).object().value(u"id"_s).toInteger() > 0,
                 posted.out.constData());
        const Finished polled = run(curl, {u"-sS"_s, m_origin + u"/poll?after=0"_s});
        const QJsonObject answer = QJsonDocument::fromJson(polled.out).object();
        QVERIFY2(!answer.value(u"messages"_s).toArray().isEmpty(), polled.out.constData());
        const Finished held = run(curl, {u"-sS"_s, m_origin + u"/long-poll?after=now&timeout=10"_s});
        QCOMPARE(QJsonDocument::fromJson(held.out).object().value(u"messages"_s).toArray().size(), 1);
    }

    void curlStreamsEvents()
    {
        const Finished streamed
            = run(need(u"curl"_s), {u"-sSN"_s, u"--max-time"_s, u"2"_s, m_origin + u"/events"_s});
        QCOMPARE(streamed.exitCode, 28); // curl's own time limit ended it, not the server
        QVERIFY2(streamed.out.startsWith("retry:"), streamed.out.constData());
        QVERIFY2(streamed.out.count("data: {\"id\":") >= 5, streamed.out.constData());
        QVERIFY(!streamed.out.contains("event:"));
    }

    void pythonsWebsocketsAgrees()
    {
        m_server.terminate();
        QVERIFY(m_server.waitForFinished(patience));
        // Without a schedule, so that only its own messages come.
        m_server.start(QStringLiteral(PUSHSCOPE_PROGRAM), {u"serve"_s, u"--listen"_s, u"127.0.0.1:0"_s});
        QTRY_VERIFY_WITH_TIMEOUT(m_server.canReadLine(), patience);
        const QString origin
            = QString::fromLatin1(m_server.readLine().trimmed().mid(13)).replace(0, 4, u"ws"_s);
        // Debian's own Python has the package python3-websockets.
        const Finished result
            = run(u"/usr/bin/python3"_s, {support(u"clients/websocket_client.py"_s), origin});
        QVERIFY2(result.exitCode == 0 && result.out.trimmed() == "ok", result.err.constData());
    }

    void nodesWsReceivesInOrder()
    {
        const QString node = need(u"node"_s);
        QVERIFY(!node.isEmpty());
        const QString url = QString(m_origin).replace(0, 4, u"ws"_s) + u"/ws?after=0"_s;
        const Finished result = run(node, {support(u"clients/ws_client.js"_s), url, u"40"_s});
        QVERIFY2(result.exitCode == 0, result.err.constData());
        const QJsonObject said = QJsonDocument::fromJson(result.out).object();
        QVERIFY2(consecutive(said.value(u"ids"_s).toArray()), result.out.constData());
        QCOMPARE(said.value(u"code"_s).toInt(), 1000);
    }

    void nodesEventSourceReceivesInOrder()
    {
        const Finished result = run(
            need(u"node"_s), {support(u"clients/sse_client.js"_s), m_origin + u"/events?after=0"_s, u"40"_s});
        QVERIFY2(result.exitCode == 0, result.err.constData());
        QVERIFY2(consecutive(QJsonDocument::fromJson(result.out).object().value(u"ids"_s).toArray()),
                 result.out.constData());
    }

    void chromiumReceivesOnAllFour()
    {
        const QString chromium = need(u"chromium"_s);
        QVERIFY(!chromium.isEmpty());
        const QTemporaryDir profile;
        const Finished result
            = run(need(u"node"_s),
                  {support(u"clients/browser_client.js"_s), chromium, profile.path(), m_origin + u"/"_s});
        QVERIFY2(result.exitCode == 0, result.err.constData());
        const QJsonObject counts = QJsonDocument::fromJson(result.out).object();
        for (const QString &name : {u"short-poll"_s, u"long-poll"_s, u"sse"_s, u"websocket"_s})
            QVERIFY2(counts.value(name).toInt() > 0, result.out.constData());
    }

    void chromiumsEventSourceGetsThroughARestartWithoutAGap()
    {
        QProcess lab;
        QStringList arguments{u"run"_s,    u"--transports"_s, u"sse"_s, u"--rate"_s, u"10"_s, u"--arrivals"_s,
                              u"steady"_s, u"--duration"_s,   u"60s"_s, u"--json"_s, u"-"_s};
        // Often enough that one comes soon after the browser is there.
        for (int second = 6; second < 60; second += 6)
            arguments << u"--fault"_s << u"at=%1s,kind=restart,for=1s"_s.arg(second);
        lab.start(QStringLiteral(PUSHSCOPE_PROGRAM), arguments);
        QByteArray said;
        QTRY_VERIFY_WITH_TIMEOUT((said += lab.readAllStandardError()).contains(" has this lane's"), patience);
        const QString origin
            = QString::fromUtf8(said.mid(said.indexOf("http://"))).section(u' ', 0, 0).trimmed();
        const QTemporaryDir profile;
        const Finished result = run(
            need(u"node"_s),
            {support(u"clients/restart_client.js"_s), need(u"chromium"_s), profile.path(), origin, u"20"_s});
        lab.terminate();
        QVERIFY(lab.waitForFinished(patience));
        QCOMPARE(lab.exitCode(), 130);
        QVERIFY2(result.exitCode == 0, result.err.constData());
        const QJsonObject seen = QJsonDocument::fromJson(result.out).object();
        QVERIFY2(consecutive(seen.value(u"ids"_s).toArray()), result.out.constData());
    }
};

QTEST_GUILESS_MAIN(TestForeignClients)
#include "tst_foreign_clients.moc"

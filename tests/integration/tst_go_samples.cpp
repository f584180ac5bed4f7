#include "tests/support/programs.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patience = 30'000;

QString sample(const QString &file)
{
    return QStringLiteral(SOURCE_ROOT "/resources/teach/code/") + file;
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

programs::Finished curl(const QStringList &arguments)
{
    return programs::run(programs::find("curl"), QStringList{u"-sS"_s, u"--max-time"_s, u"20"_s} + arguments);
}

/// A server that names its origin in its first line: the laboratory's, or one of the samples.
class Server
{
public:
    Server(QString program, QStringList arguments, QString listen)
        : m_program(std::move(program))
        , m_arguments(std::move(arguments))
        , m_listen(std::move(listen))
    {
        start(u"127.0.0.1:0"_s);
    }
    ~Server() { end(); }
    Q_DISABLE_COPY_MOVE(Server)

    /// Ends without a word to its clients, and comes back on the same port with nothing in its log.
    void restart()
    {
        end();
        start(m_origin.mid(7));
    }
    [[nodiscard]] QString origin() const { return m_origin; }
    [[nodiscard]] bool publish(const QString &text) const
    {
        const programs::Finished posted = curl(
            {u"-o"_s, u"/dev/null"_s, u"-w"_s, u"%{http_code}"_s, u"-d"_s, text, m_origin + u"/messages"_s});
        return posted.out == "201";
    }

private:
    void start(const QString &address)
    {
        m_process.start(m_program, m_arguments + QStringList{m_listen, address});
        m_origin.clear();
        if (!QTest::qWaitFor([this] { return m_process.canReadLine(); }, patience))
            return;
        const QByteArray line = m_process.readLine().trimmed();
        if (line.startsWith("listening on "))
            m_origin = QString::fromLatin1(line.mid(13));
    }
    void end()
    {
        m_process.kill();
        m_process.waitForFinished(patience);
    }

    QString m_program;
    QStringList m_arguments;
    QString m_listen;
    QString m_origin;
    QProcess m_process;
};

/// One of the browser's clients in a Chromium of its own.
class Browser
{
public:
    Browser(const QString &origin, const QString &file)
    {
        m_process.start(programs::find("node"),
                        {QStringLiteral(SOURCE_ROOT "/tests/support/clients/sample_client.js"),
                         programs::find("chromium"), m_profile.path(), origin, sample(file)});
    }
    ~Browser()
    {
        m_process.closeWriteChannel(); // it ends the browser, then itself
        if (!m_process.waitForFinished(patience))
            m_process.kill();
        m_process.waitForFinished(patience);
    }
    Q_DISABLE_COPY_MOVE(Browser)

    /// "ID DATA" of every message so far.
    const QStringList &lines()
    {
        while (m_process.canReadLine())
            m_lines << QString::fromUtf8(m_process.readLine()).trimmed();
        return m_lines;
    }
    /// Runs JavaScript on its page.
    void evaluate(const QByteArray &script) { m_process.write(script + '\n'); }
    [[nodiscard]] QByteArray errors() { return m_process.readAllStandardError(); }

private:
    QTemporaryDir m_profile;
    QProcess m_process;
    QStringList m_lines;
};

/// Status and body of an answer, `t` left out.
QString asked(const QString &url)
{
    const QByteArray answer = curl({u"-w"_s, u"\n%{http_code}"_s, url}).out.trimmed();
    const qsizetype end = answer.lastIndexOf('\n');
    const QString status = QString::fromLatin1(answer.mid(end + 1));
    QJsonObject body = QJsonDocument::fromJson(answer.first(std::max<qsizetype>(end, 0))).object();
    QJsonArray messages;
    for (const QJsonValue message : body.value(u"messages"_s).toArray()) {
        QJsonObject each = message.toObject();
        each.remove(u"t"_s);
        messages << each;
    }
    if (body.contains(u"messages"_s))
        body[u"messages"_s] = messages;
    body.remove(u"error"_s);
    return status + u' ' + QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact));
}

/// What a stream brings up to message 2, without the parts that may differ: comments, ids alone, t.
QString streamed(const QString &url, const QStringList &headers)
{
    QProcess stream;
    stream.start(programs::find("curl"), QStringList{u"-sSN"_s, u"--max-time"_s, u"20"_s, url} + headers);
    QByteArray bytes;
    const bool came = QTest::qWaitFor(
        [&] { return (bytes += stream.readAllStandardOutput()).contains("data: {\"id\":2"); }, patience);
    stream.kill();
    stream.waitForFinished(patience);
    if (!came)
        return u"no message 2 from "_s + url;
    QStringList kept;
    for (const QByteArray &event : bytes.split('\n'))
        if (!event.isEmpty() && !event.startsWith(':'))
            kept << QString::fromUtf8(event).section(u",\"t\""_s, 0, 0);
    return kept.join(u'\n');
}

} // namespace

/// The servers and browser clients of the page *Code*: they compile, speak the laboratory's contract, and
/// bring every message through a restart.
class TestGoSamples : public QObject
{
    Q_OBJECT

    QTemporaryDir m_built;

    static programs::Finished go(const QStringList &arguments)
    {
        return programs::run(go_tools::program(), arguments, {},
                             go_tools::environment(QStringLiteral(SOURCE_ROOT)));
    }
    [[nodiscard]] QString program(const QString &name) const { return m_built.filePath(name); }
    [[nodiscard]] std::unique_ptr<Server> lab() const
    {
        return std::make_unique<Server>(QStringLiteral(PROGRAM), QStringList{u"serve"_s}, u"--listen"_s);
    }
    [[nodiscard]] std::unique_ptr<Server> goServer(const QString &name) const
    {
        if (!QFile::exists(program(name)))
            go({u"build"_s, u"-o"_s, program(name), sample(name + u".go"_s)});
        return std::make_unique<Server>(program(name), QStringList{}, u"-listen"_s);
    }

private slots:
    void initTestCase()
    {
        if (go_tools::program().isEmpty())
            QSKIP("go is not installed (scripts/test installs golang-go): the samples are not compiled");
    }

    void everyServerCompilesAndIsVetted_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("files");
        QTest::addColumn<bool>("ours");
        for (const QString &name : {u"short-poll"_s, u"long-poll"_s, u"sse"_s, u"websocket"_s})
            QTest::addRow("%s", qPrintable(name)) << name << QStringList{name + u".go"_s} << true;
        for (const QString &name : {u"brief-sse"_s, u"brief-websocket"_s})
            QTest::addRow("%s", qPrintable(name)) << name << QStringList{name + u".go"_s} << false;
        QTest::newRow("brief-long-poll")
            << u"brief-long-poll"_s << QStringList{u"brief-long-poll-main.go"_s, u"brief-long-poll.go"_s}
            << false;
    }

    void everyServerCompilesAndIsVetted()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, files);
        QFETCH(bool, ours);
        QString path = sample(files.first());
        if (files.size() > 1) { // a fragment, and what makes it a program
            path = program(u"program.go"_s);
            QFile whole(path);
            QVERIFY(whole.open(QIODevice::WriteOnly));
            for (const QString &file : files)
                whole.write(read(sample(file)));
        }
        const programs::Finished built = go({u"build"_s, u"-o"_s, program(name), path});
        QVERIFY2(built.exitCode == 0, built.err.constData());
        const programs::Finished vetted = go({u"vet"_s, path});
        QVERIFY2(vetted.exitCode == 0, vetted.err.constData());
        if (ours)
            QCOMPARE(programs::run(programs::find("gofmt"), {u"-l"_s, path}).out, QByteArray());
    }

    void theBriefsCodeIsWordForWord_data()
    {
        QTest::addColumn<QByteArray>("sha256");
        QTest::newRow("brief-websocket.go")
            << QByteArray("0d4115eb893db9606cb2b91666a1b6ef14eef3735f1400b62044bb204e9c1e81");
        QTest::newRow("brief-sse.go")
            << QByteArray("8209b03473110821711c3d2fe4a1f564cb88fbed04b15edc921d3c9a2540d17e");
        QTest::newRow("brief-long-poll.go")
            << QByteArray("899278c5d7af7ece990b4287a0028c5ae58d9c249c4e83e2e445ff92a483cf58");
    }

    void theBriefsCodeIsWordForWord()
    {
        QFETCH(QByteArray, sha256);
        const QByteArray code = read(sample(QString::fromLatin1(QTest::currentDataTag())));
        QCOMPARE(QCryptographicHash::hash(code, QCryptographicHash::Sha256).toHex(), sha256);
    }

    void pollsAreAnsweredAsByTheLaboratory_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("path");
        QTest::newRow("short-poll") << u"short-poll"_s << u"/poll?timeout=0"_s;
        QTest::newRow("long-poll") << u"long-poll"_s << u"/long-poll?timeout=0"_s;
    }

    void pollsAreAnsweredAsByTheLaboratory()
    {
        QFETCH(QString, name);
        QFETCH(QString, path);
        const auto theirs = lab();
        const auto ours = goServer(name);
        const auto same = [&](const QString &cursor) {
            const QString expected = asked(theirs->origin() + path + cursor);
            const QString got = asked(ours->origin() + path + cursor);
            return got == expected ? expected : u"%1 differs from %2"_s.arg(got, expected);
        };
        QCOMPARE(same(u"&after=0"_s), u"204 {}"_s);
        QCOMPARE(same(u"&after=now"_s), u"200 {\"last\":0,\"messages\":[]}"_s);
        QCOMPARE(same(u"&after=7"_s), u"200 {\"last\":0,\"messages\":[],\"restarted\":true}"_s);
        for (const QString &text : {u"one"_s, u"<two> & \"three\"\n"_s}) {
            QVERIFY(theirs->publish(text));
            QVERIFY(ours->publish(text));
        }
        QVERIFY(same(QString()).startsWith("200 {\"last\":2,\"messages\":[{\"data\":\"one\",\"id\":1}"_L1));
        QVERIFY(same(u"&after=1"_s).startsWith("200 {\"last\":2,\"messages\":[{\"data\":\"<two> & "_L1));
        QCOMPARE(same(u"&after=2"_s), u"204 {}"_s);
        QCOMPARE(same(u"&after=now"_s), u"200 {\"last\":2,\"messages\":[]}"_s);
        QVERIFY(same(u"&after=9"_s).endsWith("\"restarted\":true}"_L1));
        QCOMPARE(same(u"&after=x"_s), u"400 {}"_s);
        QCOMPARE(same(u"&after=-1"_s), u"400 {}"_s);
    }

    void aLongPollIsHeldUntilAMessageComes()
    {
        const auto server = goServer(u"long-poll"_s);
        QProcess held;
        held.start(programs::find("curl"), {u"-sS"_s, server->origin() + u"/long-poll?timeout=20&after=0"_s});
        QVERIFY(held.waitForStarted(patience));
        QVERIFY(server->publish(u"hello"_s));
        QVERIFY(held.waitForFinished(patience));
        QVERIFY(held.readAllStandardOutput().contains("\"data\":\"hello\""));
    }

    void streamsAreServedAsByTheLaboratory()
    {
        const auto theirs = lab();
        const auto ours = goServer(u"sse"_s);
        for (const QString &text : {u"one"_s, u"two\nlines"_s}) {
            QVERIFY(theirs->publish(text));
            QVERIFY(ours->publish(text));
        }
        const auto same = [&](const QString &after, const QStringList &headers = {}) {
            const QString expected = streamed(theirs->origin() + u"/events?after="_s + after, headers);
            const QString got = streamed(ours->origin() + u"/events?after="_s + after, headers);
            return got == expected ? expected : u"%1\n-- differs from --\n%2"_s.arg(got, expected);
        };
        QCOMPARE(same(u"0"_s), u"retry: 2000\nid: 1\ndata: {\"id\":1\nid: 2\ndata: {\"id\":2"_s);
        QCOMPARE(same(u"0"_s, {u"-H"_s, u"Last-Event-ID: 1"_s}), u"retry: 2000\nid: 2\ndata: {\"id\":2"_s);
        QCOMPARE(same(u"9"_s),
                 u"retry: 2000\nevent: restarted\ndata: {\"restarted\":true}\nid: 1\ndata: {\"id\":1\n"
                 "id: 2\ndata: {\"id\":2"_s);
    }

    void whatHasLeftTheLogIsTold()
    {
        const auto server = goServer(u"short-poll"_s);
        // One connection for all of them.
        const programs::Finished posted = curl({u"-o"_s, u"/dev/null"_s, u"-w"_s, u"%{http_code} "_s, u"-d"_s,
                                                u"m"_s, server->origin() + u"/messages?[1-1005]"_s});
        QCOMPARE(posted.out.count("201"), 1005);
        const QString answer = asked(server->origin() + u"/poll?after=2"_s);
        QVERIFY2(answer.contains(u"\"missed\":3"_s), qPrintable(answer.right(60)));
        QCOMPARE(answer.count(u"\"id\":"_s), 1000);
    }

    void chromiumReceivesEveryMessageThroughARestart_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("byLab");
        for (const QString &name : {u"short-poll"_s, u"long-poll"_s, u"sse"_s, u"websocket"_s}) {
            QTest::addRow("%s from the laboratory", qPrintable(name)) << name << true;
            QTest::addRow("%s from Go", qPrintable(name)) << name << false;
        }
    }

    void chromiumReceivesEveryMessageThroughARestart()
    {
        QFETCH(QString, name);
        QFETCH(bool, byLab);
        const auto server = byLab ? lab() : goServer(name);
        QVERIFY(!server->origin().isEmpty());
        Browser browser(server->origin(), name + u".js"_s);
        // The client begins with what comes from now on, and nobody tells when that is.
        int published = 0;
        const auto publish = [&] { return server->publish(u"m%1"_s.arg(++published)); };
        const auto receivesOne = [&] { return publish() && !browser.lines().isEmpty(); };
        QVERIFY2(QTest::qWaitFor(receivesOne, patience), browser.errors().constData());
        // More than the new server will have when the client is back: an id above its last tells of the
        // restart.
        while (published < 6)
            QVERIFY(publish());
        const auto upToDate = [&] { return browser.lines().last().endsWith(u" m%1"_s.arg(published)); };
        QTRY_VERIFY_WITH_TIMEOUT(upToDate(), patience);

        server->restart();
        QVERIFY(!server->origin().isEmpty());
        for (int i = 0; i < 3; ++i)
            QVERIFY(publish());
        QTRY_VERIFY2_WITH_TIMEOUT(upToDate(), qPrintable(browser.lines().join(u'\n')), patience);
        // Both ways where there are two.
        if (name == u"websocket")
            browser.evaluate("send('m" + QByteArray::number(++published) + "')");
        else
            QVERIFY(publish());
        QTRY_VERIFY_WITH_TIMEOUT(upToDate(), patience);

        const int first = browser.lines().first().section(u" m"_s, 1).toInt();
        QCOMPARE(browser.lines().size(), published - first + 1);
        for (int i = 0; i < browser.lines().size(); ++i) {
            // The ids begin again with the new server.
            const int data = first + i;
            const int id = data <= published - 4 ? data : data - (published - 4);
            QCOMPARE(browser.lines().at(i), u"%1 m%2"_s.arg(id).arg(data));
        }
    }
};

QTEST_GUILESS_MAIN(TestGoSamples)
#include "tst_go_samples.moc"

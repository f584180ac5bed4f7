#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 60'000;

struct Outcome
{
    int code = -1;
    QByteArray out;
    QByteArray err;
};

Outcome outcome(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    const bool over = QTest::qWaitFor(
        [&] { return process.state() == QProcess::NotRunning && process.error() != QProcess::Timedout; },
        patienceMs);
    const bool normal = over && process.error() == QProcess::UnknownError;
    return {normal ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

/// What tshark finds in a lane of a capture.
struct Lane
{
    qint64 requests = 0;
    qint64 responses = 0;
    qint64 frames = 0, masked = 0;
    qint64 echoes = 0; ///< frames that comments call so, up or down
    qint64 up = 0, down = 0; ///< bytes of TCP payload
    qint64 messages = 0; ///< that comments of what came down name
};

/// "message 141", "messages 121 to 140"; nothing else comes from a run without losses.
qint64 messagesIn(const QString &comment)
{
    static const QRegularExpression range(u"messages (\\d+) to (\\d+)"_s), one(u"message \\d+"_s);
    if (const auto match = range.match(comment); match.hasMatch())
        return match.captured(2).toLongLong() - match.captured(1).toLongLong() + 1;
    return one.match(comment).hasMatch() ? 1 : 0;
}

QStringList checked(const QString &file)
{
    return {u"-r"_s, file, u"-o"_s, u"tcp.check_checksum:TRUE"_s, u"-o"_s, u"ip.check_checksum:TRUE"_s};
}

/// By interface.
QMap<QString, Lane> lanesOf(const QString &file, const QStringList &preferences = {})
{
    QStringList arguments = checked(file) + preferences + QStringList{u"-T"_s, u"fields"_s};
    for (const char *field :
         {"frame.interface_name", "frame.packet_flags_direction", "tcp.len", "http.request", "http.response",
          "websocket.opcode", "frame.comment", "websocket.mask"})
        arguments += {u"-e"_s, QString::fromLatin1(field)};
    QMap<QString, Lane> lanes;
    for (const QByteArray &line : outcome(u"tshark"_s, arguments).out.split('\n')) {
        const QStringList fields = QString::fromUtf8(line).split(u'\t');
        if (fields.size() != 8)
            continue;
        Lane &lane = lanes[fields[0]];
        const bool up = fields[1].endsWith(u'2');
        (up ? lane.up : lane.down) += fields[2].toLongLong();
        lane.requests += fields[3].isEmpty() ? 0 : 1;
        lane.responses += fields[4].isEmpty() ? 0 : 1;
        lane.frames += fields[5].isEmpty() ? 0 : fields[5].count(u',') + 1;
        lane.masked += fields[7].count(u'1');
        lane.echoes += fields[6].count(u"an echo"_s) + fields[6].count(u"to be echoed"_s);
        if (!up && fields[2] != u"0")
            lane.messages += messagesIn(fields[6]);
    }
    return lanes;
}

QJsonObject jsonOf(const QString &file)
{
    QFile opened(file);
    return opened.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(opened.readAll()).object()
                                            : QJsonObject();
}

/// By lane: entries of the archive that have a response.
QMap<QString, qint64> answeredOf(const QJsonObject &har)
{
    QMap<QString, qint64> answered;
    for (const QJsonValue entry : har[u"log"_s][u"entries"_s].toArray())
        if (entry[u"response"_s][u"status"_s].toInt() != 0)
            ++answered[entry[u"comment"_s].toString().section(u',', 0, 0)];
    return answered;
}

}

class TestCaptures : public QObject
{
    Q_OBJECT

private slots:
    void init() { QVERIFY(m_folder.isValid()); }

    void capturesSayWhatTheReportSays_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<bool>("onePacketEach"); // no record is larger than a packet

        QTest::newRow("as it is") << QStringList{u"--duration"_s, u"3s"_s, u"--rate"_s, u"20"_s} << true;
        QTest::newRow("new connections, three clients, jitter")
            << QStringList{u"--duration"_s, u"1s"_s,        u"--rate"_s, u"30"_s,       u"--connections"_s,
                           u"new"_s,        u"--clients"_s, u"3"_s,      u"--jitter"_s, u"4ms"_s}
            << true;
        QTest::newRow("large and binary")
            << QStringList{u"--duration"_s, u"1s"_s,     u"--rate"_s,         u"8"_s,
                           u"--payload"_s,  u"150KiB"_s, u"--payload-kind"_s, u"binary"_s}
            << false;
        QTest::newRow("echo") << QStringList{u"--duration"_s, u"2s"_s,         u"--rate"_s,
                                             u"10"_s,         u"--upstream"_s, u"echo:40"_s}
                              << true;
        QTest::newRow("echo, binary, two clients")
            << QStringList{u"--duration"_s,     u"1s"_s,      u"--rate"_s,    u"10"_s,
                           u"--upstream"_s,     u"echo:20"_s, u"--payload"_s, u"1KiB"_s,
                           u"--payload-kind"_s, u"binary"_s,  u"--clients"_s, u"2"_s}
            << true;
    }

    void capturesSayWhatTheReportSays()
    {
        QFETCH(QStringList, options);
        QFETCH(bool, onePacketEach);
        run(options);
        if (QTest::currentTestFailed())
            return;

        QMap<QString, Lane> lanes = lanesOf(file(u"pcapng"_s));
        // Wireshark waits for the end of an answer's chunks, unless it is told not to.
        lanes[u"sse"_s] = lanesOf(file(u"pcapng"_s), {u"-o"_s, u"http.desegment_body:FALSE"_s})[u"sse"_s];
        const QJsonObject transports = jsonOf(file(u"json"_s))[u"transports"_s].toObject();
        const QMap<QString, qint64> answered = answeredOf(jsonOf(file(u"har"_s)));
        QCOMPARE(lanes.keys(), transports.keys());
        for (const QString &name : transports.keys()) {
            const QJsonObject figures = transports[name].toObject();
            const Lane lane = lanes[name];
            const qint64 delivered = figures[u"messages"_s][u"delivered"_s].toInteger();
            QCOMPARE(lane.requests, figures[u"requests"_s].toInteger());
            QCOMPARE(lane.responses, answered[name]);
            QCOMPARE(lane.up, figures[u"wire_bytes"_s][u"up"_s].toInteger());
            QCOMPARE(lane.down, figures[u"wire_bytes"_s][u"down"_s].toInteger());
            QVERIFY(delivered > 0);
            const qint64 echoed = figures[u"upstream"_s][u"back"_s] == u"echoed"_s
                ? figures[u"upstream"_s][u"accepted"_s].toInteger()
                : 0;
            QCOMPARE(echoed > 0, name == u"websocket" && options.contains(u"--upstream"_s));
            QCOMPARE(lane.echoes, 2 * echoed);
            QCOMPARE(lane.masked, echoed);
            QCOMPARE(lane.frames, name == u"websocket" ? delivered + 2 * echoed : 0);
            if (onePacketEach)
                QCOMPARE(lane.messages, delivered);
        }
        const Outcome har = outcome(
            u"/usr/bin/python3"_s,
            {QStringLiteral(CHECK_HAR), file(u"har"_s), file(u"json"_s), QStringLiteral(HAR_SCHEMA)});
        QVERIFY2(har.code == 0, har.out + har.err);
    }

    void wiresharkHasNothingToObjectTo_data() { capturesSayWhatTheReportSays_data(); }

    void wiresharkHasNothingToObjectTo()
    {
        QFETCH(QStringList, options);
        run(options);
        if (QTest::currentTestFailed())
            return;
        const QString objections = u"_ws.malformed || tcp.analysis.flags || tcp.checksum.status == 0 || "
                                   "ip.checksum.status == 0 || _ws.expert.severity >= 0x600000"_s;
        const Outcome bad
            = outcome(u"tshark"_s, checked(file(u"pcapng"_s)) + QStringList{u"-Y"_s, objections});
        QCOMPARE(bad.code, 0);
        QCOMPARE(bad.out, QByteArray());
        const Outcome all = outcome(u"tshark"_s, checked(file(u"pcapng"_s)) + QStringList{u"-Y"_s, u"tcp"_s});
        QVERIFY2(all.out.count('\n') > 50, all.out + all.err); // it does read them
    }

    void theCaptureSaysWhatIsMadeUp()
    {
        run({u"--duration"_s, u"200ms"_s, u"--transports"_s, u"sse"_s});
        QFile opened(file(u"pcapng"_s));
        QVERIFY(opened.open(QIODevice::ReadOnly));
        const QByteArray begin = opened.read(4096);
        QVERIFY(begin.contains("TCP and IP around them are synthesised"));
        QVERIFY(begin.contains("nothing is redacted"));
        QVERIFY(begin.contains("pushscope run --"));
    }

    void whatCannotBeWrittenIsExitCode4_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("target");
        for (const QString &option : {u"--pcapng"_s, u"--har"_s}) {
            QTest::addRow("%s full disk", qPrintable(option)) << option << u"/dev/full"_s;
            QTest::addRow("%s no folder", qPrintable(option)) << option << u"/nowhere/capture"_s;
        }
    }

    void whatCannotBeWrittenIsExitCode4()
    {
        QFETCH(QString, option);
        QFETCH(QString, target);
        const Outcome result
            = outcome(QStringLiteral(PROGRAM),
                      {u"run"_s, u"--duration"_s, u"200ms"_s, u"--rate"_s, u"20"_s, option, target});
        QCOMPARE(result.code, 4);
        QVERIFY2(result.err.contains(target.toUtf8()), result.err);
    }

private:
    QString file(const QString &suffix) const { return m_folder.filePath(u"run."_s + suffix); }

    void run(const QStringList &options)
    {
        QStringList arguments{u"run"_s,   u"--arrivals"_s, u"steady"_s, u"--poll-interval"_s,
                              u"100ms"_s, u"--delay"_s,    u"10ms"_s,   u"--quiet"_s};
        for (const QString &format : {u"pcapng"_s, u"har"_s, u"json"_s})
            arguments += {u"--"_s + format, file(format)};
        const Outcome result = outcome(QStringLiteral(PROGRAM), arguments + options);
        QVERIFY2(result.code == 0, result.err);
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestCaptures)

#include "tst_captures.moc"

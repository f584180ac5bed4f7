#include "core/link/link_clock.h"
#include "core/link/loopback_link.h"
#include "core/transport/http_client.h"
#include "core/transport/long_poll_client.h"
#include "core/transport/sse_client.h"
#include "tests/support/client_log.h"
#include "tests/support/served_hub.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 heldBytes = qint64{8} * 1024;
constexpr qsizetype payloadBytes = 1000;

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

/// Debian's nginx with a configuration and a folder of its own, in front of a server: on one port as it
/// comes, with proxy_buffering on and HTTP/1.0 to the server, on others with it off, and with HTTP/1.1.
class Nginx
{
public:
    explicit Nginx(quint16 server)
    {
        QFile file(m_folder.filePath(u"nginx.conf"_s));
        if (!file.open(QIODevice::WriteOnly))
            return;
        const QString folder = m_folder.path();
        file.write(uR"(daemon off;
master_process off;
pid %1/pid;
error_log stderr;
events {}
http {
    access_log off;
    client_body_temp_path %1/body;
    proxy_temp_path %1/proxy;
    fastcgi_temp_path %1/fastcgi;
    uwsgi_temp_path %1/uwsgi;
    scgi_temp_path %1/scgi;
    proxy_buffer_size 8k;
    proxy_buffers 8 8k;
    server {
        listen 127.0.0.1:%2;
        location / { proxy_pass http://127.0.0.1:%4; }
    }
    server {
        listen 127.0.0.1:%3;
        location / { proxy_buffering off; proxy_pass http://127.0.0.1:%4; }
    }
    server {
        listen 127.0.0.1:%5;
        location / { proxy_http_version 1.1; proxy_pass http://127.0.0.1:%4; }
    }
}
)"_s.arg(folder)
                       .arg(buffering)
                       .arg(direct)
                       .arg(server)
                       .arg(newer)
                       .toUtf8());
        file.close();
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(program(), {u"-e"_s, u"stderr"_s, u"-p"_s, folder, u"-c"_s, file.fileName()});
    }
    ~Nginx()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }

    [[nodiscard]] static QString program()
    {
        return QStandardPaths::findExecutable(
            u"nginx"_s, {u"/usr/sbin"_s, u"/usr/bin"_s, QStringLiteral(UNPACKED_TOOLS "/usr/sbin")});
    }
    [[nodiscard]] bool answers()
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, direct);
        return socket.waitForConnected(100);
    }

    const quint16 buffering = freePort();
    const quint16 direct = freePort();
    const quint16 newer = freePort();

private:
    QTemporaryDir m_folder;
    QProcess m_process;
};

/// The same server through a link with a middlebox.
class Boxed
{
public:
    Boxed(quint16 server, MiddleboxProfile::Kind kind)
    {
        m_link.setMiddlebox({.kind = kind, .bytes = heldBytes});
        if (const auto opened = m_link.open(QHostAddress::LocalHost, server))
            port = *opened;
    }

    quint16 port = 0;

private:
    LinkClock m_clock;
    LoopbackLink m_link{0, 1, m_clock};
};

/// A client of /events, and how much was published when something came.
struct Reader
{
    Reader(const char *readerName, quint16 readerPort)
        : name(readerName)
        , port(readerPort)
        , client({.port = readerPort})
        , log(client)
    {
    }

    const char *name;
    quint16 port;
    SseClient client;
    ClientLog log;
    qsizetype firstAfter = 0; ///< messages published when the first ones came; 0: none did
    qsizetype firstBatch = 0; ///< how many came then
};

}

/// Whether our profile of a buffering proxy is what nginx does: the same steps with both, side by side.
class NginxTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (Nginx::program().isEmpty())
            QSKIP("nginx is not installed");
        m_nginx = std::make_unique<Nginx>(m_served.port);
        QTRY_VERIFY(m_nginx->answers());
    }

    void withBufferingOnThenOffNginxDoesWhatOurProfileDoes()
    {
        Boxed box(m_served.port, MiddleboxProfile::Kind::BuffersBytes);
        Boxed none(m_served.port, MiddleboxProfile::Kind::None);
        const auto nginxOn = read("nginx, buffering on", m_nginx->buffering);
        const auto boxOn = read("our profile", box.port);
        const auto nginxOff = read("nginx, buffering off", m_nginx->direct);
        const auto boxOff = read("no middlebox", none.port);
        Reader *const readers[]{nginxOn.get(), boxOn.get(), nginxOff.get(), boxOff.get()};
        for (Reader *reader : readers)
            reader->client.start(MessageId{0});
        QTRY_COMPARE(m_served.door->stats().connections[indexOf(TransportKind::Sse)], 4);

        for (qsizetype published = 1; published <= 30; ++published) {
            m_served.publish(QByteArray(payloadBytes, 'p'));
            QTRY_COMPARE(boxOff->log.deliveries.size(), published);
            for (Reader *reader : readers) {
                pass(reader->port);
                if (reader->firstAfter == 0 && !reader->log.deliveries.isEmpty()) {
                    reader->firstAfter = published;
                    reader->firstBatch = reader->log.deliveries.size();
                }
            }
        }
        for (const Reader *reader : readers)
            qInfo("%s: the first %d came after %d of 30, %d in all", reader->name,
                  static_cast<int>(reader->firstBatch), static_cast<int>(reader->firstAfter),
                  static_cast<int>(reader->log.deliveries.size()));

        // Off: at once, one by one.
        for (const Reader *reader : {nginxOff.get(), boxOff.get()}) {
            QCOMPARE(reader->firstAfter, 1);
            QTRY_COMPARE(reader->log.deliveries.size(), 30);
        }
        // On: nothing until there are 8 KiB, then a block of them; the end is still held back.
        const qsizetype block = heldBytes / payloadBytes;
        for (const Reader *reader : {nginxOn.get(), boxOn.get()}) {
            QVERIFY2(std::abs(reader->firstAfter - block) <= 1, reader->name);
            QVERIFY2(std::abs(reader->firstBatch - block) <= 1, reader->name);
            QVERIFY2(reader->log.deliveries.size() < 30, reader->name);
            QVERIFY2(reader->log.losses == 0, reader->name);
        }
        // Whole responses pass at their end.
        for (const quint16 port : {m_nginx->buffering, box.port}) {
            LongPollClient poll({.port = port});
            const ClientLog log(poll);
            poll.start(MessageId{29});
            QTRY_COMPARE(log.ids(), QList<quint64>{30});
        }
        // The end of the stream lets all of it go.
        m_served.goAway();
        for (const Reader *reader : readers)
            QTRY_COMPARE(reader->log.deliveries.size(), 30);
    }

    // Of a response in chunks nginx passes on what is there: only where it asks with HTTP/1.0, as it does by
    // itself, does buffering hold a stream back.
    void nginxThatAsksWithHttp11HoldsNoChunksBack()
    {
        m_served.comeBack();
        const auto reader = read("nginx, HTTP/1.1", m_nginx->newer);
        reader->client.start(m_served.hub->log().last());
        QTRY_COMPARE(m_served.door->stats().connections[indexOf(TransportKind::Sse)], 1);
        m_served.publish(QByteArray(2 * payloadBytes, 'p')); // more than postpone_output, 1460 bytes
        QTRY_COMPARE(reader->log.deliveries.size(), 1);
    }

private:
    [[nodiscard]] static std::unique_ptr<Reader> read(const char *name, quint16 port)
    {
        return std::make_unique<Reader>(name, port);
    }

    /// A whole exchange on the same way, twice: what was to come before it has come.
    static void pass(quint16 port)
    {
        for (int i = 0; i < 2; ++i) {
            HttpClient http;
            bool over = false;
            connect(&http, &HttpClient::finished, &http, [&over] { over = true; });
            http.send({QHostAddress::LocalHost, port}, {.target = "/stats", .host = "localhost"});
            QTRY_VERIFY(over);
        }
    }

    ServedHub m_served;
    std::unique_ptr<Nginx> m_nginx;
};

QTEST_GUILESS_MAIN(NginxTest)
#include "tst_nginx.moc"

#include "core/transport/http_client.h"

#include <QNetworkProxy>
#include <QTcpSocket>

#include <utility>

QByteArray HttpClient::Endpoint::authority() const
{
    const QByteArray host = address.toString().toUtf8();
    const bool v6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    return (v6 ? '[' + host + ']' : host) + ':' + QByteArray::number(port);
}

HttpClient::HttpClient(QObject *parent)
    : QObject(parent)
{
}

HttpClient::~HttpClient()
{
    close();
}

void HttpClient::send(const Endpoint &endpoint, const RequestSpec &request)
{
    Q_ASSERT(!m_busy);
    ++m_turn;
    m_busy = true;
    m_keep = request.keepAlive;
    m_answering = false;
    m_request = writeRequest(request);
    const bool reused = m_keep && m_socket && m_endpoint == endpoint
        && m_socket->state() == QAbstractSocket::ConnectedState;
    // The server may have acted on what it did not answer: only what changes nothing there may be sent again
    // (RFC 9110 9.2.2).
    m_mayRetry = reused && (request.method == "GET" || request.method == "HEAD");
    m_endpoint = endpoint;
    if (reused)
        write();
    else
        openConnection();
}

void HttpClient::close()
{
    ++m_turn;
    m_busy = false;
    dropSocket();
}

void HttpClient::openConnection()
{
    dropSocket();
    m_parser.emplace();
    m_socket = new QTcpSocket(this);
    m_socket->setProxy(QNetworkProxy::NoProxy);
    connect(m_socket, &QTcpSocket::connected, this, [this] {
        m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        write();
    });
    connect(m_socket, &QTcpSocket::readyRead, this, &HttpClient::read);
    connect(m_socket, &QTcpSocket::errorOccurred, this, &HttpClient::lost);
    connect(m_socket, &QTcpSocket::disconnected, this, &HttpClient::lost);
    // On loopback this may connect or be refused at once: nothing may follow it here.
    m_socket->connectToHost(m_endpoint.address, m_endpoint.port);
}

void HttpClient::write()
{
    m_socket->write(m_request);
    emit written();
}

void HttpClient::read()
{
    const QByteArray bytes = m_socket->readAll();
    if (bytes.isEmpty())
        return;
    if (!m_busy) { // nobody asked for these
        dropSocket();
        return;
    }
    m_answering = true;
    take(m_parser->feed(bytes));
}

void HttpClient::lost()
{
    const quint64 turn = m_turn;
    const QString reason = m_socket->errorString();
    m_keep = false;
    read();
    if (turn != m_turn || !m_socket)
        return;
    if (!m_busy) { // the server ended an idle connection: no loss
        dropSocket();
        return;
    }
    if (m_answering) {
        take(m_parser->finish());
        if (turn == m_turn && m_busy)
            fail(tr("The connection closed in the middle of an answer"));
    } else if (m_mayRetry) {
        m_mayRetry = false;
        openConnection();
    } else {
        fail(reason);
    }
}

void HttpClient::take(const std::vector<HttpResponseOutput> &outputs)
{
    const quint64 turn = m_turn;
    for (const HttpResponseOutput &output : outputs) {
        if (const auto *head = std::get_if<HttpResponse>(&output)) {
            m_keep = m_keep && head->keepAlive;
            emit headReceived(*head);
        } else if (const auto *body = std::get_if<HttpBody>(&output)) {
            emit bodyReceived(body->bytes);
        } else if (std::holds_alternative<HttpEnd>(output)) {
            finish();
            return; // what comes after it answers nothing we asked
        } else {
            fail(QString::fromUtf8(std::get<HttpFault>(output).reason));
            return;
        }
        if (turn != m_turn)
            return;
    }
}

void HttpClient::finish()
{
    ++m_turn;
    m_busy = false;
    if (!m_keep)
        dropSocket();
    emit finished();
}

void HttpClient::fail(const QString &reason)
{
    ++m_turn;
    m_busy = false;
    dropSocket();
    emit failed(reason);
}

void HttpClient::dropSocket()
{
    if (!m_socket)
        return;
    QTcpSocket *socket = std::exchange(m_socket, nullptr);
    socket->disconnect(this);
    if (socket->state() == QAbstractSocket::ConnectedState) {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        socket->disconnectFromHost();
    } else {
        socket->abort();
        socket->deleteLater();
    }
}

#pragma once

#include "core/transport/front_door.h"
#include "tests/support/message_shelf.h"

#include <QTcpSocket>
#include <QtTest>

/// A listening FrontDoor over a MessageShelf, in the thread of the test.
class Door
{
public:
    explicit Door(ServerSettings settings = minimal(), std::size_t capacity = 1'000'000)
        : shelf(capacity)
        , front(
              shelf, [this](const QByteArray &payload, PayloadKind kind) { return publish(payload, kind); },
              std::move(settings))
    {
        if (const auto listening = front.listen(QHostAddress::LocalHost, 0))
            port = *listening;
    }

    /// Settings whose responses carry no more headers than they must.
    static ServerSettings minimal()
    {
        ServerSettings settings;
        settings.headers.kind = HeaderProfile::Kind::Minimal;
        return settings;
    }
    MessageId publish(const QByteArray &payload, PayloadKind kind = PayloadKind::Text)
    {
        const Message message = shelf.add(payload, kind);
        front.announce(message);
        return message.id;
    }
    void publishNumbered(int count)
    {
        for (int i = 0; i < count; ++i)
            publish("m" + QByteArray::number(toNumber(shelf.last()) + 1));
    }

    MessageShelf shelf;
    FrontDoor front;
    quint16 port = 0;
};

/// A client that speaks whatever it is told to, byte by byte.
class RawClient
{
public:
    explicit RawClient(quint16 port)
    {
        QObject::connect(&socket, &QIODevice::readyRead, &socket, [this] { bytes += socket.readAll(); });
        QObject::connect(&socket, &QAbstractSocket::disconnected, &socket, [this] { closed = true; });
        socket.connectToHost(QHostAddress::LocalHost, port);
    }
    RawClient(quint16 port, const QByteArray &request)
        : RawClient(port)
    {
        send(request);
    }

    void send(const QByteArray &request) { socket.write(request); }
    /// Sends `GET target` and headers such as "A: b\r\n".
    void get(const QByteArray &target, const QByteArray &headers = {})
    {
        send("GET " + target + " HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n");
    }
    /// Takes what was received up to and with `end`; empty when that did not come.
    [[nodiscard]] QByteArray takeUntil(const QByteArray &end)
    {
        if (!QTest::qWaitFor([&] { return bytes.contains(end); }))
            return {};
        const QByteArray taken = bytes.first(bytes.indexOf(end) + end.size());
        bytes.remove(0, taken.size());
        return taken;
    }
    /// The next response: head, and a body as long as its Content-Length says.
    [[nodiscard]] QByteArray response()
    {
        const QByteArray head = takeUntil("\r\n\r\n");
        const QByteArray name = "Content-Length: ";
        const qsizetype at = head.indexOf(name);
        const qsizetype size
            = at < 0 ? 0 : head.mid(at + name.size(), head.indexOf('\r', at) - at - name.size()).toLongLong();
        if (!QTest::qWaitFor([&] { return bytes.size() >= size; }))
            return {};
        const QByteArray body = bytes.first(size);
        bytes.remove(0, size);
        return head + body;
    }
    [[nodiscard]] static int statusOf(const QByteArray &response) { return response.mid(9, 3).toInt(); }
    [[nodiscard]] static QByteArray bodyOf(const QByteArray &response)
    {
        return response.mid(response.indexOf("\r\n\r\n") + 4);
    }

    QTcpSocket socket;
    QByteArray bytes;
    bool closed = false;
};

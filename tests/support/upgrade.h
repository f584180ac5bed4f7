#pragma once

#include "tests/support/scripted_server.h"

#include <QCryptographicHash>

/// Answers an upgrade (RFC 6455 4.2.2); what follows is frames that the test writes.
inline QByteArray acceptUpgrade(const HttpRequest &request)
{
    const QByteArray key
        = request.header("Sec-WebSocket-Key").value_or("") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: "
           "Upgrade\r\nSec-WebSocket-Accept: "
        + QCryptographicHash::hash(key, QCryptographicHash::Sha1).toBase64() + "\r\n\r\n";
}

/// An unmasked frame of at most 125 bytes of payload.
inline QByteArray shortFrame(const QByteArray &payload, int opcode = 1)
{
    QByteArray result;
    result += char(0x80 | opcode);
    result += char(payload.size());
    return result + payload;
}

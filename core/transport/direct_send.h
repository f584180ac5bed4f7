#pragma once

#include <QByteArray>

class QTcpSocket;

/// Sends at once, past the event loop, when the socket has nothing buffered; what the kernel does not take
/// goes to the socket's own buffer. Order with the socket's other writes is kept, and with them whole frames.
///
/// REQUIRES a connected socket. A broken connection is not reported here: the socket finds out by itself.
void sendNow(QTcpSocket &socket, const QByteArray &bytes);

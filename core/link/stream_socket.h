#pragma once

#include "core/base/steady_time.h"

#include <QByteArray>
#include <QHostAddress>
#include <QObject>
#include <QSocketNotifier>

#include <memory>

/// A non-blocking TCP socket that shows what QTcpSocket hides: a peer that has only finished sending
/// (half-close) and a reset told from an orderly close. It buffers nothing: back-pressure is not to read.
class StreamSocket : public QObject
{
    Q_OBJECT

public:
    enum class Status { Ok, WouldBlock, Ended, Failed };
    struct Read
    {
        Status status = Status::WouldBlock;
        QByteArray bytes;
    };

    static constexpr qint64 readSize = qint64{64} * 1024;

    explicit StreamSocket(QObject *parent = nullptr);
    ~StreamSocket() override;

    /// Takes over a connected socket.
    void adopt(qintptr descriptor);
    /// Begins to connect; what is written meanwhile would block. False if there is no socket to be had; a
    /// refusal shows as Failed when reading or writing.
    [[nodiscard]] bool connectTo(const QHostAddress &host, quint16 port);

    /// What has arrived, at most `most` bytes. Ended: the peer will send no more.
    [[nodiscard]] Read read(qint64 most = readSize);
    /// Number of bytes that the kernel took, 0 to all; -1: the connection is gone. If not all were taken,
    /// writable() follows.
    [[nodiscard]] qint64 write(QByteArrayView bytes);
    void setReading(bool on);
    /// The peer sees the end of the stream; reading goes on.
    void finishWriting();
    /// Closes at once; the peer sees a reset.
    void abort();
    void close();
    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }

signals:
    void readable();
    void writable();

private:
    int m_descriptor = -1;
    std::unique_ptr<QSocketNotifier> m_reader;
    std::unique_ptr<QSocketNotifier> m_writer;
};

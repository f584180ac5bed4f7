#pragma once

#include "core/base/result.h"
#include "core/transport/tab_state.h"

#include <QNetworkAccessManager>
#include <QObject>

#include <memory>
#include <unordered_map>

class QNetworkReply;
class QWebSocket;
class SseParser;

/// The tabs of one browser: event streams and ordinary requests share the connection pool of one
/// QNetworkAccessManager, which opens at most six connections a host and port, as browsers do (RFC 9112 9.4
/// sets no number). Nothing here counts or holds back: who waits, waits for Qt. HTTP/1.1 only.
///
/// WebSockets are not of that pool, neither here nor in a browser.
class TabPool : public QObject
{
    Q_OBJECT

public:
    /// Requests under way at a time; one more is refused.
    static constexpr int mostUnderWay = 24;
    /// Requests remembered; beyond it those go first that are over.
    static constexpr int mostKept = 48;

    /// Asks the server on `port` of whichever host it is told.
    explicit TabPool(quint16 port, QObject *parent = nullptr);
    ~TabPool() override;

    /// As EventSource opens a stream (WHATWG HTML 9.2.3), without its reconnection. Returns the id.
    Result<int> openTab(const QString &host);
    /// An ordinary request, which is answered as soon as it is asked.
    Result<int> poll(const QString &host);
    Result<int> openWebSocket(const QString &host);
    /// Ends it; a request that still waits is withdrawn.
    void close(int id);
    /// Ends and forgets all: ids begin at 1 again.
    void clear();

    [[nodiscard]] const QList<TabFacts> &facts() const { return m_facts; }

signals:
    void changed();

private:
    struct Request;

    Result<int> add(const QString &host, TabKind kind);
    Result<int> get(const QString &host, TabKind kind, const QString &path);
    void watch(int id, QNetworkReply &reply);
    void watch(int id, QWebSocket &socket);
    void takeHead(int id);
    void takeBody(int id);
    void takeEnd(int id);
    void finish(int id, TabPhase phase, const QString &detail = {});
    [[nodiscard]] TabFacts *find(int id);
    void forgetOldest();

    quint16 m_port;
    QNetworkAccessManager m_manager;
    QList<TabFacts> m_facts; ///< oldest first
    std::unordered_map<int, std::unique_ptr<Request>> m_requests; ///< under way
    int m_lastId = 0;
};

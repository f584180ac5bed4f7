#include "core/transport/client_factory.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

class ClientFactoryTest : public QObject
{
    Q_OBJECT

private slots:
    void makesAClientOfEachKind()
    {
        const QStringList classes{u"ShortPollClient"_s, u"LongPollClient"_s, u"SseClient"_s,
                                  u"WebSocketClient"_s};
        QStringList made;
        for (const TransportKind kind : allTransportKinds) {
            const std::unique_ptr<ClientTransport> client = createClient(kind, {});
            QCOMPARE(client->state().phase, ClientState::Phase::Off);
            made << QString::fromUtf8(client->metaObject()->className());
        }
        QCOMPARE(made, classes);
    }

    void knowsWhichHaveAnEcho()
    {
        for (const TransportKind kind : allTransportKinds) {
            const std::unique_ptr<ClientTransport> echo = createClient(kind, {})->createEcho({});
            QCOMPARE(echo != nullptr, hasEcho(kind));
            QCOMPARE(hasEcho(kind), kind == TransportKind::WebSocket);
            QVERIFY(!echo || echo->carriesUp());
        }
    }
};

QTEST_APPLESS_MAIN(ClientFactoryTest)
#include "tst_client_factory.moc"

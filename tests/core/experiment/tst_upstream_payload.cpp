#include "core/experiment/upstream_payload.h"

#include <QTest>

class TestUpstreamPayload : public QObject
{
    Q_OBJECT

private slots:
    void aSenderKnowsItsOwnAgain_data()
    {
        QTest::addColumn<PayloadKind>("kind");
        QTest::addColumn<qint64>("bytes");
        QTest::newRow("text") << PayloadKind::Text << qint64{64};
        QTest::newRow("text without room") << PayloadKind::Text << qint64{0};
        QTest::newRow("binary") << PayloadKind::Binary << qint64{3072};
        QTest::newRow("binary without room") << PayloadKind::Binary << qint64{0};
    }

    void aSenderKnowsItsOwnAgain()
    {
        QFETCH(PayloadKind, kind);
        QFETCH(qint64, bytes);
        for (const TransportKind lane : allTransportKinds)
            for (const int client : {0, 1, 12}) {
                const UpstreamSender sender{lane, client};
                const QByteArray payload = upstreamPayload(sender, 17, bytes, kind);
                QCOMPARE(payload.isValidUtf8(), kind == PayloadKind::Text);
                QVERIFY(bytes == 0 || payload.size() == bytes);
                QCOMPARE(numberFrom(payload, sender), std::optional<quint64>(17));
                QVERIFY(!numberFrom(payload, {lane, client + 1}));
                QVERIFY(!numberFrom(payload, {lane, client + 10}));
            }
    }

    void whatOthersSendIsNotOurs()
    {
        const UpstreamSender sender{TransportKind::Sse, 1};
        QVERIFY(!numberFrom("message 44....", sender));
        QVERIFY(!numberFrom("", sender));
        QVERIFY(!numberFrom("sse 1 sends ", sender));
        QVERIFY(!numberFrom("sse 1 sends words", sender));
        QVERIFY(!numberFrom("sse 1 sends 99999999999999999999999", sender));
        QVERIFY(!numberFrom("sse 12 sends 3", sender));
        QVERIFY(!numberFrom("websocket 1 sends 3", sender));
    }
};

QTEST_APPLESS_MAIN(TestUpstreamPayload)
#include "tst_upstream_payload.moc"

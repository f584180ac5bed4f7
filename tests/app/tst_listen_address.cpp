#include "app/listen_address.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

class TestListenAddress : public QObject
{
    Q_OBJECT

private slots:
    void addressesAreReadAsAnyToolWritesThem_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QHostAddress>("address");
        QTest::addColumn<int>("port");

        QTest::newRow("IPv4") << u"127.0.0.1:8080"_s << QHostAddress(QHostAddress::LocalHost) << 8080;
        QTest::newRow("all of IPv4") << u"0.0.0.0:80"_s << QHostAddress(QHostAddress::AnyIPv4) << 80;
        QTest::newRow("any free port") << u"127.0.0.1:0"_s << QHostAddress(QHostAddress::LocalHost) << 0;
        QTest::newRow("the last port")
            << u"127.0.0.1:65535"_s << QHostAddress(QHostAddress::LocalHost) << 65535;
        QTest::newRow("localhost") << u"localhost:9"_s << QHostAddress(QHostAddress::LocalHost) << 9;
        QTest::newRow("IPv6") << u"[::1]:443"_s << QHostAddress(QHostAddress::LocalHostIPv6) << 443;
        QTest::newRow("all of IPv6") << u"[::]:80"_s << QHostAddress(QHostAddress::AnyIPv6) << 80;
        QTest::newRow("IPv4 in IPv6")
            << u"[::ffff:127.0.0.1]:80"_s << QHostAddress(u"::ffff:127.0.0.1"_s) << 80;
    }

    void addressesAreReadAsAnyToolWritesThem()
    {
        QFETCH(QString, text);
        QFETCH(QHostAddress, address);
        QFETCH(int, port);
        const auto read = listenAddress(text);
        QVERIFY(read);
        QCOMPARE(read->first, address);
        QCOMPARE(int(read->second), port);
    }

    void whatIsNoAddressIsNone_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"",
                                 ":",
                                 ":80",
                                 "127.0.0.1",
                                 "127.0.0.1:",
                                 "127.0.0.1:65536",
                                 "127.0.0.1:123456",
                                 "127.0.0.1:-1",
                                 "127.0.0.1:+1",
                                 "127.0.0.1: 80",
                                 "127.0.0.1:8o",
                                 "::1:80",
                                 "[::1]",
                                 "[::1]80",
                                 "[]:80",
                                 "[localhost]:80",
                                 "256.0.0.1:80",
                                 "a.example:80",
                                 "http://127.0.0.1:80",
                                 "127.0.0.1:80/"})
            QTest::addRow("\"%s\"", text) << QString::fromLatin1(text);
        QTest::newRow("a line end") << u"127.0.0.1:80\n"_s;
    }

    void whatIsNoAddressIsNone()
    {
        QFETCH(QString, text);
        QVERIFY(!listenAddress(text));
    }
};

QTEST_GUILESS_MAIN(TestListenAddress)
#include "tst_listen_address.moc"

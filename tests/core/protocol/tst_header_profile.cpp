#include "core/protocol/header_profile.h"

#include <QTest>

#include <algorithm>

namespace {

using Kind = HeaderProfile::Kind;

QByteArray valueOf(const HttpHeaders &headers, const QByteArray &name)
{
    const auto found = std::find_if(headers.begin(), headers.end(),
                                    [&](const HttpHeader &header) { return header.first == name; });
    return found == headers.end() ? QByteArray() : found->second;
}

const QByteArray host = "127.0.0.1:39537";

} // namespace

class TestHeaderProfile : public QObject
{
    Q_OBJECT

private slots:
    void minimalSaysOnlyWhatTheProtocolNeeds();
    void aFetchCarriesWhatChromiumSends();
    void anEventSourceCarriesWhatChromiumSends();
    void aHandshakeCarriesWhatChromiumSends();
    void signedInIsBrowserWithACookieOf1200Bytes();
    void browserResponsesCarryMoreThanMinimalOnes();
    void aPairIsSplitInHalvesThatSumUp();
    void paddingFillsExactlyOrNotAtAll_data();
    void paddingFillsExactlyOrNotAtAll();
};

void TestHeaderProfile::minimalSaysOnlyWhatTheProtocolNeeds()
{
    for (const HeaderProfile &profile : {HeaderProfile{Kind::Minimal}, HeaderProfile{Kind::Custom, 871}}) {
        QCOMPARE(requestHeaders(profile, ProfiledRequest::Fetch, host), HttpHeaders{});
        QCOMPARE(requestHeaders(profile, ProfiledRequest::WebSocketHandshake, host), HttpHeaders{});
        QCOMPARE(requestHeaders(profile, ProfiledRequest::EventStream, host),
                 (HttpHeaders{{"Accept", "text/event-stream"}}));
        QCOMPARE(responseHeaders(profile), HttpHeaders{});
    }
}

// The three below were recorded from Chromium 156 with a window; Host and Connection are the writer's.
void TestHeaderProfile::aFetchCarriesWhatChromiumSends()
{
    QCOMPARE(headerLines(requestHeaders({Kind::Browser}, ProfiledRequest::Fetch, host)),
             QByteArray("sec-ch-ua-platform: \"Linux\"\r\n"
                        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
                        "Chrome/156.0.0.0 Safari/537.36\r\n"
                        "sec-ch-ua: \"Not:A-Brand\";v=\"8\", \"Chromium\";v=\"156\"\r\n"
                        "sec-ch-ua-mobile: ?0\r\n"
                        "Accept: */*\r\n"
                        "Sec-Fetch-Site: same-origin\r\n"
                        "Sec-Fetch-Mode: cors\r\n"
                        "Sec-Fetch-Dest: empty\r\n"
                        "Referer: http://127.0.0.1:39537/\r\n"
                        "Accept-Encoding: gzip, deflate, br, zstd\r\n"
                        "Accept-Language: en-US,en;q=0.9\r\n"));
}

void TestHeaderProfile::anEventSourceCarriesWhatChromiumSends()
{
    QCOMPARE(headerLines(requestHeaders({Kind::Browser}, ProfiledRequest::EventStream, host)),
             QByteArray("Pragma: no-cache\r\n"
                        "Cache-Control: no-cache\r\n"
                        "sec-ch-ua-platform: \"Linux\"\r\n"
                        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
                        "Chrome/156.0.0.0 Safari/537.36\r\n"
                        "Accept: text/event-stream\r\n"
                        "sec-ch-ua: \"Not:A-Brand\";v=\"8\", \"Chromium\";v=\"156\"\r\n"
                        "sec-ch-ua-mobile: ?0\r\n"
                        "Sec-Fetch-Site: same-origin\r\n"
                        "Sec-Fetch-Mode: cors\r\n"
                        "Sec-Fetch-Dest: empty\r\n"
                        "Referer: http://127.0.0.1:39537/\r\n"
                        "Accept-Encoding: gzip, deflate, br, zstd\r\n"
                        "Accept-Language: en-US,en;q=0.9\r\n"));
}

void TestHeaderProfile::aHandshakeCarriesWhatChromiumSends()
{
    QCOMPARE(headerLines(requestHeaders({Kind::Browser}, ProfiledRequest::WebSocketHandshake, host)),
             QByteArray("Pragma: no-cache\r\n"
                        "Cache-Control: no-cache\r\n"
                        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
                        "Chrome/156.0.0.0 Safari/537.36\r\n"
                        "Origin: http://127.0.0.1:39537\r\n"
                        "Accept-Encoding: gzip, deflate, br, zstd\r\n"
                        "Accept-Language: en-US,en;q=0.9\r\n"
                        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"));
}

void TestHeaderProfile::signedInIsBrowserWithACookieOf1200Bytes()
{
    for (const auto purpose :
         {ProfiledRequest::Fetch, ProfiledRequest::EventStream, ProfiledRequest::WebSocketHandshake}) {
        HttpHeaders headers = requestHeaders({Kind::SignedIn}, purpose, host);
        QCOMPARE(valueOf(headers, "Cookie").size(), 1200);
        std::erase_if(headers, [](const HttpHeader &header) { return header.first == "Cookie"; });
        QCOMPARE(headers, requestHeaders({Kind::Browser}, purpose, host));
    }
    QCOMPARE(responseHeaders({Kind::SignedIn}), responseHeaders({Kind::Browser}));
}

void TestHeaderProfile::browserResponsesCarryMoreThanMinimalOnes()
{
    const HttpHeaders headers = responseHeaders({Kind::Browser});
    QVERIFY(!valueOf(headers, "Server").isEmpty());
    QVERIFY(valueOf(headers, "X-Accel-Buffering").isEmpty());
}

void TestHeaderProfile::aPairIsSplitInHalvesThatSumUp()
{
    for (const int pair : {0, 1, 2, 870, HeaderProfile::quantumLeapPairBytes, HeaderProfile::maxPairBytes}) {
        const HeaderProfile profile{Kind::Custom, pair};
        QCOMPARE(requestHeadBytes(profile) + responseHeadBytes(profile), pair);
        QCOMPARE(requestHeadBytes(profile), (pair + 1) / 2);
    }
}

void TestHeaderProfile::paddingFillsExactlyOrNotAtAll_data()
{
    QTest::addColumn<int>("missing");
    QTest::addColumn<int>("padding");

    QTest::newRow("too long already") << -5 << 0;
    QTest::newRow("nothing missing") << 0 << 0;
    QTest::newRow("less than the line itself") << 12 << 0;
    QTest::newRow("an empty value") << 13 << 13;
    QTest::newRow("much") << 4000 << 4000;
}

void TestHeaderProfile::paddingFillsExactlyOrNotAtAll()
{
    QFETCH(int, missing);
    QFETCH(int, padding);

    QCOMPARE(headerLines(paddingHeader(100, 100 + missing)).size(), padding);
}

QTEST_APPLESS_MAIN(TestHeaderProfile)
#include "tst_header_profile.moc"

#include "core/teach/comparison_words.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;
using enum ComparisonFeature;
using enum TransportKind;
using comparison_words::Claim;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Comparison)
};

template<typename Value>
using ByFeature = std::array<Value, comparisonRowCount>;

template<typename Value>
const Value &at(const ByFeature<Value> &values, ComparisonFeature feature)
{
    return values[static_cast<std::size_t>(feature)];
}

/// Words and the ones that matter. Quoted, so not translated.
using Quote = std::pair<QString, QString>;

/// The textbook's table has three columns: this stands in its text.
ByFeature<Quote> quotesOfShortPoll()
{
    return {Quote{u"Client repeatedly sends requests"_s, u"Client asks"_s},
            {},
            {u"High latency (up to 5 seconds)"_s, u"High latency"_s},
            {u"Wastes bandwidth (many empty responses)"_s, u"Wastes bandwidth"_s},
            {},
            {},
            {}};
}

ByFeature<Quote> quotesOfLongPoll()
{
    return {Quote{u"Client \u2192 Server (request-response)"_s, u"Client \u2192 Server"_s},
            {u"HTTP"_s, u"HTTP"_s},
            {u"Medium (depends on poll interval)"_s, u"Medium"_s},
            {u"High (HTTP headers per request)"_s, u"High"_s},
            {u"Yes"_s, u"Yes"_s},
            {u"Universal"_s, u"Universal"_s},
            {u"Legacy systems"_s, u"Legacy systems"_s}};
}

ByFeature<Quote> quotesOfSse()
{
    return {Quote{u"Server \u2192 Client (unidirectional)"_s, u"Server \u2192 Client"_s},
            {u"HTTP (text/event-stream)"_s, u"HTTP"_s},
            {u"Low"_s, u"Low"_s},
            {u"Low (single connection)"_s, u"Low"_s},
            {u"No (text only)"_s, u"No (text only)"_s},
            {u"Modern browsers (EventSource)"_s, u"Modern browsers"_s},
            {u"Live notifications, stock tickers"_s, u"Live notifications"_s}};
}

ByFeature<Quote> quotesOfWebSocket()
{
    return {Quote{u"Bidirectional"_s, u"Bidirectional"_s},
            {u"WebSocket (after HTTP upgrade)"_s, u"WebSocket"_s},
            {u"Very Low"_s, u"Very Low"_s},
            {u"Very Low (no HTTP headers)"_s, u"Very Low"_s},
            {u"Yes"_s, u"Yes"_s},
            {u"Modern browsers (WebSocket)"_s, u"Modern browsers"_s},
            {u"Chat, gaming, real-time collaboration"_s, u"Chat, gaming"_s}};
}

ByFeature<Claim> claimsOfShortPoll()
{
    return {Claim{Words::tr("down in answers, up by POST"), u"RFC 9110, 9"_s, {}},
            {Words::tr("a request every interval"), u"RFC 9110, 9.3.1"_s, {}},
            {},
            {{}, {}, Words::tr("heads in full (RFC 7541)")},
            {Words::tr("in JSON as base64"), u"RFC 4648, 4"_s, {}},
            {Words::tr("every browser has fetch"), u"WHATWG Fetch, 5"_s, {}},
            {Words::tr("news that may wait an interval"), {}, {}}};
}

ByFeature<Claim> claimsOfLongPoll()
{
    return {Claim{Words::tr("held answers down, POST up"), u"RFC 6202, 2"_s, {}},
            {Words::tr("answers held back"), u"RFC 6202, 2.1"_s, {}},
            {},
            {{}, {}, Words::tr("heads in full (RFC 7541)")},
            {Words::tr("in JSON as base64"), u"RFC 4648, 4"_s, {}},
            {Words::tr("holds one of six to a host"), u"RFC 6202, 5.1"_s, Words::tr("the six (RFC 9113, 5)")},
            {Words::tr("passes where upgrades are refused"), {}, {}}};
}

ByFeature<Claim> claimsOfSse()
{
    return {Claim{Words::tr("stream down, POST up"), u"WHATWG HTML, 9.2"_s, {}},
            {Words::tr("one long answer"), u"WHATWG HTML, 9.2"_s, {}},
            {},
            {{}, {}, Words::tr("chunks (RFC 9113, 8.1)")},
            {Words::tr("UTF-8, so base64"), u"WHATWG HTML, 9.2.5"_s, {}},
            {Words::tr("browsers allow six to a host"), u"Chromium, Firefox; no RFC"_s,
             Words::tr("the six (RFC 9113, 6.5.2)")},
            {Words::tr("resumes by itself"), u"WHATWG HTML, 9.2.4"_s, {}}};
}

ByFeature<Claim> claimsOfWebSocket()
{
    return {Claim{Words::tr("frames both ways, at will"), u"RFC 6455, 1.2"_s, {}},
            {Words::tr("101, then frames"), u"RFC 6455, 4 and 5"_s, Words::tr("the upgrade (RFC 8441)")},
            {},
            {Words::tr("header 2, 4 or 10 B"), u"RFC 6455, 5.2"_s, {}},
            {Words::tr("binary frames as they are"), u"RFC 6455, 5.6"_s, {}},
            {Words::tr("not among the six: 255 to a host, or 200 in all"), u"Chromium, Firefox"_s, {}},
            {}};
}

} // namespace

QString comparison_words::title(ComparisonFeature feature)
{
    return at(ByFeature<QString>{Words::tr("Direction"), Words::tr("Protocol"), Words::tr("Latency"),
                                 Words::tr("Overhead"), Words::tr("Binary support"),
                                 Words::tr("Browser support"), Words::tr("Use case")},
              feature);
}

TextbookWords comparison_words::textbook(ComparisonFeature feature, TransportKind kind)
{
    const std::array quotes{quotesOfShortPoll, quotesOfLongPoll, quotesOfSse, quotesOfWebSocket};
    const auto [words, brief] = at(quotes[indexOf(kind)](), feature);
    if (words.isEmpty())
        return {};
    return {kind == ShortPoll ? TextbookWords::From::Text : TextbookWords::From::Table, words, brief};
}

Claim comparison_words::claim(ComparisonFeature feature, TransportKind kind)
{
    const std::array claims{claimsOfShortPoll, claimsOfLongPoll, claimsOfSse, claimsOfWebSocket};
    return at(claims[indexOf(kind)](), feature);
}

std::optional<ShownAt> comparison_words::shownAt(ComparisonFeature feature)
{
    switch (feature) {
    case Direction:
        return ShownAt{{}, u"two-way"_s, Words::tr("Two-way")};
    case Protocol:
        return ShownAt{u"wire"_s, {}, Words::tr("The wire")};
    case BinarySupport:
        return ShownAt{{}, u"binary-parcels"_s, Words::tr("Binary parcels")};
    case BrowserSupport:
        return ShownAt{u"tabs"_s, {}, Words::tr("The seventh tab")};
    default:
        return std::nullopt;
    }
}

std::optional<ShownAt> comparison_words::shownAt(ComparisonFeature feature, TransportKind kind)
{
    if (feature == Latency)
        return ShownAt{u"latency"_s, {}, Words::tr("Latency chart")};
    if (feature == Overhead)
        return ShownAt{u"overhead"_s, {}, Words::tr("Overhead chart")};
    if (feature != UseCase)
        return std::nullopt;
    switch (kind) {
    case ShortPoll:
        return ShownAt{{}, u"turn-the-knob"_s, Words::tr("Turn the knob")};
    case LongPoll:
        return ShownAt{u"gauntlet"_s, {}, Words::tr("The gauntlet")};
    case Sse:
        return ShownAt{{}, u"cut-the-cable"_s, Words::tr("Cut the cable")};
    case WebSocket:
        return ShownAt{{}, u"ping-pong"_s, Words::tr("Ping-pong")};
    }
    return std::nullopt;
}

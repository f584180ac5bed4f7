#include "core/experiment/setting_field.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace {

using S = ExperimentSettings;
constexpr S::Limits limits = S::limits();

QString spaced(Duration duration)
{
    QString text = durationText(duration);
    const auto unit = std::find_if(text.cbegin(), text.cend(), [](QChar c) { return c.isLetter(); });
    text.insert(std::distance(text.cbegin(), unit), u' ');
    return text;
}

template<Duration S::*member>
QString durationOf(const S &s)
{
    return durationText(s.*member);
}
template<Duration S::*member>
QString durationWords(const S &s)
{
    return spaced(s.*member);
}
template<Duration S::*member>
bool readDuration(const QString &text, S &s)
{
    const auto value = durationFromText(text);
    if (value)
        s.*member = *value;
    return value.has_value();
}
template<qint64 S::*member>
QString sizeOf(const S &s)
{
    return QString::number(s.*member);
}
template<qint64 S::*member>
bool readSize(const QString &text, S &s)
{
    const auto value = sizeFromText(text);
    if (value)
        s.*member = *value;
    return value.has_value();
}
constexpr bool within(Duration value, Duration low, Duration high)
{
    return low <= value && value <= high;
}

QString sizeWords(qint64 bytes)
{
    constexpr qint64 mebi = 1024LL * 1024;
    if (bytes >= mebi && bytes % mebi == 0)
        return u"%1 MiB"_s.arg(bytes / mebi);
    if (bytes >= 1024 && bytes % 1024 == 0)
        return u"%1 KiB"_s.arg(bytes / 1024);
    return u"%1 B"_s.arg(bytes);
}

QString transportsOf(const S &s)
{
    QStringList names;
    for (const TransportKind kind : allTransportKinds)
        if (s.enabled(kind))
            names += machineName(kind);
    return names.join(u',');
}
bool readTransports(const QString &text, S &s)
{
    std::array<bool, transportCount> chosen{};
    for (const QString &name : text.split(u',')) {
        const auto kind = transportNamed(name);
        if (!kind)
            return false;
        chosen[indexOf(*kind)] = true;
    }
    s.transports = chosen;
    return true;
}

QString rateOf(const S &s)
{
    return QString::number(s.messagesPerSecond, 'g', QLocale::FloatingPointShortest);
}
bool readRate(const QString &text, S &s)
{
    bool ok = false;
    const double rate = text.toDouble(&ok);
    if (ok)
        s.messagesPerSecond = rate;
    return ok;
}
bool rateInRange(const S &s)
{
    const double rate = s.messagesPerSecond;
    return rate == 0 || (limits.minRate <= rate && rate <= limits.maxRate);
}

bool readArrivals(const QString &text, S &s)
{
    const auto arrivals = arrivalsFromText(text);
    if (arrivals)
        s.arrivals = *arrivals;
    return arrivals.has_value();
}
bool arrivalsInRange(const S &s)
{
    // The messages of a burst are 1 ms apart, so that it must fit into its period.
    const Arrivals &a = s.arrivals;
    return 1 <= a.burstMessages && a.burstMessages <= Arrivals::maxBurstMessages
        && within(a.burstPeriod, std::chrono::milliseconds(a.burstMessages), std::chrono::hours(1));
}
QString arrivalsWords(const S &s)
{
    const Arrivals &a = s.arrivals;
    return a.kind == Arrivals::Kind::Burst
        ? u"%1 every %2"_s.arg(QString::number(a.burstMessages), spaced(a.burstPeriod))
        : arrivalsText(a);
}

bool readPayloadKind(const QString &text, S &s)
{
    if (text != u"text" && text != u"binary")
        return false;
    s.payloadKind = text == u"text" ? PayloadKind::Text : PayloadKind::Binary;
    return true;
}
QString payloadKindOf(const S &s)
{
    return s.payloadKind == PayloadKind::Text ? u"text"_s : u"binary"_s;
}

bool readUpstream(const QString &text, S &s)
{
    const auto upstream = upstreamFromText(text);
    if (upstream)
        s.upstream = *upstream;
    return upstream.has_value();
}
QString upstreamWords(const S &s)
{
    const QString rate = upstreamText({Upstream::Kind::Rate, s.upstream.messagesPerSecond}) + u"/s"_s;
    if (s.upstream.kind == Upstream::Kind::Echo)
        return QCoreApplication::translate("ExperimentSettings", "echo %1").arg(rate);
    return s.upstream.kind == Upstream::Kind::Rate ? rate : upstreamText(s.upstream);
}
bool upstreamInRange(const S &s)
{
    const double rate = s.upstream.messagesPerSecond;
    return !s.upstream.hasRate() || (limits.minRate <= rate && rate <= limits.maxUpstreamRate);
}

bool readHeaders(const QString &text, S &s)
{
    const auto headers = headersFromText(text);
    if (headers)
        s.headers = *headers;
    return headers.has_value();
}
QString headersWords(const S &s)
{
    return s.headers.kind == HeaderProfile::Kind::Custom ? sizeWords(s.headers.pairBytes)
                                                         : headersText(s.headers);
}

bool readConnections(const QString &text, S &s)
{
    if (text != u"keep" && text != u"new")
        return false;
    s.connections = text == u"keep" ? ConnectionMode::Keep : ConnectionMode::New;
    return true;
}
QString connectionsOf(const S &s)
{
    return s.connections == ConnectionMode::Keep ? u"keep"_s : u"new"_s;
}

bool readClients(const QString &text, S &s)
{
    bool ok = false;
    const int clients = text.toInt(&ok);
    if (ok)
        s.clients = clients;
    return ok;
}

template<bool S::*member>
QString switchOf(const S &s)
{
    return s.*member ? u"on"_s : u"off"_s;
}
template<bool S::*member>
bool readSwitch(const QString &text, S &s)
{
    if (text != u"on" && text != u"off")
        return false;
    s.*member = text == u"on";
    return true;
}

constexpr std::array recoveries{QLatin1StringView("none"), QLatin1StringView("reconnect"),
                                QLatin1StringView("resume")};

QString recoveryOf(const S &s)
{
    return recoveries[static_cast<std::size_t>(s.websocketRecovery)];
}
bool readRecovery(const QString &text, S &s)
{
    const auto found = std::find(recoveries.begin(), recoveries.end(), text);
    if (found == recoveries.end())
        return false;
    s.websocketRecovery = static_cast<WebSocketRecovery>(found - recoveries.begin());
    return true;
}

QString heartbeatKindOf(const S &s)
{
    return s.visibleHeartbeats ? u"visible"_s : u"hidden"_s;
}
bool readHeartbeatKind(const QString &text, S &s)
{
    if (text != u"visible" && text != u"hidden")
        return false;
    s.visibleHeartbeats = text == u"visible";
    return true;
}

/// Faults are one setting: option by option on the command line, with semicolons between them elsewhere.
QString faultsOf(const S &s)
{
    QStringList texts;
    for (const ScheduledFault &fault : s.faults)
        texts += faultText(fault);
    return texts.join(u';');
}
bool readFaults(const QString &text, S &s)
{
    QList<ScheduledFault> faults;
    for (const QString &one : text.split(u';', Qt::SkipEmptyParts)) {
        const auto fault = faultFromText(one);
        if (!fault)
            return false;
        faults += *fault;
    }
    s.faults = faults;
    return true;
}
QString faultsWords(const S &s)
{
    QStringList words;
    for (const ScheduledFault &fault : s.faults)
        words += QCoreApplication::translate("ExperimentSettings", "%1 at %2")
                     .arg(faultWords(fault.fault), spaced(fault.at));
    return words.isEmpty() ? QCoreApplication::translate("ExperimentSettings", "none") : words.join(u", ");
}

bool readSeed(const QString &text, S &s)
{
    bool ok = false;
    const quint32 seed = text.toUInt(&ok);
    if (ok)
        s.seed = seed;
    return ok;
}

#define LABEL(text) QT_TRANSLATE_NOOP("ExperimentSettings", text)

constexpr SettingField fields[] = {
    {"transports", LABEL("transports"), LABEL("a list of short-poll, long-poll, sse, websocket"),
     LABEL("which transports take part"), false, transportsOf, transportsOf, readTransports,
     [](const S &) { return true; }},
    {"rate", LABEL("message rate"), LABEL("0, or 0.1 to 5000 messages per second"),
     LABEL("messages per second"), true, rateOf, [](const S &s) { return u"%1/s"_s.arg(rateOf(s)); },
     readRate, rateInRange},
    {"arrivals", LABEL("arrivals"),
     LABEL("steady, poisson or burst:N/PERIOD (1 to 10000 messages 1 ms apart, period N ms to 1h)"),
     LABEL("how messages are spread over time: steady, poisson, burst:N/PERIOD"), false,
     [](const S &s) { return arrivalsText(s.arrivals); }, arrivalsWords, readArrivals, arrivalsInRange},
    {"payload", LABEL("payload"), LABEL("a size from 0 to 1MiB, such as 64 or 4KiB"),
     LABEL("bytes of data in each message"), true, sizeOf<&S::payloadBytes>,
     [](const S &s) { return sizeWords(s.payloadBytes); }, readSize<&S::payloadBytes>,
     [](const S &s) { return 0 <= s.payloadBytes && s.payloadBytes <= limits.maxPayloadBytes; }},
    {"payload-kind", LABEL("payload kind"), LABEL("text or binary"), LABEL("text or binary"), false,
     payloadKindOf, payloadKindOf, readPayloadKind, [](const S &) { return true; }},
    {"upstream", LABEL("messages from clients"),
     LABEL("off, ping-pong, 0.1 to 100 messages per second, or echo with such a rate (echo:5)"),
     LABEL("what each client sends: off, messages per second, ping-pong, or echo[:RATE], back to it alone"),
     false, [](const S &s) { return upstreamText(s.upstream); }, upstreamWords, readUpstream,
     upstreamInRange},
    {"poll-interval", LABEL("poll interval"), LABEL("a duration from 50ms to 30s, such as 2s"),
     LABEL("time between short polls"), false, durationOf<&S::pollInterval>, durationWords<&S::pollInterval>,
     readDuration<&S::pollInterval>,
     [](const S &s) { return within(s.pollInterval, limits.minPollInterval, limits.maxPollInterval); }},
    {"long-poll-timeout", LABEL("long-poll timeout"),
     LABEL("a duration in whole seconds from 1s to 2m, such as 30s"),
     LABEL("how long the server holds a long poll, whole seconds"), false, durationOf<&S::longPollTimeout>,
     durationWords<&S::longPollTimeout>, readDuration<&S::longPollTimeout>,
     [](const S &s) {
         return within(s.longPollTimeout, limits.minLongPollTimeout, limits.maxLongPollTimeout)
             && s.longPollTimeout % std::chrono::seconds(1) == Duration{0};
     }},
    {"headers", LABEL("header profile"), LABEL("minimal, browser, signed-in or a size from 0 to 8192"),
     LABEL("headers of requests, responses and handshakes: minimal, browser, signed-in, or a size of a pair"),
     false, [](const S &s) { return headersText(s.headers); }, headersWords, readHeaders,
     [](const S &s) {
         return 0 <= s.headers.pairBytes && s.headers.pairBytes <= HeaderProfile::maxPairBytes;
     }},
    {"connections", LABEL("connections"), LABEL("keep or new"),
     LABEL("keep a poll's connection, or a new one for each request"), false, connectionsOf, connectionsOf,
     readConnections, [](const S &) { return true; }},
    {"delay", LABEL("network delay"), LABEL("a duration from 0s to 2s, such as 20ms"),
     LABEL("network delay, one way"), false, durationOf<&S::delay>, durationWords<&S::delay>,
     readDuration<&S::delay>, [](const S &s) { return within(s.delay, Duration{0}, limits.maxDelay); }},
    {"jitter", LABEL("jitter"), LABEL("a duration from 0s to 500ms, such as 5ms"),
     LABEL("the delay varies by up to this, both ways"), false, durationOf<&S::jitter>,
     durationWords<&S::jitter>, readDuration<&S::jitter>,
     [](const S &s) { return within(s.jitter, Duration{0}, limits.maxJitter); }},
    {"bandwidth", LABEL("bandwidth"), LABEL("0 (no limit), or at least 1000 bytes per second"),
     LABEL("bytes per second of each client and direction; 0: no limit"), true, sizeOf<&S::bytesPerSecond>,
     [](const S &s) { return s.bytesPerSecond == 0 ? u"no limit"_s : sizeWords(s.bytesPerSecond) + u"/s"_s; },
     readSize<&S::bytesPerSecond>,
     [](const S &s) { return s.bytesPerSecond == 0 || s.bytesPerSecond >= limits.minBytesPerSecond; }},
    {"clients", LABEL("clients per transport"), LABEL("1 to 500"), LABEL("clients of each transport"), true,
     [](const S &s) { return QString::number(s.clients); },
     [](const S &s) { return QString::number(s.clients); }, readClients,
     [](const S &s) { return 1 <= s.clients && s.clients <= limits.maxClients; }},
    {"websocket-recovery", LABEL("WebSocket recovery"), LABEL("none, reconnect or resume"),
     LABEL("what a WebSocket does after a loss: none (as a browser), reconnect, resume"), false, recoveryOf,
     recoveryOf, readRecovery, [](const S &) { return true; }},
    {"reconnect-jitter", LABEL("reconnect jitter"), LABEL("on or off"),
     LABEL("clients come back at random moments, not all at once: on, off"), false,
     switchOf<&S::reconnectJitter>, switchOf<&S::reconnectJitter>, readSwitch<&S::reconnectJitter>,
     [](const S &) { return true; }},
    {"heartbeat", LABEL("heartbeat"), LABEL("a duration from 100ms to 5m, such as 15s"),
     LABEL("silence on a stream before the server shows that it is there; pings come half as often"), false,
     durationOf<&S::heartbeat>, durationWords<&S::heartbeat>, readDuration<&S::heartbeat>,
     [](const S &s) { return within(s.heartbeat, limits.minHeartbeat, limits.maxHeartbeat); }},
    {"heartbeat-kind", LABEL("heartbeat kind"), LABEL("hidden or visible"),
     LABEL("hidden (comments, pings) or visible to scripts (events, messages)"), false, heartbeatKindOf,
     heartbeatKindOf, readHeartbeatKind, [](const S &) { return true; }},
    {"silence-timeout", LABEL("silence timeout"), LABEL("a duration from 0s (never) to 10m, such as 10s"),
     LABEL("after so much silence a client takes its connection for dead; 0s: never"), false,
     durationOf<&S::silenceTimeout>, durationWords<&S::silenceTimeout>, readDuration<&S::silenceTimeout>,
     [](const S &s) { return within(s.silenceTimeout, Duration{0}, limits.maxSilenceTimeout); }},
    {"fault", LABEL("faults"),
     LABEL("at=TIME,lane=all|NAME,kind=KIND,for=TIME,rate=BYTES, with kind one of cut, silent, half-open, "
           "stall, "
           "drip, collapse, slow-reader, restart, restart-empty"),
     LABEL("a fault at a time of the run: at=10s,lane=all,kind=cut,for=3s; repeatable"), false, faultsOf,
     faultsWords, readFaults, [](const S &s) { return s.faults.size() <= limits.maxFaults; }, true},
    {"duration", LABEL("duration"), LABEL("a duration above 0s, up to 24h, such as 10s"),
     LABEL("how long messages are due"), false, durationOf<&S::duration>, durationWords<&S::duration>,
     readDuration<&S::duration>,
     [](const S &s) { return within(s.duration, std::chrono::milliseconds(1), limits.maxDuration); }},
    {"warmup", LABEL("warm-up"), LABEL("a duration from 0s to 24h, such as 2s"),
     LABEL("runs before that, not counted"), false, durationOf<&S::warmup>, durationWords<&S::warmup>,
     readDuration<&S::warmup>, [](const S &s) { return within(s.warmup, Duration{0}, limits.maxDuration); }},
    {"seed", LABEL("seed"), LABEL("0 to 4294967295"), LABEL("same seed, same schedule"), true,
     [](const S &s) { return QString::number(s.seed); }, [](const S &s) { return QString::number(s.seed); },
     readSeed, [](const S &) { return true; }},
};

#undef LABEL

}

QString SettingField::jsonName() const
{
    return QString::fromLatin1(option).replace(u'-', u'_');
}

Error SettingField::wrong(const QString &value) const
{
    const auto translated
        = [](const char *source) { return QCoreApplication::translate("ExperimentSettings", source); };
    if (read == readFaults)
        for (const QString &one : value.split(u';'))
            if (const auto fault = faultFromText(one); !fault)
                return fault.error();
    return {QCoreApplication::translate("ExperimentSettings", "%1 must be %2 (not %3)")
                .arg(translated(label), translated(expects), value.isEmpty() ? u"\"\""_s : value)};
}

std::span<const SettingField> settingFields()
{
    return fields;
}

#include "ui/setting_descriptions.h"

#include "core/experiment/experiment_settings.h"
#include "ui/theme/number_text.h"
#include "ui/widgets/value_parser.h"

#include <QCoreApplication>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Settings", text);
}

QString count(double value)
{
    return plainNumber(value);
}

QString milliseconds(double value)
{
    return intervalText(value).joined();
}

QString seconds(double value)
{
    return NumberText{plainNumber(value), tr("s")}.joined();
}

QString payloadText(double bytes)
{
    constexpr double kib = 1024;
    constexpr double mib = 1024 * 1024;
    if (bytes >= mib)
        return NumberText{plainNumber(bytes / mib), u"MiB"_s}.joined();
    if (bytes >= 10 * kib)
        return NumberText{plainNumber(std::round(bytes / kib * 10) / 10), u"KiB"_s}.joined();
    return NumberText{plainNumber(bytes), tr("B")}.joined();
}

QString bandwidthText(double bytes)
{
    if (bytes >= settings_table::noBandwidthLimit)
        return tr("no limit");
    if (bytes >= 1e6)
        return NumberText{plainNumber(bytes / 1e6), tr("MB/s")}.joined();
    return NumberText{plainNumber(bytes / 1e3), tr("kB/s")}.joined();
}

constexpr auto limits = ExperimentSettings::limits();

double inMs(Duration duration)
{
    return toMilliseconds(duration);
}

} // namespace

SettingDescription settings_table::pollInterval()
{
    return {tr("Poll &interval"),
            tr("How often short polling asks the server. The first thing to play with."),
            {.kind = ValueScale::Kind::Log,
             .min = inMs(limits.minPollInterval),
             .max = inMs(limits.maxPollInterval)},
            milliseconds,
            valueParser({{"ms", 1}, {"s", 1000}, {"min", 60'000}})};
}

SettingDescription settings_table::messageRate()
{
    return {tr("&Message rate"),
            tr("Messages a second, the same ones on all four transports. 0: only what you publish."),
            {.kind = ValueScale::Kind::ZeroThenLog,
             .min = 0,
             .max = limits.maxWindowRate,
             .firstPositive = limits.minRate},
            [](double value) { return rateText(value).joined(); },
            valueParser({{"/s", 1}, {"msg/s", 1}, {"/min", 1 / 60.0}})};
}

SettingDescription settings_table::delay()
{
    return {tr("&Delay, one way"),
            tr("How long every byte travels, each way, on loopback links between clients and server."),
            {.kind = ValueScale::Kind::ZeroThenLog,
             .min = 0,
             .max = inMs(limits.maxDelay),
             .firstPositive = 1,
             .steps = ValueScale::Steps::Absolute,
             .arrow = 5,
             .page = 50},
            milliseconds,
            valueParser({{"ms", 1}, {"s", 1000}})};
}

SettingDescription settings_table::payload()
{
    return {tr("&Payload"),
            tr("Size of each message's data, without the object around it."),
            {.kind = ValueScale::Kind::ZeroThenLog,
             .min = 0,
             .max = static_cast<double>(limits.maxPayloadBytes),
             .firstPositive = 1,
             .arrow = 1.25,
             .page = 2,
             .whole = true},
            payloadText,
            valueParser({{"b", 1}, {"kib", 1024}, {"mib", 1024 * 1024}, {"kb", 1000}, {"mb", 1e6}}),
            false};
}

SettingDescription settings_table::burstMessages()
{
    return {tr("Messages in a burst"),
            tr("They come 1 ms apart."),
            {.kind = ValueScale::Kind::Log,
             .min = 1,
             .max = 1000,
             .steps = ValueScale::Steps::Absolute,
             .arrow = 1,
             .page = 10,
             .whole = true},
            count,
            valueParser({}),
            false};
}

SettingDescription settings_table::burstPeriod()
{
    return {tr("A burst every"),
            {},
            {.kind = ValueScale::Kind::Log, .min = 0.1, .max = 60},
            seconds,
            valueParser({{"s", 1}, {"ms", 0.001}, {"min", 60}}),
            false};
}

SettingDescription settings_table::jitter()
{
    return {tr("&Jitter"),
            tr("Each chunk of bytes is early or late by up to this much; order is kept."),
            {.min = 0,
             .max = inMs(limits.maxJitter),
             .steps = ValueScale::Steps::Absolute,
             .arrow = 5,
             .page = 50},
            [](double value) { return value > 0 ? u"\u00B1 "_s + milliseconds(value) : milliseconds(value); },
            [read = valueParser({{"ms", 1}, {"s", 1000}})](const QString &text) {
                return read(QString(text).remove(QChar(0x00B1)));
            },
            false};
}

SettingDescription settings_table::bandwidth()
{
    return {tr("&Bandwidth"),
            tr("Limit of each direction of each client's link."),
            {.kind = ValueScale::Kind::Log, .min = limits.minBytesPerSecond, .max = noBandwidthLimit},
            bandwidthText,
            [read = valueParser({{"b/s", 1}, {"kb/s", 1e3}, {"mb/s", 1e6}})](
                const QString &text) -> std::optional<double> {
                if (text.trimmed() == tr("no limit") || text.trimmed() == u"0")
                    return noBandwidthLimit;
                return read(text);
            },
            false};
}

SettingDescription settings_table::clients()
{
    return {tr("&Clients per transport"),
            tr("Each is a real connection of its own."),
            {.kind = ValueScale::Kind::Log,
             .min = 1,
             .max = static_cast<double>(limits.maxClients),
             .steps = ValueScale::Steps::Absolute,
             .arrow = 1,
             .page = 10,
             .whole = true},
            count,
            valueParser({}),
            false};
}

SettingDescription settings_table::upstreamRate()
{
    return {tr("Each client sends"),
            tr("Messages a second from every client, at random moments; the server passes them on to all, an "
               "echo to its sender alone."),
            {.kind = ValueScale::Kind::Log, .min = limits.minRate, .max = limits.maxUpstreamRate},
            [](double value) { return rateText(value).joined(); },
            valueParser({{"/s", 1}, {"msg/s", 1}, {"/min", 1 / 60.0}}),
            false};
}

SettingDescription settings_table::longPollTimeout()
{
    return {
        tr("Long-poll &timeout"),
        tr("How long the server holds a request when there is no message (RFC 6202 advises 30 s)."),
        {.min = 1, .max = 120, .steps = ValueScale::Steps::Absolute, .arrow = 1, .page = 10, .whole = true},
        seconds,
        valueParser({{"s", 1}, {"min", 60}}),
        false};
}

SettingDescription settings_table::headerPair()
{
    return {
        tr("Header pair"),
        tr("Request head and response head together. 871 B is the pair of \u201cQuantum Leap\u201d (2010)."),
        {.min = 0,
         .max = HeaderProfile::maxPairBytes,
         .steps = ValueScale::Steps::Absolute,
         .arrow = 10,
         .page = 100,
         .whole = true},
        [](double value) {
            return NumberText{plainNumber(value), tr("B")}.joined();
        },
        valueParser({{"b", 1}}),
        false};
}

SettingDescription settings_table::faultLength()
{
    return {tr("For"),
            tr("The fault ends by itself after this time."),
            {.kind = ValueScale::Kind::Log,
             .min = 0.1,
             .max = 30,
             .steps = ValueScale::Steps::Absolute,
             .arrow = 0.5,
             .page = 5},
            seconds,
            valueParser({{"s", 1}, {"ms", 0.001}, {"min", 60}}),
            false};
}

SettingDescription settings_table::faultRate()
{
    return {tr("Bytes per second"),
            tr("How much still gets through while the fault lasts."),
            {.kind = ValueScale::Kind::Log, .min = 10, .max = 100'000, .whole = true},
            [](double value) {
                return NumberText{plainNumber(value), tr("B/s")}.joined();
            },
            valueParser({{"b/s", 1}, {"kb/s", 1e3}}),
            false};
}

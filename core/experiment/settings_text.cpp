#include "core/experiment/experiment_settings.h"

#include <QLocale>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Unit
{
    QLatin1StringView name;
    qint64 nanoseconds;
};
constexpr Unit units[] = {{QLatin1StringView("h"), 3'600'000'000'000},
                          {QLatin1StringView("m"), 60'000'000'000},
                          {QLatin1StringView("s"), 1'000'000'000},
                          {QLatin1StringView("ms"), 1'000'000},
                          {QLatin1StringView("us"), 1'000},
                          {QLatin1StringView("ns"), 1}};

/// `value` of `unit` with just the decimals that it needs.
QString decimal(qint64 value, qint64 unit)
{
    QString text = QString::number(value / unit);
    if (const qint64 rest = value % unit; rest != 0) {
        const auto digits = QString::number(unit).size() - 1;
        QString fraction = QString::number(rest).rightJustified(digits, u'0');
        while (fraction.endsWith(u'0'))
            fraction.chop(1);
        text += u'.' + fraction;
    }
    return text;
}

}

// Exact: what is written reads back to the nanosecond.
QString durationText(Duration duration)
{
    const qint64 ns = duration.count();
    if (ns == 0)
        return u"0s"_s;
    const qint64 magnitude = ns < 0 ? -ns : ns;
    const QString sign = ns < 0 ? u"-"_s : QString();
    for (const Unit &unit : units) {
        const bool wholeOnly = unit.nanoseconds > 1'000'000'000; // 90 s is not "1.5m"
        if (magnitude >= unit.nanoseconds && (!wholeOnly || magnitude % unit.nanoseconds == 0))
            return sign + decimal(magnitude, unit.nanoseconds) + unit.name;
    }
    return {};
}

std::optional<Duration> durationFromText(const QString &text)
{
    static const QRegularExpression shape(u"^(\\d{1,12})(?:\\.(\\d{1,9}))?(h|m|s|ms|us|ns)$"_s);
    const QRegularExpressionMatch match = shape.match(text);
    if (!match.hasMatch())
        return std::nullopt;

    qint64 unit = 1;
    for (const Unit &candidate : units)
        if (match.capturedView(3) == candidate.name)
            unit = candidate.nanoseconds;
    constexpr qint64 limit = 1'000'000'000'000'000'000; // some thirty years
    const qint64 whole = match.captured(1).toLongLong();
    if (whole > limit / unit)
        return std::nullopt;

    qint64 fraction = 0;
    qint64 scale = 1;
    for (const QChar digit : match.captured(2)) {
        fraction = fraction * 10 + digit.digitValue();
        scale *= 10;
    }
    // unit <= 3.6e12 and fraction < 1e9: below 2^63 only if divided in two steps.
    const qint64 part = unit >= scale ? fraction * (unit / scale) + fraction * (unit % scale) / scale
                                      : fraction * unit / scale;
    return Duration{whole * unit + part};
}

std::optional<qint64> sizeFromText(const QString &text)
{
    static const QRegularExpression shape(u"^(\\d{1,15})(B|KiB|MiB|GiB)?$"_s);
    const QRegularExpressionMatch match = shape.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    int shift = 0;
    if (match.capturedView(2) == u"KiB")
        shift = 10;
    else if (match.capturedView(2) == u"MiB")
        shift = 20;
    else if (match.capturedView(2) == u"GiB")
        shift = 30;
    const qint64 number = match.captured(1).toLongLong();
    if (number > (std::numeric_limits<qint64>::max() >> shift))
        return std::nullopt;
    return number << shift;
}

QString arrivalsText(const Arrivals &arrivals)
{
    switch (arrivals.kind) {
    case Arrivals::Kind::Steady:
        return u"steady"_s;
    case Arrivals::Kind::Poisson:
        return u"poisson"_s;
    case Arrivals::Kind::Burst:
        break;
    }
    return u"burst:%1/%2"_s.arg(QString::number(arrivals.burstMessages), durationText(arrivals.burstPeriod));
}

std::optional<Arrivals> arrivalsFromText(const QString &text)
{
    if (text == u"steady")
        return Arrivals{.kind = Arrivals::Kind::Steady};
    if (text == u"poisson")
        return Arrivals{.kind = Arrivals::Kind::Poisson};
    static const QRegularExpression shape(u"^burst:(\\d{1,9})/(.+)$"_s);
    const QRegularExpressionMatch match = shape.match(text);
    const auto period = durationFromText(match.captured(2));
    if (!match.hasMatch() || !period)
        return std::nullopt;
    return Arrivals{Arrivals::Kind::Burst, match.captured(1).toInt(), *period};
}

QString upstreamText(const Upstream &upstream)
{
    QString rate = QString::number(upstream.messagesPerSecond, 'g', QLocale::FloatingPointShortest);
    switch (upstream.kind) {
    case Upstream::Kind::Off:
        return u"off"_s;
    case Upstream::Kind::PingPong:
        return u"ping-pong"_s;
    case Upstream::Kind::Echo:
        return upstream.messagesPerSecond == Upstream().messagesPerSecond ? u"echo"_s : u"echo:"_s + rate;
    case Upstream::Kind::Rate:
        break;
    }
    return rate;
}

std::optional<Upstream> upstreamFromText(const QString &text)
{
    if (text == u"off")
        return Upstream{};
    if (text == u"ping-pong")
        return Upstream{.kind = Upstream::Kind::PingPong};
    if (text == u"echo")
        return Upstream{.kind = Upstream::Kind::Echo};
    const QString prefix = u"echo:"_s;
    const bool echo = text.startsWith(prefix);
    bool ok = false;
    const double rate = text.mid(echo ? prefix.size() : 0).toDouble(&ok);
    return ok ? std::optional(Upstream{echo ? Upstream::Kind::Echo : Upstream::Kind::Rate, rate})
              : std::nullopt;
}

QString headersText(const HeaderProfile &profile)
{
    switch (profile.kind) {
    case HeaderProfile::Kind::Minimal:
        return u"minimal"_s;
    case HeaderProfile::Kind::Browser:
        return u"browser"_s;
    case HeaderProfile::Kind::SignedIn:
        return u"signed-in"_s;
    case HeaderProfile::Kind::Custom:
        break;
    }
    return QString::number(profile.pairBytes);
}

std::optional<HeaderProfile> headersFromText(const QString &text)
{
    if (text == u"minimal")
        return HeaderProfile{HeaderProfile::Kind::Minimal, 0};
    if (text == u"browser")
        return HeaderProfile{HeaderProfile::Kind::Browser, 0};
    if (text == u"signed-in")
        return HeaderProfile{HeaderProfile::Kind::SignedIn, 0};
    const auto size = sizeFromText(text);
    if (!size || *size > std::numeric_limits<int>::max())
        return std::nullopt;
    return HeaderProfile{HeaderProfile::Kind::Custom, static_cast<int>(*size)};
}

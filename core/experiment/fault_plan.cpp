#include "core/experiment/fault_plan.h"

#include "core/experiment/experiment_settings.h"

#include <QCoreApplication>

#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(FaultPlan)
};

#define WORDS(text) QT_TRANSLATE_NOOP("FaultPlan", text)

constexpr FaultDescriptor descriptors[] = {
    {FaultKind::Cut, "cut", WORDS("Cut"),
     WORDS("The link resets every connection on both sides, and resets new ones until it is over."), 3s, true,
     false, false, true},
    {FaultKind::Silent, "silent", WORDS("Cut silently"),
     WORDS("Bytes vanish in the link and nobody is told; these connections never come back to life."), 3s,
     true, false, false, true},
    {FaultKind::HalfOpen, "half-open", WORDS("Half-open"),
     WORDS("The server's side of every connection is gone; a client learns it only when it sends something."),
     0s, false, false, false, true},
    {FaultKind::Stall, "stall", WORDS("Stall"),
     WORDS("The server neither takes nor sends: bytes wait and go on when it is over."), 1s, true, false,
     false, false},
    {FaultKind::Drip, "drip", WORDS("Slow drip"), WORDS("Bytes leave the link one by one, both ways."), 3s,
     true, true, false, false},
    {FaultKind::Collapse, "collapse", WORDS("Bandwidth collapse"),
     WORDS("The link carries only so many bytes a second, both ways."), 3s, true, true, false, false},
    {FaultKind::SlowReader, "slow-reader", WORDS("Slow reader"),
     WORDS("The first client of the lane takes only so many bytes a second; the others read on."), 10s, true,
     true, false, false},
    {FaultKind::Restart, "restart", WORDS("Server restart"),
     WORDS("The server drops everybody, is away, and comes back with its message log."), 1s, true, false,
     true, true},
    {FaultKind::RestartEmpty, "restart-empty", WORDS("Server restart, log lost"),
     WORDS("The server drops everybody, is away, and comes back without its log: ids begin anew. A client "
           "whose last id the new log has passed by then cannot tell, and misses what is below it."),
     1s, true, false, true, true},
};

#undef WORDS

std::optional<LinkFault::Kind> linkKind(FaultKind kind)
{
    switch (kind) {
    case FaultKind::Cut:
        return LinkFault::Kind::Cut;
    case FaultKind::Silent:
        return LinkFault::Kind::Silent;
    case FaultKind::HalfOpen:
        return LinkFault::Kind::HalfOpen;
    case FaultKind::Stall:
        return LinkFault::Kind::Stall;
    case FaultKind::Drip:
        return LinkFault::Kind::Drip;
    case FaultKind::Collapse:
        return LinkFault::Kind::Collapse;
    case FaultKind::SlowReader:
        return LinkFault::Kind::SlowReader;
    case FaultKind::Restart:
    case FaultKind::RestartEmpty:
        break;
    }
    return std::nullopt;
}

Error wrong(const QString &member, const QString &expects, const QString &value)
{
    return {Words::tr("%1 must be %2 (not \"%3\")").arg(member, expects, value)};
}

Result<Done> readKind(const QString &value, ScheduledFault &fault)
{
    QStringList names;
    for (const FaultDescriptor &descriptor : descriptors) {
        names += QString::fromLatin1(descriptor.name);
        if (value != names.last())
            continue;
        fault.fault.kind = descriptor.kind;
        fault.fault.length = descriptor.length;
        return Done{};
    }
    return wrong(u"kind"_s, Words::tr("one of %1").arg(names.join(u", ")), value);
}

Result<Done> readMember(const QString &name, const QString &value, ScheduledFault &fault)
{
    if (name == u"at" || name == u"for") {
        const auto duration = durationFromText(value);
        const Duration most = name == u"at" ? ExperimentSettings::limits().maxDuration : Fault::maxLength;
        if (!duration || *duration < Duration{0} || *duration > most)
            return wrong(name, Words::tr("a duration from 0s to %1, such as 3s").arg(durationText(most)),
                         value);
        (name == u"at" ? fault.at : fault.fault.length) = *duration;
        return Done{};
    }
    if (name == u"lane") {
        fault.fault.lane = transportNamed(value);
        if (!fault.fault.lane && value != u"all")
            return wrong(name, Words::tr("all, short-poll, long-poll, sse or websocket"), value);
        return Done{};
    }
    if (name == u"rate") {
        const auto rate = sizeFromText(value);
        if (!rate || *rate < 1 || *rate > Fault::maxBytesPerSecond)
            return wrong(name, Words::tr("1 to 1000000 bytes per second, such as 1KiB"), value);
        fault.fault.bytesPerSecond = *rate;
        return Done{};
    }
    return Error{Words::tr("a fault has no \"%1\"; it has at, lane, kind, for, rate").arg(name)};
}

Result<Done> checkWhole(const Fault &fault)
{
    const FaultDescriptor &descriptor = descriptorOf(fault.kind);
    if (descriptor.ofServer && fault.lane)
        return Error{Words::tr("%1 is the server's and meets all lanes; leave lane out")
                         .arg(QString::fromLatin1(descriptor.name))};
    if (descriptor.hasLength && fault.length <= Duration{0})
        return wrong(u"for"_s, Words::tr("above 0s"), durationText(fault.length));
    return Done{};
}

}

std::span<const FaultDescriptor> faultDescriptors()
{
    return descriptors;
}

const FaultDescriptor &descriptorOf(FaultKind kind)
{
    return descriptors[static_cast<std::size_t>(kind)];
}

std::optional<LinkFault> linkFault(const Fault &fault)
{
    const auto kind = linkKind(fault.kind);
    if (!kind)
        return std::nullopt;
    return LinkFault{*kind, fault.length, fault.bytesPerSecond};
}

QString faultText(const ScheduledFault &scheduled)
{
    const Fault &fault = scheduled.fault;
    const FaultDescriptor &descriptor = descriptorOf(fault.kind);
    QString text = u"at=%1,lane=%2,kind=%3"_s.arg(durationText(scheduled.at),
                                                  fault.lane ? QString(machineName(*fault.lane)) : u"all"_s,
                                                  QString::fromLatin1(descriptor.name));
    if (descriptor.hasLength)
        text += u",for="_s + durationText(fault.length);
    if (descriptor.hasRate)
        text += u",rate=%1"_s.arg(fault.bytesPerSecond);
    return text;
}

Result<ScheduledFault> faultFromText(const QString &text)
{
    ScheduledFault fault;
    QList<std::pair<QString, QString>> members;
    QSet<QString> names;
    for (const QString &member : text.split(u',')) {
        const qsizetype equals = member.indexOf(u'=');
        if (equals < 1)
            return Error{
                Words::tr("a fault is written at=10s,lane=all,kind=cut,for=3s (not \"%1\")").arg(text)};
        members += {member.left(equals).trimmed(), member.sliced(equals + 1).trimmed()};
        if (names.contains(members.last().first))
            return Error{Words::tr("\"%1\" is in it twice").arg(members.last().first)};
        names.insert(members.last().first);
    }
    // The kind first: it says what the others are when they are left out.
    const auto kind
        = std::find_if(members.cbegin(), members.cend(), [](const auto &m) { return m.first == u"kind"; });
    if (kind == members.cend())
        return Error{Words::tr("a fault needs a kind, such as kind=cut")};
    if (const auto read = readKind(kind->second, fault); !read)
        return read.error();
    for (const auto &[name, value] : members)
        if (name != u"kind")
            if (const auto read = readMember(name, value, fault); !read)
                return read.error();
    if (const auto whole = checkWhole(fault.fault); !whole)
        return whole.error();
    const FaultDescriptor &descriptor = descriptorOf(fault.fault.kind);
    for (const auto &[name, has] :
         {std::pair(u"for"_s, descriptor.hasLength), std::pair(u"rate"_s, descriptor.hasRate)})
        if (names.contains(name) && !has)
            return Error{Words::tr("%1 has no \"%2\"").arg(QString::fromLatin1(descriptor.name), name)};
    return fault;
}

QString faultWords(const Fault &fault)
{
    const FaultDescriptor &descriptor = descriptorOf(fault.kind);
    QString words = QCoreApplication::translate("FaultPlan", descriptor.label).toLower();
    if (descriptor.hasLength) {
        QString length = durationText(fault.length);
        length.insert(std::find_if(length.cbegin(), length.cend(), [](QChar c) { return c.isLetter(); })
                          - length.cbegin(),
                      u' ');
        words = Words::tr("%1 for %2").arg(words, length);
    }
    return fault.lane ? u"%1 (%2)"_s.arg(words, machineName(*fault.lane)) : words;
}

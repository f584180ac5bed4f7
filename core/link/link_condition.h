#pragma once

#include "core/link/link_fault.h"
#include "core/link/link_settings.h"
#include "core/protocol/wire_record.h"

#include <limits>
#include <optional>

/// What holds at a link at a moment: its settings, and what has struck it. Pure: time is an argument.
///
/// Settings that are applied while a fault lasts hold when it is over. A fault slows down and never speeds
/// up. What an end of Cut or Silent brings is for connections that come then; what both do to those that are
/// there, and all of HalfOpen, is not kept here.
class LinkCondition
{
public:
    /// What becomes of a connection that is made now.
    enum class Welcome { Carry, Reset, Swallow };
    struct Pace
    {
        LinkSettings settings;
        qint64 mostAtOnce = std::numeric_limits<qint64>::max(); ///< bytes that leave in one piece
        TimePoint stalledUntil{};
        qint64 buffer = std::numeric_limits<qint64>::max(); ///< bytes that may wait in the link

        bool operator==(const Pace &) const = default;
    };
    /// Of a slow reader's way down: its back-pressure must reach the server soon.
    static constexpr qint64 slowReaderBuffer = qint64{4} * 1024;

    void apply(const LinkSettings &settings) { m_settings = settings; }
    void strike(const LinkFault &fault, TimePoint now);

    [[nodiscard]] Welcome welcome(TimePoint now) const;
    [[nodiscard]] Pace pace(Direction direction, TimePoint now) const;
    /// When pace() changes by itself; nullopt: not.
    [[nodiscard]] std::optional<TimePoint> paceEnds(TimePoint now) const;

private:
    LinkSettings m_settings;
    LinkFault m_brake; ///< Stall, Drip, Collapse or SlowReader
    TimePoint m_brakeUntil{};
    TimePoint m_cutUntil{};
    TimePoint m_silentUntil{};
};

#pragma once

#include "core/base/steady_time.h"
#include "core/protocol/message.h"

#include <QMetaType>
#include <QtGlobal>

#include <optional>
#include <vector>

/// How a client got through a middlebox, by what was measured.
enum class GauntletVerdict {
    Works, ///< every message arrived, none of them late
    Late, ///< some were late or are missing, but it still delivers
    Dead ///< nothing that was due in the second half of the time has arrived
};

/// What one client went through. Times count from when it was started.
struct GauntletResult
{
    /// nullopt: no message has had the time yet to be late.
    std::optional<GauntletVerdict> verdict;
    std::optional<Duration> firstMessage; ///< nullopt: none arrived
    /// A message that is missing counts as late as it is old.
    std::optional<Duration> worstLatency;
    /// When the client told of a loss, or of falling back, for the first time; nullopt: it noticed nothing.
    std::optional<Duration> noticed;
    qint64 due = 0;
    qint64 delivered = 0;
    int losses = 0; ///< that the client told of
    [[nodiscard]] qint64 missing() const { return due - delivered; }

    bool operator==(const GauntletResult &) const = default;
};

/// The book of one client in the gauntlet. Pure: times are arguments.
class GauntletCell
{
public:
    explicit GauntletCell(TimePoint started)
        : m_started(started)
    {
    }

    /// A message that came before counts once.
    void delivered(MessageId id, TimePoint due, TimePoint at);
    /// The client told that it lost its connection or fell back.
    void noticedLoss(TimePoint at);

    /// `dues`: when message 1, 2, 3 ... was due.
    [[nodiscard]] GauntletResult result(const std::vector<TimePoint> &dues, TimePoint now,
                                        Duration lateAfter) const;

private:
    [[nodiscard]] bool has(std::size_t index) const { return index < m_has.size() && m_has[index]; }

    TimePoint m_started;
    std::vector<bool> m_has; ///< by id, from 1
    std::optional<TimePoint> m_first;
    std::optional<TimePoint> m_noticed;
    Duration m_worst{0};
    int m_losses = 0;
};

Q_DECLARE_METATYPE(GauntletResult)

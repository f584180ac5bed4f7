#pragma once

#include "ui/lab_state.h"

#include <QString>

#include <array>
#include <cmath>
#include <deque>
#include <limits>

/// Which messages the list shows.
enum class MessageFilter { All, Lost, Duplicated, Slow };
inline constexpr std::size_t messageFilterCount = 4;

/// What happened to one message on each transport, as far as one client knows.
struct MessageRow
{
    static constexpr float none = std::numeric_limits<float>::quiet_NaN();

    double dueS = std::numeric_limits<double>::quiet_NaN();
    std::array<float, transportCount> latencyMs{none, none, none, none};
    std::array<quint16, transportCount> again{}; ///< deliveries after the first
    quint8 lost = 0, slow = 0; ///< bit per transport
    QString data; ///< null: not known

    [[nodiscard]] bool isDelivered(std::size_t lane) const { return !std::isnan(latencyMs[lane]); }
    [[nodiscard]] bool isLost(std::size_t lane) const { return ((lost >> lane) & 1) != 0; }
    [[nodiscard]] bool isSlow(std::size_t lane) const { return ((slow >> lane) & 1) != 0; }
    [[nodiscard]] bool matches(MessageFilter filter) const;
};

/// The newest messages of a run by id, without holes; what changed since the update before. Bounded.
///
/// *Slow*: above slowAboveMs and above slowFactor times the median of its lane, judged when it arrives.
class MessageRows
{
public:
    static constexpr std::size_t maxRows = 50'000;
    static constexpr double slowFactor = 3;
    static constexpr double slowAboveMs = 100;
    static constexpr qsizetype maxTextLength = 80;

    /// What one update did to rows that were there before, or are new.
    struct Change
    {
        bool rebuilt = false; ///< everything is new
        quint64 firstTouched = 0, lastTouched = 0; ///< ids; 0: none
    };

    [[nodiscard]] Change update(const LabState &state);

    [[nodiscard]] std::size_t size() const { return m_rows.size(); }
    [[nodiscard]] quint64 firstId() const { return m_firstId; }
    [[nodiscard]] quint64 lastId() const { return m_firstId + m_rows.size() - 1; }
    [[nodiscard]] const MessageRow *find(quint64 id) const;
    /// Not delivered and not lost, but the lane's client may still get it.
    [[nodiscard]] bool isUnderWay(quint64 id, std::size_t lane) const;

private:
    struct Lane
    {
        qint64 taken = 0; ///< number of the next delivery
        std::size_t kept = 0; ///< deliveries in the state at the last update
        quint64 highest = 0; ///< id delivered or lost
        quint64 underWayAfter = noId; ///< ids above it may still come
        quint64 lastRecord = 0; ///< number of the newest record looked at
        QList<LostIds> lost;
        QList<DuplicatedId> duplicated;
    };
    static constexpr quint64 noId = std::numeric_limits<quint64>::max();

    [[nodiscard]] bool isAnotherRun(const LabState &state) const;
    void takeDeliveries(const LabState &state, std::size_t lane);
    void takePending(const LaneSnapshot &lane);
    /// The client of a lane that runs may still get what its cursor has not passed.
    void takeCursor(const LaneSnapshot &snapshot, std::size_t index, bool running);
    void takeLost(const LaneSnapshot &lane, std::size_t index);
    void takeDuplicated(const LaneSnapshot &lane, std::size_t index);
    void takeTexts(const Trace &trace, std::size_t lane);
    void setLost(std::size_t lane, const LostIds &ids, bool lost);
    /// The row of an id, made if it is newer than all; nullptr: too old.
    MessageRow *row(quint64 id);
    /// As row(), but an id that is not there yet or any more is not made.
    MessageRow *existing(quint64 id);
    void touch(quint64 id);
    void dropOld();

    std::deque<MessageRow> m_rows;
    quint64 m_firstId = 1;
    std::array<Lane, transportCount> m_lanes;
    int m_client = 0;
    double m_elapsedS = 0;
    std::size_t m_appended = 0; ///< rows in this update
    bool m_dropped = false; ///< some of the oldest rows went
    Change m_change;
};

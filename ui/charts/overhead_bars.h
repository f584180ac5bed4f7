#pragma once

#include "core/metrics/run_snapshot.h"

#include <QList>
#include <QString>

#include <array>
#include <optional>

/// The parts of a bar in the order in which they stand in it.
inline constexpr std::array shownParts{BytePart::Payload,      BytePart::EmptyPoll,    BytePart::RequestHead,
                                       BytePart::ResponseHead, BytePart::Chunk,        BytePart::Framing,
                                       BytePart::Encoding,     BytePart::Control,      BytePart::Repeated,
                                       BytePart::Unfinished,   BytePart::Unclassified, BytePart::Envelope};

/// The bytes of one lane, by part, per delivered message: the numbers of the overhead chart. Pure.
struct OverheadBar
{
    struct Part
    {
        BytePart part = BytePart::Payload;
        double bytes = 0; ///< per delivered message
    };

    TransportKind kind = TransportKind::ShortPoll;
    bool enabled = false;
    qint64 delivered = 0; ///< messages that reached a client: echoes, too
    QList<Part>
        parts; ///< payload first, envelope last, without set-up and without zeros; empty if nothing came
    double total = 0; ///< sum of the parts
    double spentBytes = 0; ///< all bytes but set-up, whether or not a message came
    std::optional<double> overhead; ///< protocol overhead per message
    std::optional<double> setup; ///< bytes per connection
    /// A guess, not measured: TCP/IP headers of 40 bytes a segment, per delivered message.
    std::optional<double> networkEstimate;
};
[[nodiscard]] OverheadBar overheadBar(const LaneSnapshot &lane);

/// How much larger the bars too short to read are shown again, if any are.
struct Magnifier
{
    QList<qsizetype> bars; ///< indices
    int factor = 1;
};
/// Bars below `smallShare` of the scale's end, by the largest round factor with which the largest of them
/// fits.
[[nodiscard]] Magnifier magnifierFor(const QList<OverheadBar> &bars, double scaleEnd,
                                     double smallShare = 0.08);

/// "request heads": what a part is called under a bar.
[[nodiscard]] QString partName(BytePart part);

#pragma once

#include "core/base/number_text.h"

#include <QString>

#include <optional>

/// The rows of the textbook's comparison table, in its order.
enum class ComparisonFeature {
    Direction,
    Protocol,
    Latency,
    Overhead,
    BinarySupport,
    BrowserSupport,
    UseCase
};
inline constexpr std::size_t comparisonRowCount = 7;

/// What the textbook says of a transport, word for word. Its table has no column for short polling; where its
/// text has words for it, they stand in.
struct TextbookWords
{
    enum class From { Nowhere, Table, Text };

    From from = From::Nowhere;
    QString words;
    QString brief; ///< the words that matter, for the back of a classroom

    bool operator==(const TextbookWords &) const = default;
};

/// Where this program shows it: a view of the laboratory or a scenario, by machine name.
struct ShownAt
{
    QString view;
    QString scenario;
    QString words; ///< "The seventh tab"

    bool operator==(const ShownAt &) const = default;
};

/// The textbook's words are not what this run measured. Told by measured numbers alone, never by settings.
struct Contradiction
{
    enum class Kind {
        ShortPollIsQuick,
        ShortPollCheaperThanSse,
        ShortPollCheaperThanLongPoll,
        LongPollAsQuickAsSse,
        LongPollHasNoInterval,
        LongPollKeepsItsConnection,
        LongPollCarriesText,
        WebSocketAsQuickAsSse,
        WebSocketSlowerThanSse,
        FramingIsDwarfed
    };

    Kind kind = Kind::ShortPollIsQuick;
    QString sentence; ///< with the figures of this run; goes on after a colon
    QString brief; ///< at most 20 characters

    bool operator==(const Contradiction &) const = default;
};

struct ComparisonCell
{
    /// NoFigure: of this feature this run measured nothing.
    enum class State { NoFigure, Measured, NotEnough, SwitchedOff };

    TextbookWords textbook;
    State state = State::NoFigure;
    std::optional<double> value; ///< Latency: mean in ms; Overhead: protocol bytes per delivered message
    NumberText figure; ///< `value` as it is written
    QString measured; ///< further figures of this run; empty: none
    QString claim; ///< what holds by a standard, or how this program carries it
    QString source; ///< of the claim: "RFC 6202, 2.2"
    QString http1Only; ///< what of it is true of HTTP/1.1 only, and what says so; empty: nothing
    std::optional<Contradiction> contradiction;
    std::optional<ShownAt> shownAt;

    bool operator==(const ComparisonCell &) const = default;
};

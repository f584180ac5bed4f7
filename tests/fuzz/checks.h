#pragma once

#include <QByteArray>
#include <QByteArrayView>

/// What the fuzzers promise about the readers that feed metrics and trace, as functions: what is wrong with
/// how a reader takes `input`, or nothing. The fuzz targets stop at a fault; the corpus test replays kept
/// inputs through the same functions.
///
/// An input is what is fed, and behind it three bytes of FuzzInput.
namespace fuzz {

/// A connection as WireParser sees it: the bytes that go up, "\xfe<" and bytes that go down, "\xfe>" and
/// bytes that go up ... In any order, as often as it likes.
[[nodiscard]] QByteArray wireFault(QByteArrayView input);
/// Options: bit 0: a stream of responses, not requests; bit 1: small limits; bits 2 and 3: so many answer a
/// HEAD.
[[nodiscard]] QByteArray httpFault(QByteArrayView input);
/// Options: bit 0: events of at most 64 bytes.
[[nodiscard]] QByteArray sseFault(QByteArrayView input);
/// Options: bit 0: payloads of at most 300 bytes.
[[nodiscard]] QByteArray frameFault(QByteArrayView input);

} // namespace fuzz

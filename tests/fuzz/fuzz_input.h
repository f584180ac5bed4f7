#pragma once

#include <QByteArrayView>

#include <algorithm>
#include <vector>

namespace fuzz {

/// An input taken apart: its last byte holds options, the two before it say where a third feeding splits the
/// bytes (besides whole and byte by byte).
struct FuzzInput
{
    static constexpr qsizetype tailBytes = 3;

    explicit FuzzInput(QByteArrayView input)
        : bytes(input.first(std::max<qsizetype>(0, input.size() - tailBytes)))
    {
        if (input.size() < tailBytes)
            return;
        const auto at
            = [&](qsizetype fromEnd) { return static_cast<unsigned char>(input[input.size() - fromEnd]); };
        options = at(1);
        split = (at(3) * 256 + at(2)) % (bytes.size() + 1);
    }

    [[nodiscard]] bool has(int bit) const { return ((options >> bit) & 1) != 0; }

    QByteArrayView bytes;
    qsizetype split = 0; ///< 0 to the size of bytes
    int options = 0;
};

/// Hands `bytes` on in pieces of memory of their own, so that a sanitizer sees a byte read too far or too
/// late.
template<typename Take>
void feedExactly(QByteArrayView bytes, Take take)
{
    const std::vector<char> exact(bytes.begin(), bytes.end());
    take(QByteArrayView(exact.data(), bytes.size()));
}

/// The outputs of one way of feeding: `parser` is a value with feed().
template<typename Parser>
auto outputsOf(Parser &parser, const std::vector<QByteArrayView> &pieces)
{
    decltype(parser.feed({})) outputs;
    for (const QByteArrayView piece : pieces)
        feedExactly(piece, [&](QByteArrayView bytes) {
            for (auto &output : parser.feed(bytes))
                outputs.push_back(std::move(output));
        });
    return outputs;
}

[[nodiscard]] inline std::vector<QByteArrayView> splitOnce(const FuzzInput &input)
{
    return {input.bytes.first(input.split), input.bytes.sliced(input.split)};
}

[[nodiscard]] inline std::vector<QByteArrayView> byteByByte(QByteArrayView bytes)
{
    std::vector<QByteArrayView> pieces;
    pieces.reserve(static_cast<std::size_t>(bytes.size()));
    for (qsizetype i = 0; i < bytes.size(); ++i)
        pieces.push_back(bytes.sliced(i, 1));
    return pieces;
}

} // namespace fuzz

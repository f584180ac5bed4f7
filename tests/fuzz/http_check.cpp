#include "tests/fuzz/checks.h"

#include "tests/core/protocol/http_described.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

constexpr HttpLimits smallLimits{128, 64};

/// What a connection gave, one line an output, and the bytes behind an upgrade.
struct Heard
{
    QByteArrayList lines;
    QByteArray unread;
    qint64 ended = 0; ///< bytes of whole messages

    bool operator==(const Heard &) const = default;
};

template<typename Output>
Heard heard(const std::vector<Output> &outputs, const QByteArray &unread)
{
    Heard result{described::all(outputs), unread};
    for (const Output &output : outputs)
        if (const auto *end = std::get_if<HttpEnd>(&output))
            result.ended += end->wireBytes;
    return result;
}

Heard requests(const std::vector<QByteArrayView> &pieces, HttpLimits limits)
{
    HttpRequestParser parser(limits);
    const std::vector<HttpRequestOutput> outputs = fuzz::outputsOf(parser, pieces);
    return heard(outputs, parser.takeUnread());
}

Heard responses(const std::vector<QByteArrayView> &pieces, HttpLimits limits, int bodiless)
{
    HttpResponseParser parser(limits);
    for (int i = 0; i < bodiless; ++i)
        parser.expectNoBody();
    std::vector<HttpResponseOutput> outputs = fuzz::outputsOf(parser, pieces);
    for (HttpResponseOutput &output : parser.finish())
        outputs.push_back(std::move(output));
    return heard(outputs, parser.takeUnread());
}

} // namespace

QByteArray fuzz::httpFault(QByteArrayView input)
{
    const FuzzInput feeds(input);
    const bool ofServer = feeds.has(0);
    const HttpLimits limits = feeds.has(1) ? smallLimits : ofServer ? HttpLimits{16384, 0} : HttpLimits{};
    const auto fed = [&](const std::vector<QByteArrayView> &pieces) {
        return ofServer ? responses(pieces, limits, (feeds.options >> 2) & 3) : requests(pieces, limits);
    };
    const Heard whole = fed({feeds.bytes});
    const auto difference = [&whole](const char *how, const Heard &other) {
        return other == whole ? QByteArray()
                              : how + (" differs from whole:\n" + other.lines.join('\n')) + "\n-- whole:\n"
                + whole.lines.join('\n');
    };
    if (QByteArray fault = difference("byte by byte", fed(byteByByte(feeds.bytes))); !fault.isEmpty())
        return fault;
    if (QByteArray fault = difference("split", fed(splitOnce(feeds))); !fault.isEmpty())
        return fault;
    return whole.ended + whole.unread.size() > feeds.bytes.size() ? "more came out than went in" : "";
}

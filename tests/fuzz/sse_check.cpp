#include "tests/fuzz/checks.h"

#include "core/protocol/sse_parser.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

constexpr qsizetype smallEventBytes = 64;

} // namespace

QByteArray fuzz::sseFault(QByteArrayView input)
{
    const FuzzInput feeds(input);
    const qsizetype limit = feeds.has(0) ? smallEventBytes : SseParser::defaultMaxEventBytes;
    const auto fed = [limit](const std::vector<QByteArrayView> &pieces) {
        SseParser parser(limit);
        return outputsOf(parser, pieces);
    };
    const std::vector<SseOutput> whole = fed({feeds.bytes});
    if (fed(byteByByte(feeds.bytes)) != whole)
        return "byte by byte differs from whole";
    if (fed(splitOnce(feeds)) != whole)
        return "split differs from whole";
    for (const SseOutput &output : whole)
        if (const auto *event = std::get_if<SseEvent>(&output); event && event->data.size() > limit)
            return "an event over the limit";
    return {};
}

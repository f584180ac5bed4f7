#include "core/teach/chooser_masks.h"

#define SAY(text) QT_TRANSLATE_NOOP("Chooser", text)

using namespace chooser_masks;
using enum TransportKind;
using enum ReasonTopic;

// clang-format off
constexpr ChooserRule obstacles[] = {
    {WebSocket, RefusesUpgrades, -9, mostlyDown, any, any, any,
        SAY("Where a proxy refuses the upgrade it gets no message through."),
        measured, "the-gauntlet"},
    {WebSocket, RefusesUpgrades, -4, bothWays, any, any, any,
        SAY("Where a proxy refuses the upgrade it gets no message through: keep something to fall back to."),
        measured, "the-gauntlet"},
    {Sse, RefusesUpgrades, 1, any, any, any, any,
        SAY("It needs no upgrade: a stream is one long answer to a request."),
        SAY("WHATWG HTML, 9.2"), "the-gauntlet"},
    {LongPoll, RefusesUpgrades, 1, any, any, any, any,
        SAY("It needs no upgrade: plain requests get through."),
        measured, "the-gauntlet"},
    {ShortPoll, RefusesUpgrades, 1, any, any, any, any,
        SAY("It needs no upgrade: plain requests get through."),
        measured, "the-gauntlet"},
    {Sse, Buffers, -12, any, any, any, any,
        SAY("A buffer on the way holds events back until it is full, or to the end."),
        measured, "the-gauntlet"},
    {LongPoll, Buffers, 2, any, any, any, any,
        SAY("Each answer is complete, so that a buffer passes it on at once."),
        measured, "the-gauntlet"},
    {ShortPoll, Buffers, 1, any, any, any, any,
        SAY("Each answer is complete, so that a buffer passes it on at once."),
        measured, "the-gauntlet"},
    {WebSocket, Buffers, 1, any, any, any, any,
        SAY("After the upgrade nothing holds bytes back as if they were a response."),
        measured, "the-gauntlet"},
    {ShortPoll, ClosesIdle, 1, any, any, any, any,
        SAY("A connection that is closed between polls is no loss: the next poll opens another."),
        measured, "the-gauntlet"},
    {LongPoll, ClosesIdle, 1, any, any, any, any,
        SAY("An empty answer before the timeout keeps it going; 30 s is the safer hold."),
        SAY("RFC 6202, 5.5"), "the-gauntlet"},
    {Sse, ClosesIdle, -1, any, any, any, any,
        SAY("It needs a comment more often than the timeout, every 15 s or so."),
        SAY("WHATWG HTML, 9.2.7"), "the-gauntlet"},
    {WebSocket, ClosesIdle, -1, any, any, any, any,
        SAY("It needs a ping more often than the timeout, which is 60 s in nginx."),
        SAY("RFC 6455, 5.5.2; nginx"), "the-gauntlet"},
    {Sse, ManyTabs, -6, any, any, any, any,
        SAY("Each tab keeps one of the six connections that a browser opens to a host over HTTP/1.1; the seventh waits."),
        measured, "the-seventh-tab"},
    {LongPoll, ManyTabs, -6, any, any, any, any,
        SAY("Each tab keeps one of the six connections that a browser opens to a host over HTTP/1.1; the seventh waits."),
        measured, "the-seventh-tab"},
    {WebSocket, ManyTabs, 3, any, any, any, any,
        SAY("WebSockets are not of the six connections to a host: Chromium allows 255, Firefox 200."),
        SAY("Chromium and Firefox sources"), "the-seventh-tab"},
    {ShortPoll, ManyTabs, 1, any, any, any, any,
        SAY("A poll gives its connection back at once, so that tabs can share six."),
        measured, "the-seventh-tab"},
};
// clang-format on

std::vector<ChooserRule> chooser_masks::rulesOfObstacles()
{
    return {std::begin(obstacles), std::end(obstacles)};
}

#include "tests/core/protocol/any_session.h"

#include <QTest>

using wire::anyBytes;
using wire::anySession;
using wire::anySizes;
using wire::Session;
using wire::Stream;

namespace {

qint64 bytesOfPart(const wire::Outcome &outcome, BytePart part)
{
    qint64 bytes = 0;
    for (const WireRecord &record : outcome.records)
        for (const ByteRange &range : record.ranges)
            bytes += range.part == part ? range.size : 0;
    return bytes;
}

} // namespace

class TestWireParserProperties : public QObject
{
    Q_OBJECT

private slots:
    void healthySessionsAreBookedToTheByteHoweverSplit();
    void damagedSessionsAddUpHoweverSplit();
    void garbageIsUnclassifiedOrUnfinished();
};

void TestWireParserProperties::healthySessionsAreBookedToTheByteHoweverSplit()
{
    QVERIFY(rc::check("every message once, all payload, nothing unclassified", [] {
        const Session session = anySession();
        const wire::Outcome whole = wire::outcomeOf(session.stream);
        RC_ASSERT(wire::addsUp(whole, session.stream));
        std::vector<MessageId> messages;
        for (const WireRecord &record : whole.records)
            messages.insert(messages.end(), record.messages.begin(), record.messages.end());
        RC_ASSERT(messages == session.messages);
        RC_ASSERT(bytesOfPart(whole, BytePart::Payload) == session.payloadBytes);
        RC_ASSERT(bytesOfPart(whole, BytePart::Unclassified) == 0);
        RC_ASSERT(whole.unfinishedUp == 0);
        RC_ASSERT(whole.unfinishedDown == 0);
        RC_ASSERT(!whole.open);
        RC_ASSERT(wire::outcomeOf(session.stream, anySizes()) == whole);
    }));
}

void TestWireParserProperties::damagedSessionsAddUpHoweverSplit()
{
    QVERIFY(rc::check("some bytes changed, some pieces missing or doubled", [] {
        Stream stream = anySession().stream;
        for (int left = *rc::gen::inRange(0, 5); left > 0 && !stream.empty(); --left) {
            const auto at = *rc::gen::inRange<std::size_t>(0, stream.size());
            wire::Piece &piece = stream[at];
            const auto place = *rc::gen::inRange<qsizetype>(0, piece.bytes.size() + 1);
            switch (*rc::gen::inRange(0, 4)) {
            case 0:
                piece.bytes.truncate(place);
                break;
            case 1:
                piece.bytes.insert(place, anyBytes());
                break;
            case 2:
                stream.push_back(wire::Piece(piece));
                break;
            default:
                if (place < piece.bytes.size())
                    piece.bytes[place] = *rc::gen::arbitrary<char>();
            }
        }
        const wire::Outcome whole = wire::outcomeOf(stream);
        RC_ASSERT(wire::addsUp(whole, stream));
        const wire::Outcome split = wire::outcomeOf(stream, anySizes());
        RC_ASSERT(split == whole);
    }));
}

void TestWireParserProperties::garbageIsUnclassifiedOrUnfinished()
{
    QVERIFY(rc::check("random bytes both ways", [] {
        Stream stream;
        for (int left = *rc::gen::inRange(1, 6); left > 0; --left)
            stream.push_back({*rc::gen::element(Direction::Up, Direction::Down), anyBytes()});
        const wire::Outcome whole = wire::outcomeOf(stream);
        RC_ASSERT(wire::addsUp(whole, stream));
        for (const WireRecord &record : whole.records)
            RC_ASSERT(record.kind == WireRecordKind::Unclassified);
        RC_ASSERT(wire::outcomeOf(stream, anySizes()) == whole);
    }));
}

QTEST_GUILESS_MAIN(TestWireParserProperties)
#include "tst_wire_parser_properties.moc"

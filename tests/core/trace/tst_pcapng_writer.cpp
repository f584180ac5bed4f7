#include "core/trace/pcapng_writer.h"

#include <QTest>
#include <QtEndian>

using namespace Qt::Literals::StringLiterals;

namespace {

PcapngWriter writerInto(QByteArray &file)
{
    return PcapngWriter([&file](const QByteArray &block) { file += block; });
}

struct Block
{
    quint32 type = 0;
    QByteArray body;
};

/// Empty if the lengths of a block do not agree.
std::vector<Block> blocksOf(const QByteArray &file)
{
    const auto number = [&](qsizetype at) { return qFromLittleEndian<quint32>(file.constData() + at); };
    std::vector<Block> blocks;
    for (qsizetype at = 0; at < file.size();) {
        const auto length = static_cast<qsizetype>(number(at + 4));
        if (length % 4 != 0 || at + length > file.size() || number(at + length - 4) != number(at + 4))
            return {};
        blocks.push_back({number(at), file.mid(at + 8, length - 12)});
        at += length;
    }
    return blocks;
}

/// Options from `at` on, by code.
QMap<int, QByteArray> optionsOf(const QByteArray &body, qsizetype at)
{
    QMap<int, QByteArray> options;
    while (at + 4 <= body.size()) {
        const auto code = qFromLittleEndian<quint16>(body.constData() + at);
        const auto length = qFromLittleEndian<quint16>(body.constData() + at + 2);
        if (code == 0)
            return options;
        options[code] = body.mid(at + 4, length);
        at += 4 + (length + 3) / 4 * 4;
    }
    return {}; // never ended
}

}

class TestPcapngWriter : public QObject
{
    Q_OBJECT

private slots:
    void aSectionSaysWhoWroteItAndWhy()
    {
        QByteArray file;
        writerInto(file).beginSection(u"Pushscope 1"_s, u"TCP is synthesised"_s);
        const auto blocks = blocksOf(file);
        QCOMPARE(blocks.size(), 1U);
        QCOMPARE(blocks[0].type, 0x0A0D0D0AU);
        QCOMPARE(qFromLittleEndian<quint32>(blocks[0].body.constData()), 0x1A2B3C4DU);
        const auto options = optionsOf(blocks[0].body, 16);
        QCOMPARE(options.value(1), "TCP is synthesised");
        QCOMPARE(options.value(4), "Pushscope 1");
    }

    void anInterfaceHasNanosecondsAndRawIp()
    {
        QByteArray file;
        writerInto(file).addInterface(u"sse"_s, u"Stream"_s);
        const auto blocks = blocksOf(file);
        QCOMPARE(blocks.size(), 1U);
        QCOMPARE(blocks[0].type, 1U);
        QCOMPARE(qFromLittleEndian<quint16>(blocks[0].body.constData()), quint16{101});
        const auto options = optionsOf(blocks[0].body, 8);
        QCOMPARE(options.value(2), "sse");
        QCOMPARE(options.value(3), "Stream");
        QCOMPARE(options.value(9), QByteArray(1, 9));
    }

    void aPacketKeepsItsBytesTimeAndComment_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<bool>("outbound");
        for (int size = 40; size < 44; ++size)
            QTest::addRow("%d bytes", size) << size << (size % 2 == 0);
    }

    void aPacketKeepsItsBytesTimeAndComment()
    {
        QFETCH(int, size);
        QFETCH(bool, outbound);
        constexpr qint64 time = 1'795'577'871'165'560'123;
        const QByteArray bytes(size, 'p');
        QByteArray file;
        writerInto(file).write({3, time, outbound, bytes, u"message 141 \u2013 held"_s});
        const auto blocks = blocksOf(file);
        QCOMPARE(blocks.size(), 1U);
        QCOMPARE(blocks[0].type, 6U);
        const auto number
            = [&](qsizetype at) { return qFromLittleEndian<quint32>(blocks[0].body.constData() + at); };
        QCOMPARE(number(0), 3U);
        QCOMPARE((static_cast<qint64>(number(4)) << 32) + number(8), time);
        QCOMPARE(number(12), static_cast<quint32>(size));
        QCOMPARE(number(16), static_cast<quint32>(size));
        QCOMPARE(blocks[0].body.mid(20, size), bytes);
        const auto options = optionsOf(blocks[0].body, 20 + (size + 3) / 4 * 4);
        QCOMPARE(QString::fromUtf8(options.value(1)), u"message 141 \u2013 held"_s);
        QCOMPARE(options.value(2), QByteArray::fromHex(outbound ? "02000000" : "01000000"));
    }

    void aPacketWithoutCommentHasNone()
    {
        QByteArray file;
        writerInto(file).write({0, 0, false, QByteArray(40, 'p'), {}});
        QVERIFY(!optionsOf(blocksOf(file).at(0).body, 60).contains(1));
    }

    void aCommentThatDoesNotFitIsCut()
    {
        QByteArray file;
        writerInto(file).beginSection({}, QString(70'000, u'x'));
        const auto blocks = blocksOf(file);
        QCOMPARE(blocks.size(), 1U);
        QCOMPARE(optionsOf(blocks[0].body, 16).value(1).size(), 65'535);
    }
};

QTEST_APPLESS_MAIN(TestPcapngWriter)

#include "tst_pcapng_writer.moc"

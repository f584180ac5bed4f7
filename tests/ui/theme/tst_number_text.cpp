#include "ui/theme/digit_text.h"
#include "ui/theme/number_text.h"

#include <QLocale>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

class TestNumberText : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void cleanup() { QLocale::setDefault(QLocale::c()); }

    void latenciesHaveUnitsAndAtMostThreeDigits_data()
    {
        QTest::addColumn<double>("ms");
        QTest::addColumn<QString>("text");
        QTest::newRow("small") << 0.3141 << u"0.31 ms"_s;
        QTest::newRow("ones") << 2.04 << u"2 ms"_s;
        QTest::newRow("tens") << 20.4 << u"20 ms"_s;
        QTest::newRow("thousands") << 1024.4 << u"1024 ms"_s;
        QTest::newRow("seconds") << 12345.0 << u"12.3 s"_s;
        QTest::newRow("zero") << 0.0 << u"0 ms"_s;
    }

    void latenciesHaveUnitsAndAtMostThreeDigits()
    {
        QFETCH(double, ms);
        QFETCH(QString, text);
        QLocale locale(QLocale::English);
        locale.setNumberOptions(QLocale::OmitGroupSeparator);
        QLocale::setDefault(locale);
        QCOMPARE(latencyText(ms).joined().replace(QChar(0x00A0), u' '), text);
    }

    void aMissingValueIsADash() { QCOMPARE(latencyText(std::nullopt).joined(), u"\u2013"_s); }

    void thousandsFollowTheLocale()
    {
        QLocale::setDefault(QLocale(QLocale::English));
        QCOMPARE(latencyText(1024.4).number, u"1,024"_s);
        QCOMPARE(bytesText(3163).number, u"3,163"_s);
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(latencyText(1024.4).number, u"1.024"_s);
        QCOMPARE(latencyText(0.31).number, u"0,31"_s);
    }

    void largeByteCountsGetAPrefix()
    {
        QCOMPARE(bytesText(120'000).joined().replace(QChar(0x00A0), u' '), u"120 kB"_s);
        QCOMPARE(bytesText(4'200'000).joined().replace(QChar(0x00A0), u' '), u"4.2 MB"_s);
    }

    void clocksShowTenths()
    {
        QCOMPARE(clockText(42.16), u"00:42.1"_s);
        QCOMPARE(clockText(-1), u"00:00.0"_s);
        QCOMPARE(clockText(3725), u"1:02:05"_s);
    }

    void digitsDoNotJitter()
    {
        QFont font(u"Inter"_s);
        font.setPixelSize(28);
        const double width = digitTextWidth(u"1,111 ms"_s, font);
        for (const auto &other : {u"4,444 ms"_s, u"8,080 ms"_s, u"1,984 ms"_s})
            QCOMPARE(digitTextWidth(other, font), width);
    }
};

QTEST_MAIN(TestNumberText)
#include "tst_number_text.moc"

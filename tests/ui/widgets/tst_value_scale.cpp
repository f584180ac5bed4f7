#include "ui/setting_descriptions.h"
#include "ui/widgets/value_scale.h"

#include <QLocale>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

class TestValueScale : public QObject
{
    Q_OBJECT

    static void describe()
    {
        QTest::addColumn<SettingDescription>("setting");
        QTest::newRow("poll interval") << settings_table::pollInterval();
        QTest::newRow("message rate") << settings_table::messageRate();
        QTest::newRow("delay") << settings_table::delay();
        QTest::newRow("payload") << settings_table::payload();
        QTest::newRow("burst messages") << settings_table::burstMessages();
        QTest::newRow("burst period") << settings_table::burstPeriod();
        QTest::newRow("jitter") << settings_table::jitter();
        QTest::newRow("bandwidth") << settings_table::bandwidth();
        QTest::newRow("clients") << settings_table::clients();
        QTest::newRow("long-poll timeout") << settings_table::longPollTimeout();
        QTest::newRow("header pair") << settings_table::headerPair();
    }

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void endsAreReached_data() { describe(); }
    void endsAreReached()
    {
        QFETCH(SettingDescription, setting);
        const ValueScale &scale = setting.scale;
        QCOMPARE(scale.valueAt(0), scale.min);
        QCOMPARE(scale.valueAt(ValueScale::positions), scale.max);
        QCOMPARE(scale.positionOf(scale.min), 0);
        QCOMPARE(scale.positionOf(scale.max), ValueScale::positions);
    }

    void positionsRise_data() { describe(); }
    void positionsRise()
    {
        QFETCH(SettingDescription, setting);
        double before = setting.scale.valueAt(0);
        for (int position = 1; position <= ValueScale::positions; ++position) {
            const double value = setting.scale.valueAt(position);
            QVERIFY(value >= before);
            QVERIFY(value <= setting.scale.max);
            before = value;
        }
    }

    void aStepAlwaysMovesAndAPageMovesFurther_data() { describe(); }
    void aStepAlwaysMovesAndAPageMovesFurther()
    {
        QFETCH(SettingDescription, setting);
        const ValueScale &scale = setting.scale;
        for (int position = 0; position <= ValueScale::positions; position += 50) {
            const double value = scale.valueAt(position);
            if (value < scale.max) {
                QVERIFY(scale.stepped(value, 1, false) > value);
                QVERIFY(scale.stepped(value, 1, true) >= scale.stepped(value, 1, false));
            }
            if (value > scale.min) {
                QVERIFY(scale.stepped(value, -1, false) < value);
                QVERIFY(scale.stepped(value, -1, true) <= scale.stepped(value, -1, false));
            }
        }
    }

    void whatAFieldShowsItCanRead_data() { describe(); }
    void whatAFieldShowsItCanRead()
    {
        QFETCH(SettingDescription, setting);
        for (int position = 0; position <= ValueScale::positions; position += 20) {
            const double value = setting.scale.valueAt(position);
            const std::optional<double> read = setting.parse(setting.format(value));
            QVERIFY2(read.has_value(), qPrintable(setting.format(value)));
            QVERIFY2(std::abs(*read - value) <= std::max(0.06 * value, 1e-9),
                     qPrintable(setting.format(value)));
        }
    }

    void unitsAreUnderstood_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("ms");
        QTest::newRow("milliseconds") << u"200 ms"_s << 200.0;
        QTest::newRow("seconds") << u"1.5s"_s << 1500.0;
        QTest::newRow("plain") << u"250"_s << 250.0;
        QTest::newRow("thousands") << u"2,000 ms"_s << 2000.0;
    }
    void unitsAreUnderstood()
    {
        QFETCH(QString, text);
        QFETCH(double, ms);
        QCOMPARE(settings_table::pollInterval().parse(text).value_or(-1), ms);
    }

    void nonsenseIsNotAValue_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("word") << u"soon"_s;
        QTest::newRow("wrong unit") << u"3 kB"_s;
        QTest::newRow("two numbers") << u"3 4 ms 5"_s;
    }
    void nonsenseIsNotAValue()
    {
        QFETCH(QString, text);
        QVERIFY(!settings_table::pollInterval().parse(text).has_value());
    }
};

Q_DECLARE_METATYPE(SettingDescription)
QTEST_MAIN(TestValueScale)
#include "tst_value_scale.moc"

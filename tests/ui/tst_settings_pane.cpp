#include "ui/settings_pane.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include <limits>

using namespace Qt::Literals::StringLiterals;

class TestSettingsPane : public QObject
{
    Q_OBJECT

    static QAbstractSpinBox *seedOf(const SettingsPane &pane)
    {
        for (QAbstractSpinBox *box : pane.findChildren<QAbstractSpinBox *>())
            if (box->accessibleName() == u"Seed")
                return box;
        return nullptr;
    }

    static QComboBox *sendingOf(const SettingsPane &pane)
    {
        for (QComboBox *box : pane.findChildren<QComboBox *>())
            if (box->accessibleName() == u"Clients send")
                return box;
        return nullptr;
    }

private slots:
    void everySeedIsShownAsItIs_data()
    {
        QTest::addColumn<quint32>("seed");
        QTest::newRow("0") << quint32(0);
        QTest::newRow("1") << quint32(1);
        QTest::newRow("beyond int") << quint32(3'000'000'000);
        QTest::newRow("most") << std::numeric_limits<quint32>::max();
    }

    void everySeedIsShownAsItIs()
    {
        QFETCH(quint32, seed);
        SettingsPane pane(nullptr);
        ExperimentSettings settings;
        settings.seed = seed;
        pane.showSettings(settings);
        QVERIFY(seedOf(pane));
        QCOMPARE(seedOf(pane)->text(), QString::number(seed));
    }

    void everySeedCanBeTyped()
    {
        SettingsPane pane(nullptr);
        const QSignalSpy edits(&pane, &SettingsPane::edited);
        QAbstractSpinBox *const field = seedOf(pane);
        QVERIFY(field);
        field->selectAll();
        QTest::keyClicks(field, u"4294967295"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(edits.size(), 1);
        QCOMPARE(edits.first().first().value<ExperimentSettings>().seed, std::numeric_limits<quint32>::max());
    }

    void theRateOfWhatIsSentStaysWhereBothHaveOne()
    {
        SettingsPane pane(nullptr);
        const QSignalSpy edits(&pane, &SettingsPane::edited);
        ExperimentSettings settings;
        settings.upstream = {Upstream::Kind::Rate, 7};
        pane.showSettings(settings);
        QVERIFY(sendingOf(pane));
        const auto choose = [&](const QString &what) {
            QComboBox *const box = sendingOf(pane);
            box->setCurrentText(what);
            emit box->activated(box->currentIndex());
            return edits.last().first().value<ExperimentSettings>().upstream;
        };
        QCOMPARE(choose(u"echo"_s), (Upstream{Upstream::Kind::Echo, 7}));
        QCOMPARE(choose(u"at a rate"_s), (Upstream{Upstream::Kind::Rate, 7}));
        QCOMPARE(choose(u"ping-pong"_s), Upstream{.kind = Upstream::Kind::PingPong});
        QCOMPARE(choose(u"echo"_s), Upstream{.kind = Upstream::Kind::Echo});
        QCOMPARE(choose(u"nothing"_s), Upstream{});
    }

    void showingSettingsEditsNothing()
    {
        SettingsPane pane(nullptr);
        const QSignalSpy edits(&pane, &SettingsPane::edited);
        ExperimentSettings settings;
        settings.pollInterval = std::chrono::milliseconds(333);
        settings.messagesPerSecond = 0;
        settings.headers.kind = HeaderProfile::Kind::Custom;
        settings.headers.pairBytes = HeaderProfile::quantumLeapPairBytes;
        settings.arrivals.kind = Arrivals::Kind::Burst;
        settings.seed = 7;
        pane.showSettings(settings);
        QCOMPARE(edits.size(), 0);
    }
};

QTEST_MAIN(TestSettingsPane)
#include "tst_settings_pane.moc"

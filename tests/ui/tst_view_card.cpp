#include "ui/theme/theme.h"
#include "ui/view_card.h"
#include "ui/view_factory.h"

#include <QComboBox>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

class TestViewCard : public QObject
{
    Q_OBJECT

    static QComboBox *timeWindow(const ViewCard &card)
    {
        for (QComboBox *box : card.findChildren<QComboBox *>())
            if (box->accessibleName() == u"Time window")
                return box;
        return nullptr;
    }

private slots:
    void theTimeWindowIsOfferedWhereItActs()
    {
        ViewCard card(makeLabViews);
        card.applyTheme(makeTheme(ThemeChoice::Light, QPalette(), 1));
        card.resize(1000, 400);
        card.show();
        const QComboBox *const window = timeWindow(card);
        QVERIFY(window);
        const QStringList without{u"percentiles"_s, u"wire"_s, u"tabs"_s, u"gauntlet"_s};
        for (std::size_t i = 0; i < card.views().size(); ++i) {
            card.setCurrent(static_cast<int>(i));
            const QString name = card.currentView()->machineName();
            QVERIFY2(window->isVisible() != without.contains(name), qPrintable(name));
        }
    }

    void chartsAreNamedAsSuchForScreenReaders()
    {
        const ViewCard card(makeLabViews);
        QCOMPARE(card.views().at(2)->accessibleName(), u"Percentiles chart"_s);
    }
};

QTEST_MAIN(TestViewCard)
#include "tst_view_card.moc"

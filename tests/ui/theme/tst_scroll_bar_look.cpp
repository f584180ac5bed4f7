#include "ui/theme/scroll_bar_look.h"

#include "ui/theme/app_style.h"

#include <QApplication>
#include <QScrollBar>
#include <QStyleOptionSlider>
#include <QTest>

#include <memory>

class TestScrollBarLook : public QObject
{
    Q_OBJECT

    static QStyleOptionSlider bar(Qt::Orientation orientation, int maximum, int page, int position)
    {
        QStyleOptionSlider option;
        option.orientation = orientation;
        option.rect = orientation == Qt::Vertical ? QRect(0, 0, 12, 300) : QRect(0, 0, 300, 12);
        option.maximum = maximum;
        option.pageStep = page;
        option.sliderPosition = position;
        return option;
    }

private slots:
    void handleAndPagesFillTheBar_data()
    {
        QTest::addColumn<Qt::Orientation>("orientation");
        QTest::addColumn<int>("maximum");
        QTest::addColumn<int>("position");
        for (const Qt::Orientation orientation : {Qt::Vertical, Qt::Horizontal}) {
            const QByteArray name = orientation == Qt::Vertical ? "vertical" : "horizontal";
            QTest::newRow(name + " top") << orientation << 500 << 0;
            QTest::newRow(name + " middle") << orientation << 500 << 250;
            QTest::newRow(name + " end") << orientation << 500 << 500;
            QTest::newRow(name + " long document") << orientation << 2'000'000'000 << 1'000'000'000;
            QTest::newRow(name + " nothing to scroll") << orientation << 0 << 0;
        }
    }

    void handleAndPagesFillTheBar()
    {
        QFETCH(Qt::Orientation, orientation);
        QFETCH(int, maximum);
        QFETCH(int, position);
        const QStyleOptionSlider option = bar(orientation, maximum, 100, position);
        const auto length = [&](QStyle::SubControl part) {
            const QRect rect = scroll_bar_look::part(option, part);
            return orientation == Qt::Vertical ? rect.height() : rect.width();
        };
        const int handle = length(QStyle::SC_ScrollBarSlider);
        QCOMPARE(length(QStyle::SC_ScrollBarSubPage) + handle + length(QStyle::SC_ScrollBarAddPage), 300);
        QVERIFY(handle >= 24);
        if (position == 0)
            QCOMPARE(length(QStyle::SC_ScrollBarSubPage), 0);
        if (position == maximum)
            QCOMPARE(length(QStyle::SC_ScrollBarAddPage), 0);
    }

    void mouseScrollsByPageAndByHandle()
    {
        const auto style = std::make_unique<AppStyle>(makeTheme(ThemeChoice::Light, QPalette(), 1));
        QScrollBar scrollBar(Qt::Vertical);
        scrollBar.setStyle(style.get());
        scrollBar.setRange(0, 500);
        scrollBar.setPageStep(100);
        scrollBar.resize(12, 300);
        scrollBar.show();
        QTest::mouseClick(&scrollBar, Qt::LeftButton, {}, {6, 290});
        QCOMPARE(scrollBar.value(), 100);
        scrollBar.setValue(0);
        QTest::mousePress(&scrollBar, Qt::LeftButton, {}, {6, 10});
        QTest::mouseMove(&scrollBar, {6, 299});
        QTest::mouseRelease(&scrollBar, Qt::LeftButton, {}, {6, 299});
        QCOMPARE(scrollBar.value(), 500);
    }
};

QTEST_MAIN(TestScrollBarLook)
#include "tst_scroll_bar_look.moc"

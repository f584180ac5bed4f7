#include "ui/teach/transport_segments.h"
#include "ui/teach/wrap_layout.h"
#include "ui/transport_descriptor.h"

#include <QAbstractButton>
#include <QApplication>
#include <QTest>

namespace {

class Box : public QWidget
{
public:
    Box(int width, int height, QWidget *parent)
        : QWidget(parent)
        , m_size(width, height)
    {
    }
    [[nodiscard]] QSize sizeHint() const override { return m_size; }

private:
    QSize m_size;
};

}

class TestWrapLayout : public QObject
{
    Q_OBJECT

private slots:
    void itemsGoIntoFurtherLines()
    {
        QWidget parent;
        auto *layout = new WrapLayout;
        layout->setSpacing(10);
        QList<QWidget *> boxes;
        for (const int width : {100, 100, 50})
            layout->addWidget(boxes.emplace_back(new Box(width, width / 5, &parent)));
        parent.setLayout(layout);
        QCOMPARE(layout->count(), 3);
        QCOMPARE(layout->heightForWidth(300), 20);
        QCOMPARE(layout->heightForWidth(210), 20 + 10 + 10);
        QCOMPARE(layout->heightForWidth(100), 20 + 10 + 20 + 10 + 10);
        layout->setGeometry({0, 0, 210, 40});
        QCOMPARE(boxes.at(0)->geometry(), QRect(0, 0, 100, 20));
        QCOMPARE(boxes.at(1)->geometry(), QRect(110, 0, 100, 20));
        QCOMPARE(boxes.at(2)->geometry(), QRect(0, 30, 50, 10));
        // Centred on the height of their line.
        layout->setGeometry({0, 0, 300, 20});
        QCOMPARE(boxes.at(2)->geometry(), QRect(220, 5, 50, 10));
        parent.setLayoutDirection(Qt::RightToLeft);
        layout->setGeometry({0, 0, 300, 20});
        QCOMPARE(boxes.at(0)->geometry(), QRect(200, 0, 100, 20));
        // What is hidden takes no room.
        boxes.at(0)->hide();
        QCOMPARE(layout->heightForWidth(160), 20);
        delete layout->takeAt(0);
        QCOMPARE(layout->count(), 2);
        QCOMPARE(layout->takeAt(7), nullptr);
    }

    void transportsHaveTheirMarkerAndName()
    {
        TransportSegments segments;
        segments.applyTheme(makeTheme(ThemeChoice::Light, QApplication::palette(), 1));
        segments.resize(segments.sizeHint());
        const auto buttons = segments.findChildren<QAbstractButton *>();
        QCOMPARE(buttons.size(), 4);
        TransportKind chosen{};
        connect(&segments, &TransportSegments::chosen, this,
                [&chosen](TransportKind kind) { chosen = kind; });
        for (const TransportKind kind : allTransportKinds) {
            QAbstractButton *button = buttons.at(static_cast<int>(kind));
            QCOMPARE(button->text(), descriptorOf(kind).name);
            QVERIFY(!button->accessibleName().isEmpty());
            QVERIFY(button->sizeHint().height() >= 24);
            segments.showCurrent(kind == TransportKind::Sse ? TransportKind::LongPoll : TransportKind::Sse);
            const QImage image = button->grab().toImage();
            int marked = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < 20; ++x)
                    marked += image.pixelColor(x, y) == lightTokens().of(kind) ? 1 : 0;
            QVERIFY2(marked > 10, qPrintable(button->text()));
            button->click();
            QCOMPARE(chosen, kind);
            QCOMPARE(segments.current(), kind);
        }
    }
};

QTEST_MAIN(TestWrapLayout)
#include "tst_wrap_layout.moc"

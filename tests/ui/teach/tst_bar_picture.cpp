#include "ui/teach/bar_picture.h"

#include "ui/teach/figure_text.h"
#include "ui/teach/guess_card.h"

#include <QApplication>
#include <QTest>

#include <algorithm>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Shown: short polling with a mean of 812 ms of `count` messages.
BarPicture::Facts facts(qint64 count, double value = 812)
{
    BarPicture::Facts facts{.bar = {.lane = TransportKind::ShortPoll,
                                    .figure = u"latency_ms.mean"_s,
                                    .title = u"Mean latency"_s,
                                    .unit = u"ms"_s,
                                    .max = 2200},
                            .figures = {},
                            .lanes = {},
                            .guess = std::nullopt,
                            .draggable = false,
                            .cover = BarPicture::Cover::Shown,
                            .corner = {}};
    facts.lanes[indexOf(TransportKind::ShortPoll)] = true;
    facts.figures[indexOf(TransportKind::ShortPoll)]
        = {.tookPart = true, .value = value, .ci95 = 300, .predicted = std::nullopt, .count = count};
    return facts;
}

/// The picture at the left of an image that is wider.
QImage painted(const BarPicture &picture, const Theme &theme, const QSize &size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(theme.tokens.surf);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    ChartPainter chart(painter, theme, false);
    picture.paint(chart);
    return image;
}

int pixelsOf(const QImage &image, const QColor &colour, const QRect &in)
{
    int count = 0;
    for (int y = in.top(); y <= in.bottom(); ++y)
        for (int x = in.left(); x <= in.right(); ++x)
            count += image.pixelColor(x, y) == colour ? 1 : 0;
    return count;
}

/// Pixels of the lane's colour in the plot, below the name with its marker.
int coloured(const BarPicture::Facts &shown, const Theme &theme)
{
    const BarPicture picture(shown, QRectF(0, 0, 600, 300), theme);
    const QImage image = painted(picture, theme, {600, 300});
    QRect plot = picture.plot().toRect();
    plot.setTop(plot.top() + static_cast<int>(lineHeight(theme, Theme::Text::PaneName)) + theme.px(8));
    return pixelsOf(image, theme.tokens.of(TransportKind::ShortPoll), plot);
}

} // namespace

/// The bars of the page that predicts, as they are painted.
class TestBarPicture : public QObject
{
    Q_OBJECT

private slots:
    void aBarOfTooFewIsAnOutline_data()
    {
        QTest::addColumn<ThemeChoice>("choice");
        QTest::newRow("light") << ThemeChoice::Light;
        QTest::newRow("dark") << ThemeChoice::Dark;
        QTest::newRow("projector") << ThemeChoice::Projector;
    }

    void aBarOfTooFewIsAnOutline()
    {
        QFETCH(ThemeChoice, choice);
        const Theme theme = makeTheme(choice, QApplication::palette(), 1);
        const int filled = coloured(facts(leastMessages), theme);
        const int outline = coloured(facts(leastMessages - 1), theme);
        QVERIFY2(outline > 100, QByteArray::number(outline));
        QVERIFY2(filled > 3 * outline, QByteArray::number(filled) + ' ' + QByteArray::number(outline));
    }

    void itSaysOnHowManyItStands()
    {
        const auto figure
            = [](qint64 count) { return facts(count).figures[indexOf(TransportKind::ShortPoll)]; };
        QCOMPARE(tooFewWords(figure(1)), u"n = 1, too few to say"_s);
        QCOMPARE(tooFewWords(figure(4)), u"n = 4, too few to say"_s);
        QVERIFY(tooFewWords(figure(5)).isEmpty());
        QVERIFY(tooFewWords(LaneFigure()).isEmpty()); // nothing is measured yet, and that is said
        // No interval either: it would look like the result of a measurement.
        QCOMPARE(measuredFigureText(figure(4), u"ms"_s), u"812\u00A0ms"_s);
        QCOMPARE(measuredFigureText(figure(5), u"ms"_s), u"812 \u00B1 300\u00A0ms"_s);
    }

    void theWordsStandBesideTheBar()
    {
        const Theme theme = makeTheme(ThemeChoice::Light, QApplication::palette(), 1);
        const auto dim = [&theme](qint64 count) {
            const BarPicture picture(facts(count), QRectF(0, 0, 600, 300), theme);
            return pixelsOf(painted(picture, theme, {600, 300}), theme.tokens.dim,
                            picture.plot().toRect().adjusted(0, 30, 0, 0));
        };
        QVERIFY(dim(1) > 20);
        QCOMPARE(dim(5), 0);
    }

    void theLineOfTheTheoryDoesNotCrossThem_data()
    {
        QTest::addColumn<std::optional<double>>("value");
        QTest::addColumn<double>("theory");
        QTest::newRow("beyond it there is room") << std::optional(900.0) << 1020.0;
        QTest::newRow("nothing yet") << std::optional<double>() << 150.0;
        QTest::newRow("the line has a gap") << std::optional(1000.0) << 1300.0;
    }

    void theLineOfTheTheoryDoesNotCrossThem()
    {
        QFETCH(std::optional<double>, value);
        QFETCH(double, theory);
        const Theme theme = makeTheme(ThemeChoice::Light, QApplication::palette(), 1);
        BarPicture::Facts shown = facts(1);
        LaneFigure &figure = shown.figures[indexOf(TransportKind::ShortPoll)];
        figure.value = value;
        figure.predicted = theory;
        const BarPicture picture(shown, QRectF(0, 0, 600, 300), theme);
        const QImage image = painted(picture, theme, {600, 300});
        const QRect plot = picture.plot().toRect();
        const int x = qRound(plot.left() + theory / picture.scaleEnd() * plot.width());
        const QRect row = picture.measuredRow(TransportKind::ShortPoll).toAlignedRect();
        const int middle = row.center().y();
        const auto dark = [&](int column, int from, int to) {
            int count = 0;
            for (int y = from; y <= to; ++y)
                count += qGray(image.pixel(column, y)) < 160 ? 1 : 0;
            return count;
        };
        int beside = 0;
        for (const int dx : {-4, -3, 3, 4})
            beside += dark(x + dx, middle - 8, middle + 8);
        // Nothing stands beside the line, or the line leaves the row to the text.
        QVERIFY(beside == 0
                || dark(x, row.top() + 1, middle - 10) + dark(x, middle + 10, row.bottom() - 1) == 0);
    }

    void rowsDoNotRunIntoEachOther_data()
    {
        QTest::addColumn<ThemeChoice>("choice");
        QTest::addColumn<double>("zoom");
        for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Projector})
            for (const int percent : {80, 100, 150, 200})
                QTest::addRow("%s %d %%", choice == ThemeChoice::Light ? "light" : "projector", percent)
                    << choice << percent / 100.0;
    }

    void rowsDoNotRunIntoEachOther()
    {
        QFETCH(ThemeChoice, choice);
        QFETCH(double, zoom);
        const Theme theme = makeTheme(choice, QApplication::palette(), zoom);
        BarPicture::Facts all = facts(1);
        all.lanes.fill(true);
        all.draggable = true;
        GuessCard card(nullptr);
        card.applyTheme(theme);
        card.display(all, std::nullopt);
        card.resize(card.minimumSizeHint());
        const BarPicture picture = card.picture();
        double last = picture.guessRow().top();
        for (const TransportKind kind : allTransportKinds) {
            const QRectF row = picture.measuredRow(kind);
            QVERIFY2(row.height() >= lineHeight(theme, Theme::Text::Sentence),
                     QByteArray::number(row.height()));
            QVERIFY(row.top() - last >= lineHeight(theme, Theme::Text::PaneName));
            last = row.bottom();
        }
        QVERIFY(last <= picture.plot().bottom());
    }

    void theWordsFit_data()
    {
        QTest::addColumn<ThemeChoice>("choice");
        QTest::addColumn<double>("zoom");
        QTest::addColumn<double>("value");
        for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Projector})
            for (const int percent : {80, 100, 150, 200})
                for (const int value : {0, 20, 1100, 2190, 90'000})
                    QTest::addRow("%s %d %%, %d ms", choice == ThemeChoice::Light ? "light" : "projector",
                                  percent, value)
                        << choice << percent / 100.0 << double(value);
    }

    void theWordsFit()
    {
        QFETCH(ThemeChoice, choice);
        QFETCH(double, zoom);
        QFETCH(double, value);
        const Theme theme = makeTheme(choice, QApplication::palette(), zoom);
        // The narrowest that the card gets.
        const int width = theme.px(choice == ThemeChoice::Projector ? 560 : 420);
        const BarPicture picture(facts(1, value), QRectF(0, 0, width, 400), theme);
        const QImage image = painted(picture, theme, {2 * width, 400});
        const QRect beside(width, 0, width, 400);
        QCOMPARE(pixelsOf(image, theme.tokens.surf, beside), beside.width() * beside.height());
    }

    void aScreenReaderHearsItToo()
    {
        GuessCard card(nullptr);
        card.display(facts(1), std::nullopt);
        QVERIFY2(card.accessibleDescription().contains(u"812\u00A0ms, n = 1, too few to say"_s),
                 qPrintable(card.accessibleDescription()));
        card.display(facts(5), std::nullopt);
        QVERIFY(!card.accessibleDescription().contains(u"too few"_s));
        // Covered, it says nothing of what was measured.
        BarPicture::Facts covered = facts(1);
        covered.cover = BarPicture::Cover::Covered;
        card.display(covered, std::nullopt);
        QVERIFY(!card.accessibleDescription().contains(u"n = 1"_s));
    }
};

QTEST_MAIN(TestBarPicture)

#include "tst_bar_picture.moc"

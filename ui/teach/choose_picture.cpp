#include "ui/teach/choose_picture.h"

#include "core/teach/chooser_words.h"
#include "ui/teach/scale_painter.h"
#include "ui/teach/text_block.h"
#include "ui/transport_descriptor.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;
using Text = Theme::Text;

namespace {

constexpr double answersShare = 0.32;

QString tr(const char *text)
{
    return QCoreApplication::translate("ChoosePicture", text);
}

void paintAnswers(ChartPainter &painter, QRectF area, const ChooserAnswers &answers)
{
    const Tokens &t = painter.tokens();
    for (const auto question : chooser_words::allQuestions) {
        area.setTop(paintTextBlock(painter, area, chooser_words::question(question),
                                   {.role = Text::Caption, .colour = t.dim}));
        area.setTop(paintTextBlock(painter, area, chooser_words::answer(question, answers),
                                   {Text::Body, QFont::DemiBold, t.ink})
                    + painter.theme().px(10));
    }
}

/// A reason with its sign; returns the y below it. What has no room is left out.
double paintReason(ChartPainter &painter, const QRectF &area, const ChooserReason &reason)
{
    const Theme &theme = painter.theme();
    if (area.height() < 2 * lineHeight(theme, Text::Body))
        return area.top();
    const double indent = theme.size(Text::Body) * 1.1;
    painter.text({area.left(), area.top() + lineHeight(theme, Text::Body) * 0.8},
                 reason.isFor() ? u"+"_s : u"\u2212"_s, {Text::Body, QFont::DemiBold, painter.tokens().ink});
    return paintTextBlock(painter, area.adjusted(indent, 0, 0, 0),
                          tr("%1 (%2)").arg(reason.text, reason.source),
                          {Text::Body, QFont::Normal, painter.tokens().ink})
        + theme.px(4);
}

/// Why not another one: its name, and under it the strongest reason.
double paintOther(ChartPainter &painter, const QRectF &area, const ChooserReason &reason)
{
    const Theme &theme = painter.theme();
    const double line = lineHeight(theme, Text::Body);
    if (area.height() < 4 * line)
        return area.top();
    const double top = area.top() + theme.px(6);
    const double indent = theme.size(Text::Body) * 1.1;
    painter.marker(reason.transport, {area.left() + theme.markerSize() / 2, top + line / 2},
                   theme.markerSize());
    painter.text({area.left() + indent, top + line * 0.8},
                 tr("Why not %1?").arg(descriptorOf(reason.transport).name),
                 {Text::Body, QFont::DemiBold, painter.tokens().ink});
    return paintReason(painter, {area.left(), top + line, area.width(), area.bottom() - top - line}, reason);
}

} // namespace

void choose_picture::paintRecommendation(ChartPainter &painter, const QRectF &area,
                                         const ChooserAnswers &answers)
{
    const Theme &theme = painter.theme();
    const Tokens &t = painter.tokens();
    const Recommendation recommendation = recommend(answers);
    const double gap = theme.px(24);
    const double inset = theme.px(8);
    const double split = area.left() + inset + area.width() * answersShare;
    paintAnswers(painter, {area.left() + inset, area.top(), split - area.left() - inset, area.height()},
                 answers);
    QRectF right(split + gap, area.top(), area.right() - split - gap - inset, area.height());
    const TransportKind best = recommendation.best().transport;
    const double line = lineHeight(theme, Text::Question);
    const double marker = theme.size(Text::Question) * 0.55;
    painter.marker(best, {right.left() + marker / 2, right.top() + line / 2}, marker);
    painter.text({right.left() + marker * 1.7, right.top() + line / 2 + halfCapHeight(theme, Text::Question)},
                 descriptorOf(best).name, {Text::Question, QFont::DemiBold, t.ink});
    right.setTop(right.top() + line);
    if (const QString condition = chooser_words::condition(recommendation); !condition.isEmpty())
        right.setTop(paintTextBlock(painter, right, condition, {Text::Body, QFont::Normal, t.ink}));
    right.setTop(right.top() + theme.px(8));
    for (const ChooserReason &reason : recommendation.best().pros() + recommendation.best().cons())
        right.setTop(paintReason(painter, right, reason));
    for (auto other = recommendation.ranked.begin() + 1; other != recommendation.ranked.end(); ++other)
        if (const QList<ChooserReason> cons = other->cons(); !cons.isEmpty())
            right.setTop(paintOther(painter, right, cons.first()));
}

void choose_picture::paintScale(ChartPainter &painter, QRectF area, const ScaleSheet &sheet,
                                const QStringList &lines)
{
    const Theme &theme = painter.theme();
    const Tokens &t = painter.tokens();
    const double inset = theme.px(8);
    area.adjust(inset, 0, -inset, 0);
    const double pad = scale_painter::padding(theme);
    const QList<ScaleRow> rows = scale_painter::shownRows(sheet, theme);
    const auto widths = scale_painter::columnWidths(rows, theme, area.width());
    double y = area.top();
    const auto cells = [&](double height, auto &&paint) {
        double x = area.left();
        for (std::size_t column = 0; column < widths.size(); ++column) {
            paint(column, QRectF(x, y, widths.at(column), height).adjusted(column > 0 ? pad : 0, 0, -pad, 0));
            x += widths.at(column);
        }
        y += height;
        painter.crispLine({area.left(), y, area.right(), y}, t.grid);
    };
    cells(scale_painter::headHeight(theme), [&](std::size_t column, const QRectF &cell) {
        if (column > 0)
            scale_painter::paintHead(painter, allTransportKinds.at(column - 1), cell);
    });
    for (const ScaleRow &row : rows)
        cells(scale_painter::rowHeight(theme), [&](std::size_t column, const QRectF &cell) {
            if (column == 0)
                scale_painter::paintTitle(painter, row.title, cell);
            else
                scale_painter::paintValue(painter, row.cells.at(column - 1).value, cell);
        });
    y += theme.px(8);
    for (const QString &line : lines)
        if (y + lineHeight(theme, Text::Caption) < area.bottom())
            y = paintTextBlock(painter, QRectF(area.left(), y, area.width(), area.bottom() - y), line,
                               {.role = Text::Caption, .colour = t.dim});
}

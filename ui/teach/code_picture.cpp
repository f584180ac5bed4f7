#include "ui/teach/code_picture.h"

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int mostColumns = 4;
constexpr int numberColumns = 5; ///< "123  "
constexpr int gapColumns = 2;
constexpr double leading = 1.3;
constexpr double wide = 0.6; ///< of a character of the fonts, at most
}

CodePicture::CodePicture(const CodeSample &sample, const Theme &theme)
    : m_file(sample.file)
    , m_theme(theme)
{
    QByteArray code = sample.code;
    if (code.endsWith('\n'))
        code.chop(1);
    if (!code.isEmpty())
        m_lines = QString::fromUtf8(code).replace(u'\t', u"    "_s).split(u'\n');
    for (const QString &line : m_lines)
        m_widest = std::max(m_widest, static_cast<int>(line.size()));
}

QFont CodePicture::font(int pixels) const
{
    QFont font = m_theme.font(Theme::Text::Mono);
    font.setPixelSize(pixels);
    return font;
}

CodePicture::Layout CodePicture::layoutIn(const QSizeF &size) const
{
    const int characters = m_widest + numberColumns + gapColumns;
    Layout best;
    for (int columns = 1; columns <= mostColumns; ++columns) {
        const int each = static_cast<int>((m_lines.size() + columns - 1) / columns);
        const double byHeight = size.height() / (std::max(each, 1) * leading);
        const double byWidth = size.width() / (columns * characters * wide);
        const int pixels = static_cast<int>(std::floor(std::min(byHeight, byWidth)));
        if (pixels > best.pixels || best.linesEach == 0)
            best = {.columns = columns, .linesEach = each, .pixels = std::max(pixels, 1)};
    }
    best.pixels = std::min(best.pixels, m_theme.size(Theme::Text::PaneName));
    return best;
}

void CodePicture::paint(ChartPainter &painter, const QRectF &area) const
{
    const Layout layout = layoutIn(area.size());
    const double advance = QFontMetricsF(font(layout.pixels)).horizontalAdvance(u'0');
    OpenToken open = OpenToken::Nothing;
    for (int i = 0; i < m_lines.size(); ++i) {
        const int column = i / layout.linesEach;
        const double x = area.left() + area.width() / layout.columns * column;
        const double y = area.top() + layout.pixels * leading * (i % layout.linesEach + 0.75);
        const QString number = QString::number(i + 1);
        const double before = numberColumns - 2 - static_cast<double>(number.size());
        paintText(painter.painter(), {x + before * advance, y}, number,
                  {{m_theme.tokens.dim, QFont::Normal}, layout.pixels});
        const CodeLine taken = codeLine(m_lines.at(i), languageOf(m_file), open);
        open = taken.open;
        paintLine(painter.painter(), {x + numberColumns * advance, y}, m_lines.at(i), {taken, layout.pixels});
    }
}

void CodePicture::paintLine(QPainter &painter, const QPointF &origin, const QString &line,
                            const TakenLine &taken) const
{
    const double advance = QFontMetricsF(font(taken.pixels)).horizontalAdvance(u'0');
    qsizetype at = 0;
    const auto run = [&](qsizetype end, const CodeLook &look) {
        // Signs one by one, or the font makes one of several.
        for (qsizetype next = at; at < end; at = next) {
            next = at + 1;
            while (next < end && !isCodeSign(line.at(next)) && !isCodeSign(line.at(next - 1)))
                ++next;
            paintText(painter, origin + QPointF(static_cast<double>(at) * advance, 0),
                      line.mid(at, next - at), {look, taken.pixels});
        }
    };
    const CodeLook plain{m_theme.tokens.ink, QFont::Normal};
    for (const CodeSpan &span : taken.line.spans) {
        run(span.start, plain);
        run(span.start + span.length, codeLook(span.token, m_theme.tokens));
    }
    run(line.size(), plain);
}

void CodePicture::paintText(QPainter &painter, const QPointF &at, const QString &text,
                            const SizedLook &look) const
{
    if (text.trimmed().isEmpty())
        return;
    QFont face = font(look.pixels);
    face.setWeight(static_cast<QFont::Weight>(look.look.weight));
    painter.setFont(face);
    painter.setPen(look.look.colour);
    painter.drawText(at, text);
}

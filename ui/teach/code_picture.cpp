#include "ui/teach/code_picture.h"

#include "core/teach/code_tokens.h"
#include "ui/teach/code_highlighter.h"

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
    const QFont plain = font(layout.pixels);
    const double advance = QFontMetricsF(plain).horizontalAdvance(u'0');
    const double line = layout.pixels * leading;
    const double column = area.width() / layout.columns;
    QPainter &p = painter.painter();
    const auto text = [&](const QPointF &at, const QString &part, const CodeLook &look) {
        QFont face = plain;
        face.setWeight(static_cast<QFont::Weight>(look.weight));
        p.setFont(face);
        p.setPen(look.colour);
        p.drawText(at, part);
    };
    OpenToken open = OpenToken::Nothing;
    for (int i = 0; i < m_lines.size(); ++i) {
        const double x = area.left() + column * (i / layout.linesEach);
        const double y = area.top() + line * (i % layout.linesEach + 0.75);
        const double code = x + numberColumns * advance;
        const QString number = QString::number(i + 1);
        text({x + (numberColumns - 2 - static_cast<double>(number.size())) * advance, y}, number,
             {m_theme.tokens.dim, QFont::Normal});
        const QString &whole = m_lines.at(i);
        const CodeLine taken = codeLine(whole, languageOf(m_file), open);
        open = taken.open;
        qsizetype at = 0;
        const auto run = [&](qsizetype end, const CodeLook &look) {
            // Signs one by one, or the font makes one of several.
            for (qsizetype next = at; at < end; at = next) {
                next = at + 1;
                while (next < end && !isCodeSign(whole.at(next)) && !isCodeSign(whole.at(next - 1)))
                    ++next;
                const QString part = whole.mid(at, next - at);
                if (!part.trimmed().isEmpty())
                    text({code + static_cast<double>(at) * advance, y}, part, look);
            }
        };
        for (const CodeSpan &span : taken.spans) {
            run(span.start, {m_theme.tokens.ink, QFont::Normal});
            run(span.start + span.length, codeLook(span.token, m_theme.tokens));
        }
        run(whole.size(), {m_theme.tokens.ink, QFont::Normal});
    }
}

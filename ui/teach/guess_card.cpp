#include "ui/teach/guess_card.h"

#include "ui/teach/figure_text.h"
#include "ui/transport_descriptor.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double footHeight = 48;
constexpr double fine = 0.01; ///< of the scale, an arrow key
constexpr double wide = 0.1; ///< plus and minus: Page goes through the lesson

QString toldFigure(const BarPicture::Facts &facts, TransportKind kind)
{
    if (facts.cover != BarPicture::Cover::Shown)
        return GuessCard::tr("covered");
    const LaneFigure &figure = facts.figures[indexOf(kind)];
    const QString text = measuredFigureText(figure, facts.bar.unit);
    return isOfTooFew(figure) ? u"%1, %2"_s.arg(text, tooFewWords(figure)) : text;
}

}

GuessCard::GuessCard(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    setAttribute(Qt::WA_OpaquePaintEvent);
}

void GuessCard::display(const BarPicture::Facts &facts, const std::optional<TheoryLine> &theory)
{
    const QString before = m_theory ? m_theory->plainText() : QString();
    const bool same = facts == m_facts && before == (theory ? theory->plainText() : QString());
    if (same)
        return;
    m_facts = facts;
    m_theory = theory;
    QStringList words;
    for (const TransportKind kind : allTransportKinds)
        if (facts.lanes[indexOf(kind)])
            words += u"%1: %2"_s.arg(descriptorOf(kind).name, toldFigure(facts, kind));
    if (facts.guess)
        words += tr("your guess for %1: %2")
                     .arg(descriptorOf(facts.bar.lane).name, figureText(facts.guess, facts.bar.unit));
    setAccessibleName(canGuess() ? tr("%1: your guess").arg(facts.bar.title) : facts.bar.title);
    setAccessibleDescription(words.join(u". "_s));
    setCursor(canGuess() ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void GuessCard::applyTheme(const Theme &theme)
{
    m_theme = theme;
    updateGeometry();
    update();
}

QSize GuessCard::minimumSizeHint() const
{
    const double least = BarPicture::leastHeight(m_theme) + foot().height();
    return {m_theme.px(420), std::max(m_theme.px(360), static_cast<int>(std::ceil(least)))};
}

QRectF GuessCard::foot() const
{
    const double height
        = std::max<double>(m_theme.px(footHeight), lineHeight(m_theme, Theme::Text::Body) + m_theme.px(24));
    return {0, this->height() - height, double(width()), height};
}

BarPicture GuessCard::picture() const
{
    return {m_facts, QRectF(0, 0, width(), foot().top()), m_theme};
}

bool GuessCard::canGuess() const
{
    return m_facts.draggable && m_facts.cover == BarPicture::Cover::Covered;
}

void GuessCard::guessAt(double x)
{
    if (canGuess())
        emit guessed(picture().valueAt(x));
}

void GuessCard::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        guessAt(event->position().x());
}

void GuessCard::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        guessAt(event->position().x());
}

void GuessCard::keyPressEvent(QKeyEvent *event)
{
    const double end = picture().scaleEnd();
    const double now = m_facts.guess.value_or(0);
    double next = now;
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Up:
        next = now + fine * end;
        break;
    case Qt::Key_Left:
    case Qt::Key_Down:
        next = now - fine * end;
        break;
    case Qt::Key_Plus:
        next = now + wide * end;
        break;
    case Qt::Key_Minus:
        next = now - wide * end;
        break;
    case Qt::Key_Home:
        next = 0;
        break;
    case Qt::Key_End:
        next = end;
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (canGuess())
        emit guessed(std::clamp(next, 0.0, end));
}

QString GuessCard::footText() const
{
    if (m_facts.cover == BarPicture::Cover::Shown)
        return m_theory ? m_theory->plainText() : QString();
    return m_facts.draggable ? tr("Drag the bar to your own number, or use the arrow keys.")
                             : tr("Vote with 1, 2, 3. The measurement is under way, covered.");
}

void GuessCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &t = m_theme.tokens;
    painter.fillRect(rect(), t.win);
    painter.setPen(QPen(hasFocus() ? t.you : t.line, hasFocus() ? 2 : 1));
    painter.setBrush(t.surf);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    ChartPainter chart(painter, m_theme, false);
    picture().paint(chart);
    const QRectF area = foot();
    chart.crispLine({area.left() + 1, area.top(), area.right() - 1, area.top()}, t.line);
    if (m_facts.cover == BarPicture::Cover::Shown) {
        // Where a wide interval leaves no room for the sentence, screen readers alone hear it.
        if (m_theory && theoryLineFits(*m_theory, m_theme, foot().width()))
            paintTheoryLine(chart, *m_theory,
                            m_theme.isProjector() ? area.adjusted(16, 0, -m_theme.px(16), 0) : area);
        return;
    }
    const double base = area.center().y() + halfCapHeight(m_theme, Theme::Text::Body);
    const double left = m_theme.px(16);
    QString words = footText();
    if (chartTextWidth(words, m_theme, Theme::Text::Body) > area.width() - 2 * left)
        words = m_facts.draggable ? tr("Drag the bar.") : tr("Vote with 1, 2, 3.");
    const double width = chart.text({left, base}, words, {Theme::Text::Body, QFont::Normal, t.dim});
    const QString stays = tr("It stays beside the result.");
    const double room = area.width() - 3 * left - width;
    if (m_facts.draggable && chartTextWidth(stays, m_theme, Theme::Text::Body) <= room)
        chart.text({area.right() - left, base}, stays,
                   {Theme::Text::Body, QFont::Normal, t.dim, Qt::AlignRight});
}

#include "ui/teach/answer_button.h"

#include "ui/charts/chart_painter.h"
#include "ui/theme/digit_text.h"
#include "ui/theme/glyph.h"

#include <QMouseEvent>
#include <QPainter>
#include <QResizeEvent>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double side = 20;
constexpr double leastWidth = 300;
constexpr double keySize = 24;
constexpr double barWidth = 90; ///< of the answer with most votes

}

AnswerButton::AnswerButton(int number, QWidget *parent)
    : QAbstractButton(parent)
    , m_number(number)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setToolTip(tr("%1 adds a vote, Shift+%1 takes one back").arg(number));
    connect(this, &QAbstractButton::clicked, this, [this] { emit voted(m_number - 1, 1); });
}

void AnswerButton::display(const Facts &facts)
{
    if (facts == m_facts)
        return;
    m_facts = facts;
    setAccessibleName(tr("Answer %1: %2").arg(m_number).arg(facts.text));
    setAccessibleDescription(facts.measured ? tr("%n vote(s), this was measured", nullptr, facts.votes)
                                            : tr("%n vote(s)", nullptr, facts.votes));
    updateGeometry();
    update();
}

void AnswerButton::applyTheme(const Theme &theme)
{
    m_theme = theme;
    updateGeometry();
    update();
}

double AnswerButton::textLeft() const
{
    return m_theme.px(side) + m_theme.px(keySize) * (m_theme.isProjector() ? 1.6 : 1) + m_theme.px(16);
}

double AnswerButton::votesWidth() const
{
    return m_theme.px(barWidth) + m_theme.px(10)
        + digitTextWidth(u"000"_s, m_theme.font(Theme::Text::Sentence, QFont::DemiBold)) + m_theme.px(12);
}

Theme::Text AnswerButton::role() const
{
    return m_theme.isProjector() ? Theme::Text::PaneName : Theme::Text::Sentence;
}

double AnswerButton::badgeHeight() const
{
    return lineHeight(m_theme, Theme::Text::Caption) + m_theme.px(4);
}

double AnswerButton::textWidth(int width) const
{
    return width - textLeft() - votesWidth() - m_theme.px(side) - m_theme.px(12);
}

QStringList AnswerButton::lines(int width) const
{
    const double room = textWidth(width);
    QStringList all(QString{});
    for (const QString &word : m_facts.text.split(u' ')) {
        const QString longer = all.last().isEmpty() ? word : all.last() + u' ' + word;
        if (all.last().isEmpty() || chartTextWidth(longer, m_theme, role(), QFont::DemiBold) <= room)
            all.last() = longer;
        else
            all.append(word);
    }
    return all;
}

int AnswerButton::heightForWidth(int width) const
{
    // The badge has its place from the start, so that the row does not grow when the answer is shown; on the
    // projector there is no room to spare.
    const double text = static_cast<double>(lines(width).size()) * lineHeight(m_theme, role());
    const bool badge = m_facts.measured || !m_theme.isProjector();
    return static_cast<int>(
        std::max<double>(m_theme.px(56), text + (badge ? badgeHeight() : 0) + m_theme.px(12)));
}

QSize AnswerButton::sizeHint() const
{
    return {m_theme.px(leastWidth), heightForWidth(std::max(width(), m_theme.px(leastWidth)))};
}

// The lines, and so the height, follow the width.
void AnswerButton::resizeEvent(QResizeEvent *event)
{
    QAbstractButton::resizeEvent(event);
    if (event->oldSize().width() != width())
        updateGeometry();
}

void AnswerButton::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && (event->modifiers() & Qt::ShiftModifier)
        && rect().contains(event->position().toPoint())) {
        setDown(false);
        emit voted(m_number - 1, -1);
        event->accept();
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

void AnswerButton::paintKey(QPainter &painter, double middle) const
{
    const Tokens &t = m_theme.tokens;
    const double size = m_theme.px(keySize) * (m_theme.isProjector() ? 1.6 : 1);
    const QRectF box(m_theme.px(side) + 0.5, middle - size / 2, size, size);
    painter.setBrush(t.surf);
    painter.setPen(QPen(t.edge, 1));
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(t.ink);
    painter.setFont(m_theme.font(Theme::Text::PaneName));
    painter.drawText(box, Qt::AlignCenter, QString::number(m_number));
}

void AnswerButton::paintVotes(QPainter &painter, double middle) const
{
    const Tokens &t = m_theme.tokens;
    const QFont face = m_theme.font(Theme::Text::Sentence, QFont::DemiBold);
    const double right = width() - m_theme.px(side) - m_theme.px(barWidth) - m_theme.px(10);
    const QString votes = QString::number(m_facts.votes);
    painter.setPen(m_facts.votes > 0 ? t.ink : t.dim);
    paintDigitText(
        painter,
        {right - digitTextWidth(votes, face), middle + halfCapHeight(m_theme, Theme::Text::Sentence)}, votes,
        face);
    const double share = m_facts.mostVotes > 0 ? double(m_facts.votes) / m_facts.mostVotes : 0;
    const double height = m_theme.px(12);
    painter.fillRect(
        QRectF(right + m_theme.px(10), middle - height / 2, share * m_theme.px(barWidth), height), t.you);
}

void AnswerButton::paintText(QPainter &painter, double middle) const
{
    const QFont face = m_theme.font(role(), m_facts.measured ? QFont::DemiBold : QFont::Normal);
    const double line = lineHeight(m_theme, role());
    const QStringList all = lines(width());
    const double below = m_facts.measured ? badgeHeight() + m_theme.px(2) : 0;
    const double height = static_cast<double>(all.size()) * line + below;
    double y = middle - height / 2 + line / 2;
    for (const QString &text : all) {
        painter.setPen(m_theme.tokens.ink);
        paintDigitText(painter, {textLeft(), y + halfCapHeight(m_theme, role())}, text, face);
        y += line;
    }
    if (m_facts.measured)
        paintBadge(painter, {textLeft(), middle + height / 2 - badgeHeight() / 2});
}

void AnswerButton::paintBadge(QPainter &painter, const QPointF &at) const
{
    const Tokens &t = m_theme.tokens;
    const double width
        = chartTextWidth(tr("measured"), m_theme, Theme::Text::Caption, QFont::DemiBold) + m_theme.px(34);
    const QRectF box(at.x(), at.y() - badgeHeight() / 2, width, badgeHeight());
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.ink);
    painter.drawRoundedRect(box, 4, 4);
    const double icon = m_theme.px(12);
    paintGlyph(painter, Glyph::Check, {box.left() + m_theme.px(8), at.y() - icon / 2, icon, icon}, t.surf);
    painter.setPen(t.surf);
    painter.setFont(m_theme.font(Theme::Text::Caption, QFont::DemiBold));
    painter.drawText(box.adjusted(m_theme.px(22), 0, 0, 0), Qt::AlignCenter, tr("measured"));
}

void AnswerButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &t = m_theme.tokens;
    const double pen = m_facts.measured ? 2 : 1;
    painter.setPen(QPen(m_facts.measured ? t.ink : t.line, pen));
    painter.setBrush(underMouse() ? t.hot : t.surf);
    painter.drawRoundedRect(QRectF(rect()).adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2), 4, 4);
    const double middle = height() / 2.0;
    paintKey(painter, middle);
    paintText(painter, middle);
    paintVotes(painter, middle);
    if (hasFocus()) {
        painter.setPen(QPen(t.you, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

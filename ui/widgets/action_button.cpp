#include "ui/widgets/action_button.h"

#include <QAction>
#include <QMenu>
#include <QPainter>

namespace {

constexpr int side = 12;
constexpr int gap = 8;

QString plain(QString text)
{
    return text.remove(QLatin1Char('&'));
}

} // namespace

ActionButton::ActionButton(QAction *action, std::optional<Glyph> glyph, QWidget *parent)
    : QAbstractButton(parent)
    , m_action(action)
    , m_glyph(glyph)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    mirror();
    connect(action, &QAction::changed, this, &ActionButton::mirror);
    connect(this, &QAbstractButton::clicked, this, [this] {
        if (m_hasMenu && m_action->menu())
            m_action->menu()->popup(mapToGlobal(QPoint(0, height() + 2)));
        else
            m_action->trigger();
        mirror();
    });
}

void ActionButton::mirror()
{
    setEnabled(m_action->isEnabled());
    setCheckable(m_action->isCheckable());
    setChecked(m_action->isChecked());
    setText(plain(m_action->iconText()));
    setAccessibleName(text());
    const QString tip = m_action->toolTip();
    setToolTip(shortcutText().isEmpty() ? tip : tr("%1 (%2)").arg(tip, shortcutText()));
    updateGeometry();
    update();
}

void ActionButton::setGlyph(Glyph glyph)
{
    m_glyph = glyph;
    update();
}

void ActionButton::setHasMenu(bool hasMenu)
{
    m_hasMenu = hasMenu;
    updateGeometry();
}

void ActionButton::setLeading(bool leading)
{
    m_leading = leading;
    update();
}

void ActionButton::setShown(bool word, bool shortcut)
{
    if (word == m_word && shortcut == m_shortcut)
        return;
    m_word = word;
    m_shortcut = shortcut;
    updateGeometry();
    update();
}

QString ActionButton::shortcutText() const
{
    return m_action->shortcut().toString(QKeySequence::NativeText);
}

void ActionButton::applyTheme(const Theme &theme)
{
    m_theme = theme;
    updateGeometry();
    update();
}

QSize ActionButton::sizeHint() const
{
    const QFontMetrics body(m_theme.font(Theme::Text::Body));
    int width = 2 * side + body.horizontalAdvance(shownWord());
    if (m_glyph)
        width += m_theme.px(14) + (shownWord().isEmpty() ? 0 : gap);
    if (m_hasMenu)
        width += 16;
    else if (!shownShortcut().isEmpty())
        width += gap + QFontMetrics(m_theme.font(Theme::Text::Caption)).horizontalAdvance(shownShortcut());
    return {width, std::max(m_theme.px(28), body.height() + 10)};
}

void ActionButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &t = m_theme.tokens;
    const bool on = isChecked() || isDown();
    const bool leading = m_leading && isEnabled();
    const QColor ink = !isEnabled() ? t.edge : leading ? t.youInk : on ? t.surf : t.ink;
    painter.setPen(QPen(leading ? t.you : on ? t.ink : isEnabled() ? t.edge : t.line, 1));
    painter.setBrush(leading ? t.you : on ? t.ink : underMouse() ? t.hot : t.field);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    double x = side;
    const QFont body = m_theme.font(Theme::Text::Body);
    const QFontMetricsF metrics(body);
    const double base = (height() + metrics.capHeight()) / 2;
    if (m_glyph) {
        const double size = m_theme.px(14);
        paintGlyph(painter, *m_glyph, QRectF(x, (height() - size) / 2, size, size), ink);
        x += size + gap;
    }
    painter.setFont(body);
    painter.setPen(ink);
    painter.drawText(QPointF(x, base), shownWord());
    x += metrics.horizontalAdvance(shownWord());
    if (m_hasMenu) {
        painter.setPen(QPen(ink, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const double y = height() / 2.0;
        painter.drawPolyline(QPolygonF({{x + 9, y - 2}, {x + 13, y + 2}, {x + 17, y - 2}}));
    } else if (!shownShortcut().isEmpty()) {
        painter.setFont(m_theme.font(Theme::Text::Caption));
        painter.setPen(on || leading || !isEnabled() ? ink : t.dim);
        painter.drawText(QPointF(x + gap, base), shownShortcut());
    }
    if (hasFocus()) {
        // On the user's colour the ring is ink, a little inside.
        painter.setPen(QPen(leading ? t.youInk : t.you, 2));
        painter.setBrush(Qt::NoBrush);
        const double inset = leading ? 3 : 1;
        painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), 4, 4);
    }
}

Badge::Badge(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Badge::show(const QString &text, bool filled, bool bad)
{
    setVisible(!text.isEmpty());
    if (text == m_text && filled == m_filled && bad == m_bad)
        return;
    m_text = text;
    m_filled = filled;
    m_bad = bad;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void Badge::applyTheme(const Theme &theme)
{
    m_theme = theme;
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const
{
    const QFontMetrics metrics(m_theme.font(Theme::Text::Caption, QFont::DemiBold));
    return {metrics.horizontalAdvance(m_text) + 16, std::max(20, metrics.height() + 4)};
}

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &t = m_theme.tokens;
    const QColor back = m_bad ? t.badBack : m_filled ? t.ink : t.surf;
    painter.setPen(QPen(m_bad ? t.bad : m_filled ? t.ink : t.edge, 1));
    painter.setBrush(back);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(m_bad ? t.bad : m_filled ? t.surf : t.ink);
    painter.setFont(m_theme.font(Theme::Text::Caption, QFont::DemiBold));
    painter.drawText(rect(), Qt::AlignCenter, m_text);
}

#include "ui/widgets/error_bar.h"

#include "ui/theme/glyph.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

ErrorBar::ErrorBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_action(new QPushButton(this))
    , m_close(new QPushButton(tr("Close"), this))
{
    setAccessibleName(tr("Problem"));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close->setAccessibleName(tr("Close the message"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(40, 6, 16, 6);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    layout->addWidget(m_close);
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    connect(m_action, &QPushButton::clicked, this, &ErrorBar::actionRequested);
    hide();
}

void ErrorBar::showProblem(const QString &text, const QString &action)
{
    m_text->setText(text);
    m_text->setAccessibleName(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QString ErrorBar::text() const
{
    return isHidden() ? QString() : m_text->text();
}

void ErrorBar::applyTheme(const Theme &theme)
{
    m_theme = theme;
    QPalette palette = m_text->palette();
    palette.setColor(QPalette::WindowText, theme.tokens.bad);
    m_text->setPalette(palette);
    m_text->setFont(theme.font(Theme::Text::Body, QFont::Medium));
}

void ErrorBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens.badBack);
    painter.fillRect(0, height() - 1, width(), 1, m_theme.tokens.line);
    paintGlyph(painter, Glyph::Warning, QRectF(16, (height() - 16) / 2.0, 16, 16), m_theme.tokens.bad);
}

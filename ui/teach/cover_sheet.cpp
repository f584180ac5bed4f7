#include "ui/teach/cover_sheet.h"

#include "ui/widgets/action_button.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace {

// In pixels at 100 % text.
constexpr double cardWidth = 520;
constexpr double hatchEvery = 14;
constexpr int around = 24;

QLabel *centred(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignCenter);
    return label;
}

} // namespace

CoverSheet::CoverSheet(QWidget *parent)
    : QWidget(parent)
    , m_back(new QAction(tr("Back to the question"), this))
    , m_reveal(new QAction(tr("Show the figures"), this))
    , m_card(new QWidget(this))
    , m_title(centred(m_card))
    , m_question(centred(m_card))
    , m_words(centred(m_card))
    , m_backButton(new ActionButton(m_back, std::nullopt, m_card))
    , m_revealButton(new ActionButton(m_reveal, std::nullopt, m_card))
{
    setAccessibleName(tr("Covered figures"));
    // F2 is the window's already; B is for the whole laboratory as long as this lies over it.
    m_reveal->setShortcut(Qt::Key_B);
    m_reveal->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_reveal->setEnabled(false);
    parent->addAction(m_reveal);
    m_backButton->setLeading(true);
    connect(m_back, &QAction::triggered, this, &CoverSheet::questionWanted);
    connect(m_reveal, &QAction::triggered, this, &CoverSheet::revealWanted);
    m_title->setText(tr("Covered until somebody shows it"));
    m_words->setText(tr("What the run measures is the answer to this question."));
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_backButton);
    buttons->addWidget(m_revealButton);
    buttons->addStretch(1);
    auto *card = new QVBoxLayout(m_card);
    card->setContentsMargins(around, around, around, around);
    card->setSpacing(12);
    card->addWidget(m_title);
    card->addWidget(m_question);
    card->addWidget(m_words);
    card->addSpacing(4);
    card->addLayout(buttons);
    m_card->setAutoFillBackground(true);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_card);
    row->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setSizeConstraint(QLayout::SetNoConstraint);
    layout->addStretch(1);
    layout->addLayout(row);
    layout->addStretch(1);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    hide();
}

void CoverSheet::showQuestion(const QString &question)
{
    m_question->setText(question);
    setAccessibleDescription(tr("Covered: %1").arg(question));
}

void CoverSheet::applyTheme(const Theme &theme)
{
    m_theme = theme;
    QPalette colours = m_card->palette();
    colours.setColor(QPalette::Window, theme.tokens.surf);
    m_card->setPalette(colours);
    QPalette dim = colours;
    dim.setColor(QPalette::WindowText, theme.tokens.dim);
    m_title->setPalette(dim);
    m_words->setPalette(dim);
    m_title->setFont(theme.font(Theme::Text::Body, QFont::Medium));
    m_question->setFont(theme.font(Theme::Text::Sentence, QFont::DemiBold));
    m_words->setFont(theme.font(Theme::Text::Body));
    m_backButton->applyTheme(theme);
    m_revealButton->applyTheme(theme);
    fit();
    update();
}

// Large text takes what room there is, and makes no window wider.
void CoverSheet::fit()
{
    m_card->setFixedWidth(std::clamp(width() - 2 * around, 1, m_theme.px(cardWidth)));
}

void CoverSheet::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void CoverSheet::showEvent(QShowEvent *event)
{
    m_reveal->setEnabled(true);
    QWidget::showEvent(event);
}

void CoverSheet::hideEvent(QHideEvent *event)
{
    m_reveal->setEnabled(false);
    QWidget::hideEvent(event);
}

void CoverSheet::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens;
    QPainter painter(this);
    painter.fillRect(rect(), t.win);
    const QRectF area = QRectF(rect()).adjusted(16, 10, -16, -12);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.grid, m_theme.isProjector() ? 2 : 1));
    painter.setClipRect(area);
    for (double x = area.left(); x < area.right() + area.height(); x += m_theme.px(hatchEvery))
        painter.drawLine(QPointF(x, area.top()), QPointF(x - area.height(), area.bottom()));
    painter.setClipping(false);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(t.line);
    painter.drawRect(area);
    painter.drawRect(m_card->geometry().adjusted(-1, -1, 0, 0));
}

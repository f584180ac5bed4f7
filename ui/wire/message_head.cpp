#include "ui/wire/message_head.h"

#include "ui/charts/chart_painter.h"
#include "ui/widgets/segments.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

MessageHead::MessageHead(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(tr("Messages"), this))
    , m_caption(new QLabel(tr("latency in ms"), this))
    , m_jump(new QLineEdit(this))
    , m_filter(
          new Segments(tr("Messages shown"), {tr("all"), tr("lost"), tr("duplicated"), tr("slow")}, this))
{
    m_caption->setMinimumWidth(1);
    m_jump->setPlaceholderText(tr("id"));
    m_jump->setAccessibleName(tr("Go to the message with this id"));
    m_jump->hide();
    const auto buttons = m_filter->findChildren<QAbstractButton *>();
    buttons.at(1)->setToolTip(tr("Passed over by a later message, or missing at the end"));
    buttons.at(2)->setToolTip(tr("Received more than once"));
    buttons.at(3)->setToolTip(tr("Took more than %1 ms and more than %2 times the median of its transport, "
                                 "when it arrived")
                                  .arg(MessageRows::slowAboveMs)
                                  .arg(MessageRows::slowFactor));
    auto *layout = new QHBoxLayout(this);
    layout->addWidget(m_title);
    layout->addWidget(m_caption);
    layout->addStretch(1);
    layout->addWidget(m_jump);
    layout->addWidget(m_filter);
    connect(m_filter, &Segments::chosen, this,
            [this](int index) { emit filterChosen(static_cast<MessageFilter>(index)); });
    connect(m_jump, &QLineEdit::returnPressed, this, [this] {
        bool isNumber = false;
        const quint64 id = m_jump->text().trimmed().toULongLong(&isNumber);
        isNumber ? emit idAsked(id) : refuseJump();
    });
}

void MessageHead::applyTheme(const Theme &theme)
{
    m_theme = theme;
    layout()->setContentsMargins(theme.px(16), theme.px(6), theme.px(12), theme.px(6));
    layout()->setSpacing(theme.px(8));
    m_title->setFont(theme.font(Theme::Text::Body, QFont::DemiBold));
    m_caption->setFont(theme.font(Theme::Text::Caption));
    m_jump->setFont(theme.font(Theme::Text::Caption));
    m_filter->setFont(theme.font(Theme::Text::Caption));
    m_jump->setFixedWidth(theme.size(Theme::Text::Caption) * 8);
    QPalette dim = palette();
    dim.setColor(QPalette::WindowText, theme.tokens.dim);
    m_caption->setPalette(dim);
    fit();
}

void MessageHead::fit()
{
    const double needed
        = chartTextWidth(m_title->text() + m_caption->text(), m_theme, Theme::Text::Body, QFont::DemiBold)
        + m_filter->sizeHint().width() + 4 * m_theme.px(16);
    m_caption->setVisible(!isJumpShown() && needed <= width());
}

void MessageHead::showCounts(const std::array<qint64, messageFilterCount> &counts)
{
    if (counts == m_counts || (m_sinceCounts.isValid() && m_sinceCounts.elapsed() < countsEveryMs))
        return;
    m_sinceCounts.start();
    const std::array<QString, messageFilterCount> names{tr("all"), tr("lost"), tr("duplicated"), tr("slow")};
    const auto buttons = m_filter->findChildren<QAbstractButton *>();
    for (std::size_t i = 0; i < messageFilterCount; ++i) {
        if (counts[i] == m_counts[i])
            continue;
        const QString text = u"%1 %2"_s.arg(names[i], QLocale().toString(counts[i]));
        QAbstractButton *button = buttons.at(static_cast<qsizetype>(i));
        button->setText(text);
        button->setAccessibleName(tr("Messages shown: %1").arg(text));
    }
    m_counts = counts;
    fit();
}

void MessageHead::showJump(bool shown)
{
    m_jump->setVisible(shown);
    fit();
    if (!shown)
        return;
    m_jump->setFocus();
    m_jump->selectAll();
}

bool MessageHead::isJumpShown() const
{
    return m_jump->isVisibleTo(this);
}

void MessageHead::refuseJump()
{
    m_jump->selectAll();
}

void MessageHead::resizeEvent(QResizeEvent *)
{
    fit();
}

void MessageHead::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.tokens.line);
}

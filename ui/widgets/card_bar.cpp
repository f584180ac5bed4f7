#include "ui/widgets/card_bar.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace {

constexpr int atTabs = 4;
constexpr int atEnd = 12;
constexpr int gap = 8;

class TabButton : public QAbstractButton
{
public:
    TabButton(const QString &text, QWidget *parent)
        : QAbstractButton(parent)
    {
        setText(text);
        setCheckable(true);
        setAutoExclusive(true);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
    }
    QSize sizeHint() const override
    {
        QFont bold = font();
        bold.setWeight(QFont::DemiBold);
        return {QFontMetrics(bold).horizontalAdvance(text()) + 20, std::max(36, fontMetrics().height() + 16)};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const QPalette &p = palette();
        QFont face = font();
        if (isChecked())
            face.setWeight(QFont::DemiBold);
        painter.setFont(face);
        painter.setPen(
            p.color(isChecked() || underMouse() ? QPalette::WindowText : QPalette::PlaceholderText));
        painter.drawText(rect(), Qt::AlignCenter, text());
        if (isChecked())
            painter.fillRect(0, height() - 2, width(), 2, p.color(QPalette::WindowText));
        if (hasFocus()) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(QPen(p.color(QPalette::Highlight), 2));
            painter.drawRoundedRect(QRectF(rect()).adjusted(1, 3, -1, -4), 4, 4);
        }
    }
};

int widthOf(const QWidget *widget)
{
    return widget && !widget->isHidden() ? widget->sizeHint().width() : 0;
}

} // namespace

CardBar::CardBar(QWidget *parent)
    : QWidget(parent)
    , m_choice(new QComboBox(this))
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_choice->setAccessibleName(tr("View"));
    m_choice->hide();
    connect(m_choice, &QComboBox::activated, this, &CardBar::chosen);
}

void CardBar::addTab(const QString &title, const QString &tip)
{
    auto *tab = new TabButton(title, this);
    tab->setAccessibleName(tr("%1 view").arg(title));
    tab->setToolTip(tip);
    const auto index = static_cast<int>(m_tabs.size());
    connect(tab, &QAbstractButton::clicked, this, [this, index] { emit chosen(index); });
    m_tabs.push_back(tab);
    m_choice->addItem(title);
}

void CardBar::setChoiceTip(const QString &tip)
{
    m_choice->setToolTip(tip);
}

void CardBar::setOptions(QWidget *options)
{
    if (options == m_options)
        return;
    if (m_options)
        m_options->hide();
    m_options = options;
    if (options) {
        options->setParent(this);
        options->show();
    }
    rearrange();
}

void CardBar::setLast(QWidget *last)
{
    m_last = last;
}

void CardBar::showLast(bool shown)
{
    if (m_last)
        m_last->setVisible(shown);
    rearrange();
}

void CardBar::setCurrent(int index)
{
    m_tabs.at(static_cast<std::size_t>(index))->setChecked(true);
    m_choice->setCurrentIndex(index);
}

void CardBar::setTall(bool tall)
{
    m_tall = tall;
    rearrange();
}

bool CardBar::isFolded() const
{
    return !m_choice->isHidden();
}

int CardBar::tabsWidth() const
{
    int width = 0;
    for (const QAbstractButton *tab : m_tabs)
        width += tab->sizeHint().width() + 4;
    return width;
}

int CardBar::lineHeight() const
{
    return m_tabs.empty() ? 36
                          : std::max(m_tabs.front()->sizeHint().height(), m_choice->sizeHint().height() + 8);
}

QSize CardBar::minimumSizeHint() const
{
    const int last = widthOf(m_last);
    const int first = m_choice->sizeHint().width() + gap + last;
    return {std::max(first, widthOf(m_options)) + atTabs + atEnd, std::max(height(), lineHeight())};
}

void CardBar::rearrange()
{
    const int room = width() - atTabs - atEnd;
    const int options = m_options ? widthOf(m_options) + gap : 0;
    const int last = widthOf(m_last) > 0 ? widthOf(m_last) + gap : 0;
    const bool tabsFit = tabsWidth() + last <= room;
    const bool allFit = tabsWidth() + options + last <= room;
    const bool foldedFit = m_choice->sizeHint().width() + options + last <= room;
    const bool twoLines = !allFit && options > 0 && ((m_tall && tabsFit) || !foldedFit);
    const bool folded = twoLines ? !tabsFit : !allFit;
    for (QAbstractButton *tab : m_tabs)
        tab->setVisible(!folded);
    m_choice->setVisible(folded);
    const int line = lineHeight();
    placeTabs(line);
    if (twoLines) {
        placeAtEnd({m_last}, 0, line);
        placeAtEnd({m_options}, line, line);
    } else {
        placeAtEnd({m_last, m_options}, 0, line);
    }
    setFixedHeight(twoLines ? 2 * line : line);
}

void CardBar::placeTabs(int height)
{
    int x = atTabs;
    for (QAbstractButton *tab : m_tabs) {
        const QRect place(x, 0, tab->sizeHint().width(), height);
        tab->setGeometry(QStyle::visualRect(layoutDirection(), rect(), place));
        x += place.width() + 4;
    }
    const QSize size = m_choice->sizeHint();
    m_choice->setGeometry(
        QStyle::visualRect(layoutDirection(), rect(), QRect({atEnd, (height - size.height()) / 2}, size)));
}

void CardBar::placeAtEnd(const std::vector<QWidget *> &widgets, int top, int height)
{
    int right = width() - atEnd;
    for (QWidget *widget : widgets) {
        if (!widget || widget->isHidden())
            continue;
        const QSize size(widget->sizeHint().width(), std::min(widget->sizeHint().height(), height));
        const QRect place({right - size.width(), top + (height - size.height()) / 2}, size);
        widget->setGeometry(QStyle::visualRect(layoutDirection(), rect(), place));
        right -= size.width() + gap;
    }
}

bool CardBar::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::FontChange
        || event->type() == QEvent::LayoutDirectionChange)
        rearrange();
    return QWidget::event(event);
}

void CardBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    rearrange();
}

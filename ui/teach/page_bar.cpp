#include "ui/teach/page_bar.h"

#include "ui/theme/number_text.h"
#include "ui/tool_bar.h"
#include "ui/views/teach_page.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/card_bar.h"
#include "ui/widgets/digit_label.h"

#include <QHBoxLayout>

PageBar::PageBar(const std::vector<TeachPage *> &pages, QWidget *parent)
    : Bar(Edge::Top, parent)
    , m_tabs(new CardBar(this))
    , m_clock(new DigitLabel(Theme::Text::PaneName, QFont::DemiBold, this))
    , m_badge(new Badge(this))
{
    setAccessibleName(tr("Pages"));
    // Not one of them: it is never the one on show here.
    m_tabs->addTab(tr("Laboratory"), tr("Back to the laboratory (Esc)"));
    for (const TeachPage *page : pages)
        m_tabs->addTab(page->title(), tr("Show this page"));
    m_tabs->setChoiceTip(tr("Laboratory and pages"));
    connect(m_tabs, &CardBar::chosen, this, [this](int index) {
        if (index == 0)
            emit leaveAsked();
        else
            emit pageAsked(index - 1);
    });
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 4, 16, 4);
    layout->setSpacing(8);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_clock);
    layout->addWidget(m_badge);
}

void PageBar::showMode(const LabController &lab)
{
    const ModeText mode = modeText(lab);
    m_badge->show(mode.text, mode.filled);
}

void PageBar::showClock(double elapsedS)
{
    m_clock->setText(clockText(elapsedS));
}

void PageBar::showPage(int index, TeachPage &page)
{
    m_tabs->setCurrent(index + 1);
    m_tabs->setOptions(page.options());
}

void PageBar::applyTheme(const Theme &theme)
{
    Bar::applyTheme(theme);
    m_tabs->rearrange();
    m_clock->applyTheme(theme);
    m_badge->applyTheme(theme);
}

#include "ui/tabs/tabs_view.h"

#include "core/experiment/tab_command.h"
#include "core/experiment/tab_report.h"
#include "core/experiment/tab_words.h"
#include "ui/tabs/painted_card.h"
#include "ui/tabs/pool_painter.h"
#include "ui/tabs/steps_painter.h"
#include "ui/tabs/tab_commands.h"
#include "ui/tabs/tabs_export.h"
#include "ui/tabs/tabs_model.h"
#include "ui/tabs/tabs_table.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/digit_label.h"

#include <QBoxLayout>
#include <QLabel>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Below these (at 100 % text) the pools stand one over the other, and the steps are left out.
constexpr double widthForTwoPools = 700;
constexpr double widthForSteps = 900;
/// Buttons, sentence and margins.
constexpr double heightBesideSteps = 110;
/// The table needs some lines besides what stands over it.
constexpr int leastRows = 4;

PaintedCard *makePool(QLatin1StringView host, QWidget *parent)
{
    const QString name = host;
    return new PaintedCard(TabsView::tr("Connections to %1").arg(name),
                           {[name](ChartPainter &painter, const QRectF &area, const TabsSnapshot &tabs) {
                                paintPool(painter, area, tabs, name);
                            },
                            [](const Theme &theme) { return QSizeF(theme.px(300), poolHeight(theme)); },
                            [name](const TabsSnapshot &tabs) { return poolSummary(tabs, name); }},
                           parent);
}

} // namespace

TabsView::TabsView(QWidget *parent)
    : LabView(parent)
    , m_commands(new TabCommands(this))
    , m_sentence(new DigitLabel(Theme::Text::Sentence, QFont::DemiBold, this))
    , m_httpOnly(new Badge(this))
    , m_table(new TabsTable(this))
    , m_empty(new QLabel(m_table))
    , m_notes(new QLabel(tabNotes().join(u' '), this))
{
    m_sentence->setMaxLines(2);
    m_httpOnly->show(tr("HTTP/1.1 only"), false);
    m_notes->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    buildPictures();
    setFocusProxy(m_commands->findChild<QWidget *>());
    connect(m_commands, &TabCommands::commanded, this, &LabView::tabsCommanded);
    connect(m_table, &TabsTable::closeAsked, m_commands, &TabCommands::closeOne);
    connect(m_table, &TabsTable::selected, this, &TabsView::showButtons);
}

void TabsView::buildPictures()
{
    m_firstPool = makePool(firstHost, this);
    m_secondPool = makePool(secondHost, this);
    m_steps
        = new PaintedCard(tr("The story of the seventh tab"), {paintSteps, stepsSize, stepsSummary}, this);
    auto *saying = new QHBoxLayout;
    saying->setSpacing(12);
    saying->addWidget(m_sentence, 1);
    saying->addWidget(m_httpOnly);
    m_pools = new QBoxLayout(QBoxLayout::LeftToRight);
    m_pools->setSpacing(12);
    m_pools->addWidget(m_firstPool, 1);
    m_pools->addWidget(m_secondPool, 1);
    auto *left = new QVBoxLayout;
    left->setSpacing(12);
    left->addLayout(m_pools);
    left->addWidget(m_table, 1);
    auto *body = new QHBoxLayout;
    body->setSpacing(12);
    body->addLayout(left, 1);
    body->addWidget(m_steps, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(12);
    layout->addWidget(m_commands);
    layout->addLayout(saying);
    layout->addLayout(body, 1);
    layout->addWidget(m_notes);
}

QList<PaintedCard *> TabsView::cards() const
{
    return {m_firstPool, m_secondPool, m_steps};
}

QString TabsView::title() const
{
    return tr("Tabs");
}

QString TabsView::machineName() const
{
    return u"tabs"_s;
}

void TabsView::display(const LabState &state)
{
    m_tabs = state.tabs;
    m_frozen = state.frozen;
    m_table->display(state.tabs);
    m_sentence->setText(state.tabs.refusal.isEmpty() ? tabsSentence(state.tabs) : state.tabs.refusal);
    for (PaintedCard *card : cards())
        card->display(state.tabs);
    showEmpty(state);
    showButtons();
}

void TabsView::showButtons()
{
    m_commands->display(m_tabs, m_frozen, m_table->selectedId());
}

void TabsView::showEmpty(const LabState &state)
{
    m_empty->setVisible(state.tabs.tabs.isEmpty());
    m_empty->setText(state.tabs.serving
                         ? tr("No tab is open. Show me tells the story; Open a tab opens one.")
                         : tr("Nothing is running. Press F5 to start the server, then open tabs."));
    m_empty->setGeometry(m_table->viewport()->geometry());
}

void TabsView::applyTheme(const Theme &theme)
{
    m_theme = theme;
    m_commands->applyTheme(theme);
    m_sentence->applyTheme(theme);
    m_httpOnly->applyTheme(theme);
    m_table->applyTheme(theme);
    for (PaintedCard *card : cards())
        card->applyTheme(theme);
    QPalette dim = palette();
    dim.setColor(QPalette::WindowText, theme.tokens.dim);
    m_empty->setFont(theme.font(Theme::Text::Body));
    m_notes->setFont(theme.font(Theme::Text::Caption));
    for (QLabel *label : {m_empty, m_notes})
        label->setPalette(dim);
    arrangeParts();
}

// Larger text and smaller windows take things away instead of cutting them: first the steps, then the notes.
void TabsView::arrangeParts()
{
    const double scale = m_theme.isProjector() ? 1.7 * m_theme.zoom : std::max(1.0, m_theme.zoom);
    const bool beside = width() >= widthForTwoPools * scale;
    m_pools->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    const double least
        = (beside ? 1 : 2) * poolHeight(m_theme) + leastRows * tabRowHeight(m_theme) + m_theme.px(120);
    m_steps->setVisible(width() >= widthForSteps * scale && !m_theme.isProjector()
                        && height() >= stepsSize(m_theme).height() + m_theme.px(heightBesideSteps));
    m_notes->setVisible(height() >= least + 3 * lineHeight(m_theme, Theme::Text::Caption));
    m_secondPool->setVisible(beside || height() >= least);
    m_empty->setGeometry(m_table->viewport()->geometry());
}

QSize TabsView::minimumSizeHint() const
{
    return isVisible() ? LabView::minimumSizeHint() : QSize();
}

void TabsView::showEvent(QShowEvent *event)
{
    LabView::showEvent(event);
    updateGeometry();
}

void TabsView::hideEvent(QHideEvent *event)
{
    LabView::hideEvent(event);
    updateGeometry();
}

void TabsView::resizeEvent(QResizeEvent *event)
{
    LabView::resizeEvent(event);
    arrangeParts();
}

void TabsView::paintExport(QPainter &painter, const QSizeF &size, const LabState &state,
                           const Theme &theme) const
{
    paintTabsExport(painter, size, state, theme);
}

QString TabsView::summary(const LabState &state) const
{
    QString text = tabsSentence(state.tabs) + u' ' + poolSummary(state.tabs, firstHost) + u' '
        + poolSummary(state.tabs, secondHost);
    if (state.tabs.story.phase != TabStoryState::Phase::Untold)
        text += u' ' + stepsSummary(state.tabs);
    return text;
}

QString TabsView::asTable(const LabState &state) const
{
    return tabTable(state.tabs);
}

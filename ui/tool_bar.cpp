#include "ui/tool_bar.h"

#include "core/experiment/scenario.h"
#include "ui/lab_controller.h"
#include "ui/theme/number_text.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/digit_label.h"
#include "ui/window_actions.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::Literals::StringLiterals;

ModeText modeText(const LabController &lab)
{
    if (!lab.isRunning())
        return {ToolBar::tr("STOPPED"), lab.isFrozen()};
    if (lab.isFrozen())
        return {ToolBar::tr("FROZEN"), true};
    if (lab.isHeld())
        return {ToolBar::tr("HELD"), false};
    return {ToolBar::tr("LIVE"), true};
}

ToolBar::ToolBar(WindowActions &actions, QWidget *parent)
    : Bar(Edge::Top, parent)
    , m_run(new ActionButton(actions.run, Glyph::Run, this))
    , m_freeze(new ActionButton(actions.freeze, Glyph::Freeze, this))
    , m_predict(new ActionButton(actions.predict, std::nullopt, this))
    , m_baseline(new ActionButton(actions.baseline, std::nullopt, this))
    , m_previous(new ActionButton(actions.previousRecord, std::nullopt, this))
    , m_next(new ActionButton(actions.nextRecord, std::nullopt, this))
    , m_scenarioLabel(new QLabel(tr("Scenario"), this))
    , m_scenarios(new QComboBox(this))
    , m_clock(new DigitLabel(Theme::Text::PaneName, QFont::DemiBold, this))
    , m_badge(new Badge(this))
    , m_limit(new Badge(this))
{
    setAccessibleName(tr("Tool bar"));
    auto *exporting = new ActionButton(actions.exporting, std::nullopt, this);
    exporting->setHasMenu(true);
    m_predict->setLeading(true);
    m_buttons = {m_run, m_freeze, m_predict, m_baseline, m_previous, m_next, exporting};
    fillScenarios();
    arrangeWidgets(exporting);
}

void ToolBar::fillScenarios()
{
    m_scenarios->setMinimumContentsLength(4);
    m_scenarios->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_scenarios->setAccessibleName(tr("Scenario"));
    m_scenarios->setToolTip(tr("Ready-made experiments, each with a question"));
    int number = 0;
    for (const Scenario &scenario : builtInScenarios())
        m_scenarios->addItem(u"%1  %2"_s.arg(++number).arg(scenario.title), scenario.name);
    m_scenarios->setPlaceholderText(tr("your own settings"));
    m_scenarios->setCurrentIndex(-1);
    connect(m_scenarios, &QComboBox::activated, this,
            [this](int index) { emit scenarioChosen(m_scenarios->itemData(index).toString()); });
}

void ToolBar::arrangeWidgets(ActionButton *exporting)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->setSpacing(8);
    layout->addWidget(m_run);
    layout->addWidget(m_freeze);
    layout->addWidget(m_predict);
    layout->addSpacing(8);
    layout->addWidget(m_scenarioLabel);
    layout->addWidget(m_scenarios);
    layout->addWidget(m_baseline);
    layout->addWidget(m_previous);
    layout->addWidget(m_next);
    layout->addStretch(1);
    layout->addWidget(m_limit);
    layout->addWidget(m_clock);
    layout->addWidget(m_badge);
    layout->addSpacing(8);
    layout->addWidget(exporting);
}

void ToolBar::showMode(const LabController &lab)
{
    m_run->setGlyph(lab.isRunning() ? Glyph::Stop : Glyph::Run);
    m_freeze->setGlyph(lab.isFrozen() ? Glyph::Run : Glyph::Freeze);
    const ModeText mode = modeText(lab);
    m_badge->show(mode.text, mode.filled);
    const Scenario *scenario = lab.scenario();
    m_scenarios->setCurrentIndex(scenario ? m_scenarios->findData(scenario->name) : -1);
}

void ToolBar::showClock(double elapsedS)
{
    m_clock->setText(clockText(elapsedS));
}

void ToolBar::showLimit(const QString &words, const QString &explanation)
{
    m_limit->show(words, false, true);
    m_limit->setToolTip(explanation);
}

void ToolBar::arrange(const WindowLayout &layout)
{
    m_scenarioLabel->setVisible(layout.scenarioLabel);
    m_predict->setVisible(layout.predictButton);
    m_baseline->setVisible(layout.baselineButton);
    m_previous->setVisible(layout.stepButtons);
    m_next->setVisible(layout.stepButtons);
    for (ActionButton *button : m_buttons)
        button->setShown(layout.buttonTexts, layout.shortcuts);
    m_clock->setVisible(layout.clock);
}

void ToolBar::applyTheme(const Theme &theme)
{
    Bar::applyTheme(theme);
    for (ActionButton *button : m_buttons)
        button->applyTheme(theme);
    for (Badge *badge : {m_badge, m_limit})
        badge->applyTheme(theme);
    m_clock->applyTheme(theme);
}

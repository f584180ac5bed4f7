#include "ui/teach/code_notes.h"

#include "core/experiment/scenario.h"
#include "ui/copy_field.h"
#include "ui/teach/code_text.h"
#include "ui/teach/code_words.h"
#include "ui/teach/note_marks.h"
#include "ui/teach/wrap_layout.h"
#include "ui/widgets/action_button.h"

#include <QAction>
#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>

CodeNotes::CodeNotes(QWidget *parent)
    : QScrollArea(parent)
{
    setFrameStyle(QFrame::Box);
    setLineWidth(2);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Notes on the code"));
}

bool CodeNotes::event(QEvent *event)
{
    if (event->type() == QEvent::Paint) {
        paintScrollFrame(*this, m_theme, false);
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QScrollArea::event(event);
}

void CodeNotes::showSample(const CodeSample &sample)
{
    m_sample = sample;
    rebuild();
    verticalScrollBar()->setValue(0);
}

void CodeNotes::showAddress(const QString &origin, int port)
{
    if (origin == m_origin && port == m_port)
        return;
    m_origin = origin;
    m_port = port;
    rebuild();
}

void CodeNotes::applyTheme(const Theme &theme)
{
    m_theme = theme;
    QPalette colours = palette();
    colours.setColor(QPalette::Window, theme.tokens.surf);
    setPalette(colours);
    rebuild();
}

void CodeNotes::rebuild()
{
    const int scrolled = verticalScrollBar()->value();
    m_content = new QWidget;
    m_layout = new QVBoxLayout(m_content);
    m_layout->setContentsMargins(m_theme.px(4), 0, m_theme.px(8), m_theme.px(8));
    m_layout->setSpacing(m_theme.px(4));
    addNotes();
    addFaults();
    addCommands();
    m_layout->addStretch(1);
    setWidget(m_content); // deletes the one before
    setAccessibleDescription(code_words::summary(m_sample));
    verticalScrollBar()->setValue(scrolled);
}

void CodeNotes::addGap(double measure)
{
    m_layout->addSpacing(m_theme.px(measure));
}

void CodeNotes::addHeading(const QString &text)
{
    auto *label = new QLabel(text, m_content);
    label->setFont(m_theme.font(Theme::Text::PaneName, QFont::DemiBold));
    label->setWordWrap(true);
    m_layout->addWidget(label);
}

void CodeNotes::addText(const QString &text, Theme::Text role, bool dim)
{
    m_layout->addWidget(makeText(text, role, dim));
}

QLabel *CodeNotes::makeText(const QString &text, Theme::Text role, bool dim)
{
    auto *label = new QLabel(text, m_content);
    label->setFont(m_theme.font(role));
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    if (dim) {
        QPalette colours = label->palette();
        colours.setColor(QPalette::WindowText, m_theme.tokens.dim);
        label->setPalette(colours);
    }
    return label;
}

void CodeNotes::addNotes()
{
    // What the brief's code is comes first, without a heading: what is wrong with it is what to notice.
    if (m_sample.role != CodeRole::Brief)
        addHeading(tr("What to notice"));
    for (const CodeNote &note : m_sample.notes) {
        addText(code_words::translated(note.text));
        if (!note.reading.isEmpty())
            addText(note.reading, Theme::Text::Caption, true);
        addGap(4);
    }
    addLink(m_sample.scenario);
}

void CodeNotes::addFaults()
{
    if (m_sample.faults.isEmpty())
        return;
    addGap(8);
    addHeading(tr("What would go wrong"));
    addText(code_words::measuredWith(m_sample.transport), Theme::Text::Caption, true);
    for (const CodeFault &fault : m_sample.faults)
        addFault(fault);
}

void CodeNotes::addFault(const CodeFault &fault)
{
    addGap(6);
    auto *row = new QHBoxLayout;
    row->setSpacing(m_theme.px(6));
    auto *title = new QLabel(code_words::translated(fault.title), m_content);
    title->setFont(m_theme.font(Theme::Text::Body, QFont::DemiBold));
    title->setWordWrap(true);
    row->addWidget(new WarningSign(m_theme, m_content), 0, Qt::AlignTop);
    row->addWidget(title, 1);
    m_layout->addLayout(row);
    addText(code_words::translated(fault.text));
    m_layout->addWidget(
        new MeasuredText(tr("Measured: %1").arg(code_words::measured(fault)), m_theme, m_content));
    if (fault.port != 0 && fault.port == m_port)
        addText(tr("Port %1 is the laboratory's now.").arg(fault.port));
    if (!fault.reading.isEmpty())
        addText(fault.reading, Theme::Text::Caption, true);
    addLink(fault.scenario);
}

void CodeNotes::addLink(const QString &scenario)
{
    const Scenario *found = scenario.isEmpty() ? nullptr : findScenario(scenario);
    if (!found)
        return;
    auto *action = new QAction(m_content);
    action->setIconText(tr("See it in the laboratory"));
    action->setToolTip(tr("Leave this page and run the scenario \"%1\"").arg(found->title));
    auto *button = new ActionButton(action, Glyph::Run, m_content);
    button->applyTheme(m_theme);
    button->setAccessibleName(tr("See it in the laboratory: %1").arg(found->title));
    connect(action, &QAction::triggered, this, [this, scenario] { emit scenarioWanted(scenario); });
    auto *title = makeText(found->title, Theme::Text::Caption, true);
    title->setWordWrap(false);
    auto *row = new WrapLayout;
    row->setSpacing(m_theme.px(8));
    m_layout->addLayout(row);
    row->addWidget(button);
    row->addWidget(title);
}

void CodeNotes::addCommands()
{
    if (m_sample.commands.isEmpty())
        return;
    addGap(12);
    addHeading(tr("How to run it"));
    for (const CodeCommand &command : m_sample.commands) {
        const QString title = code_words::translated(command.title);
        const QString text = filledCommand(command.command, m_origin);
        addText(title, Theme::Text::Caption, true);
        auto *field = new CopyField(text, title, m_theme.font(Theme::Text::Mono), m_content);
        auto *action = new QAction(m_content);
        action->setIconText(tr("Copy"));
        action->setToolTip(tr("Copy this line"));
        auto *button = new ActionButton(action, std::nullopt, m_content);
        button->applyTheme(m_theme);
        button->setAccessibleName(tr("Copy: %1").arg(title));
        connect(action, &QAction::triggered, this, [this, text] { emit copyWanted(text); });
        auto *row = new QHBoxLayout;
        row->setSpacing(m_theme.px(6));
        row->addWidget(field, 1);
        row->addWidget(button, 0, Qt::AlignTop);
        m_layout->addLayout(row);
        addGap(4);
    }
}

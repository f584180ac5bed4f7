#include "ui/teach/invitation.h"

#include "core/experiment/scenario.h"
#include "ui/widgets/action_button.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>

Invitation::Invitation(QWidget *parent)
    : Bar(Edge::Top, parent)
    , m_title(new QLabel(tr("Guess first:"), this))
    , m_question(new QLabel(this))
    , m_close(new QAction(tr("Not now"), this))
{
    setAccessibleName(tr("Invitation to guess"));
    for (QLabel *label : {m_title, m_question})
        label->setTextFormat(Qt::PlainText);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 6, 16, 7);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_question);
    for (int i = 0; i < answers; ++i) {
        auto *action = new QAction(this);
        action->setToolTip(tr("Guess this, then see what is measured"));
        connect(action, &QAction::triggered, this, [this, i] { emit answered(i); });
        m_actions[static_cast<std::size_t>(i)] = action;
        m_buttons.push_back(new ActionButton(action, std::nullopt, this));
    }
    m_close->setToolTip(tr("Close this. F2 asks the same question at any time."));
    connect(m_close, &QAction::triggered, this, &Invitation::closed);
    m_buttons.push_back(new ActionButton(m_close, std::nullopt, this));
    for (ActionButton *button : m_buttons) {
        if (button == m_buttons.back())
            layout->addStretch(1);
        layout->addWidget(button);
    }
    hide();
}

void Invitation::showQuestion(const Scenario &scenario)
{
    if (m_question->text() == scenario.question)
        return;
    m_question->setText(scenario.question);
    for (int i = 0; i < answers && i < scenario.answers.size(); ++i)
        m_actions[static_cast<std::size_t>(i)]->setText(scenario.answers.at(i).text);
}

int Invitation::wantedWidth() const
{
    return layout()->sizeHint().width();
}

void Invitation::applyTheme(const Theme &theme)
{
    Bar::applyTheme(theme);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, theme.tokens.you);
    m_title->setPalette(colours);
    m_title->setFont(theme.font(Theme::Text::Body, QFont::DemiBold));
    m_question->setFont(theme.font(Theme::Text::Body, QFont::Medium));
    for (ActionButton *button : m_buttons)
        button->applyTheme(theme);
}

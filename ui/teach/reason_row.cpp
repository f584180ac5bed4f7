#include "ui/teach/reason_row.h"

#include "core/experiment/scenario.h"
#include "ui/teach/marked_name.h"
#include "ui/widgets/action_button.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::Literals::StringLiterals;

ReasonRow::ReasonRow(const ChooserReason &reason, Lead lead, QWidget *parent)
    : QWidget(parent)
    , m_reason(reason)
    , m_text(new QLabel(this))
{
    if (lead == Lead::Sign) {
        m_sign = new QLabel(reason.isFor() ? u"+"_s : u"\u2212"_s, this);
        m_sign->setAlignment(Qt::AlignTop | Qt::AlignHCenter);
        m_sign->setAccessibleName(reason.isFor() ? tr("For it") : tr("Against it"));
        m_lead = m_sign;
    } else {
        m_name = new MarkedName(Theme::Text::Body, this);
        m_name->showTransport(reason.transport);
        m_lead = m_name;
    }
    const Scenario *scenario = findScenario(reason.scenario);
    auto *action = new QAction(tr("Show me"), this);
    action->setToolTip(
        tr("Run the scenario \u201c%1\u201d").arg(scenario ? scenario->title : reason.scenario));
    m_show = new ActionButton(action, std::nullopt, this);
    m_show->setAccessibleDescription(action->toolTip());
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::RichText);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_lead, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_show, 0, Qt::AlignTop);
    connect(action, &QAction::triggered, this, [this] { emit showAsked(m_reason.scenario); });
}

void ReasonRow::applyTheme(const Theme &theme)
{
    QString text = m_reason.text.toHtmlEscaped();
    if (!theme.isProjector())
        text += u" <span style=\"color:%1\">%2</span>"_s.arg(theme.tokens.dim.name(),
                                                             m_reason.source.toHtmlEscaped());
    m_text->setFont(theme.font(Theme::Text::Body));
    m_text->setText(text);
    // The first line of the sentence stands at the height of the button's word.
    const int top = std::max(0, (theme.px(28) - QFontMetrics(m_text->font()).height()) / 2);
    m_text->setContentsMargins(0, top, 0, top);
    if (m_sign) {
        m_sign->setFont(theme.font(Theme::Text::Body, QFont::DemiBold));
        m_sign->setContentsMargins(0, top, 0, 0);
    } else {
        m_name->setContentsMargins(0, top, 0, 0);
        m_name->applyTheme(theme);
    }
    m_show->applyTheme(theme);
}

int ReasonRow::leadWidth() const
{
    return m_lead->sizeHint().width();
}

void ReasonRow::setLeadWidth(int width)
{
    m_lead->setMinimumWidth(width);
}

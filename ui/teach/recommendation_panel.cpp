#include "ui/teach/recommendation_panel.h"

#include "core/teach/chooser_words.h"
#include "ui/teach/marked_name.h"
#include "ui/teach/reason_row.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr qsizetype mostPros = 5;
constexpr qsizetype mostCons = 3;
constexpr qsizetype mostProsOnProjector = 3;
constexpr qsizetype mostAgainst = 3;

QLabel *textLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    return label;
}

} // namespace

RecommendationPanel::RecommendationPanel(QWidget *parent)
    : QWidget(parent)
    , m_caption(textLabel(this))
    , m_name(new MarkedName(Theme::Text::Question, this))
    , m_condition(textLabel(this))
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(4);
    m_layout->addWidget(m_caption);
    m_layout->addWidget(m_name);
    m_layout->addWidget(m_condition);
    m_layout->addStretch(1);
}

void RecommendationPanel::showRecommendation(const Recommendation &recommendation)
{
    if (recommendation == m_recommendation && !m_rows.empty())
        return;
    m_recommendation = recommendation;
    rebuild();
}

void RecommendationPanel::applyTheme(const Theme &theme)
{
    m_theme = theme;
    m_caption->setFont(theme.font(Theme::Text::Caption));
    QPalette dim = palette();
    dim.setColor(QPalette::WindowText, theme.tokens.dim);
    m_caption->setPalette(dim);
    m_condition->setFont(theme.font(Theme::Text::Body));
    m_name->applyTheme(theme);
    rebuild();
}

void RecommendationPanel::rebuild()
{
    for (QWidget *row : m_rows)
        delete row;
    m_rows.clear();
    const Recommendation::Candidate &best = m_recommendation.best();
    if (best.reasons.isEmpty())
        return;
    m_caption->setText(!best.meetsNeeds()              ? tr("Least bad")
                           : m_recommendation.fallback ? tr("Recommended, with a fallback")
                                                       : tr("Recommended"));
    m_name->showTransport(best.transport);
    const QString condition = chooser_words::condition(m_recommendation);
    m_condition->setText(condition);
    m_condition->setVisible(!condition.isEmpty());
    const bool projector = m_theme.isProjector();
    addSection(tr("For it"), best.pros(), projector ? mostProsOnProjector : mostPros);
    addSection(tr("What it costs"), best.cons(), projector ? 1 : mostCons);
    if (!projector)
        addOthers();
    QString description = chooser_words::verdict(m_recommendation) + QLatin1Char(' ') + condition;
    for (const ChooserReason &reason : best.reasons)
        description += QLatin1Char(' ') + reason.text;
    setAccessibleName(tr("Recommendation"));
    setAccessibleDescription(description);
}

void RecommendationPanel::addTitle(const QString &title)
{
    QLabel *label = textLabel(this);
    label->setText(title);
    label->setFont(m_theme.font(Theme::Text::PaneName, QFont::DemiBold));
    label->setContentsMargins(0, m_theme.px(8), 0, 0);
    m_layout->insertWidget(m_layout->count() - 1, label);
    label->show();
    m_rows.push_back(label);
}

ReasonRow *RecommendationPanel::addRow(const ChooserReason &reason, bool named)
{
    auto *row = new ReasonRow(reason, named ? ReasonRow::Lead::Name : ReasonRow::Lead::Sign, this);
    row->applyTheme(m_theme);
    connect(row, &ReasonRow::showAsked, this, &RecommendationPanel::showAsked);
    m_layout->insertWidget(m_layout->count() - 1, row);
    row->show();
    m_rows.push_back(row);
    return row;
}

void RecommendationPanel::addSection(const QString &title, const QList<ChooserReason> &reasons,
                                     qsizetype most)
{
    if (reasons.isEmpty())
        return;
    addTitle(title);
    for (qsizetype i = 0; i < std::min(most, reasons.size()); ++i)
        addRow(reasons.at(i), false)->setLeadWidth(m_theme.px(14));
}

/// The strongest reasons not to take it, else the strongest for it.
QList<ChooserReason> RecommendationPanel::against(const Recommendation::Candidate &candidate) const
{
    const QList<ChooserReason> cons = candidate.cons();
    return (cons.isEmpty() ? candidate.reasons.mid(0, 1) : cons).mid(0, m_tall ? mostAgainst : 1);
}

void RecommendationPanel::setTall(bool tall)
{
    if (tall == m_tall)
        return;
    m_tall = tall;
    rebuild();
}

void RecommendationPanel::addOthers()
{
    addTitle(tr("Why not"));
    std::vector<ReasonRow *> rows;
    int widest = 0;
    for (auto other = m_recommendation.ranked.begin() + 1; other != m_recommendation.ranked.end(); ++other)
        for (const ChooserReason &reason : against(*other)) {
            rows.push_back(addRow(reason, true));
            widest = std::max(widest, rows.back()->leadWidth());
        }
    for (ReasonRow *row : rows)
        row->setLeadWidth(widest);
}

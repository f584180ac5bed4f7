#pragma once

#include "core/teach/chooser.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <vector>

class MarkedName;
class QLabel;
class QVBoxLayout;
class ReasonRow;

/// What the chooser recommends: the transport, why, what it costs, and why not the others. On the projector
/// the three strongest reasons and the strongest against it.
class RecommendationPanel : public QWidget
{
    Q_OBJECT

public:
    explicit RecommendationPanel(QWidget *parent = nullptr);

    void showRecommendation(const Recommendation &recommendation);
    void applyTheme(const Theme &theme);
    /// There is height for more than one reason against each of the others.
    void setTall(bool tall);

signals:
    /// Scenario::name
    void showAsked(const QString &scenario);

private:
    void rebuild();
    void addSection(const QString &title, const QList<ChooserReason> &reasons, qsizetype most);
    void addOthers();
    [[nodiscard]] QList<ChooserReason> against(const Recommendation::Candidate &candidate) const;
    void addTitle(const QString &title);
    ReasonRow *addRow(const ChooserReason &reason, bool named);

    Recommendation m_recommendation;
    Theme m_theme;
    bool m_tall = false;
    QLabel *m_caption;
    MarkedName *m_name;
    QLabel *m_condition;
    QVBoxLayout *m_layout;
    std::vector<QWidget *> m_rows; ///< titles and reasons of now
};

#pragma once

#include "core/teach/chooser.h"
#include "ui/theme/theme.h"

#include <QWidget>

class ActionButton;
class MarkedName;
class QLabel;

/// One reason: a sentence, where it is from, and the run that shows it.
class ReasonRow : public QWidget
{
    Q_OBJECT

public:
    enum class Lead { Sign, Name }; ///< what it begins with: for or against, or whom it is about

    ReasonRow(const ChooserReason &reason, Lead lead, QWidget *parent = nullptr);

    void applyTheme(const Theme &theme);
    /// Width of what it begins with: all rows of a list take that of the widest.
    [[nodiscard]] int leadWidth() const;
    void setLeadWidth(int width);

signals:
    /// Scenario::name
    void showAsked(const QString &scenario);

private:
    ChooserReason m_reason;
    QWidget *m_lead;
    QLabel *m_sign = nullptr;
    MarkedName *m_name = nullptr;
    QLabel *m_text;
    ActionButton *m_show;
};

#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QComboBox;
class QLabel;
class Segments;

/// A question and its answers, one of which is chosen: segments, or a drop-down where they find no room.
class ChoiceRow : public QWidget
{
    Q_OBJECT

public:
    ChoiceRow(const QString &question, const QStringList &choices, QWidget *parent = nullptr);

    /// Shows a choice; no signal.
    void showCurrent(int index);
    void applyTheme(const Theme &theme);
    /// What takes the focus of the row.
    [[nodiscard]] QWidget *control() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void chosen(int index);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();

    QLabel *m_question;
    Segments *m_segments;
    QComboBox *m_list;
    bool m_arranging = false;
};

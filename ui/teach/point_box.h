#pragma once

#include "ui/theme/theme.h"

#include <QCheckBox>

/// A check box whose text takes as many lines as it needs.
class PointBox : public QCheckBox
{
    Q_OBJECT

public:
    explicit PointBox(const QString &text, QWidget *parent = nullptr);

    void applyTheme(const Theme &theme);
    /// The width of its text in one line, box included.
    [[nodiscard]] int oneLineWidth() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    bool hitButton(const QPoint &position) const override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int side() const;
    [[nodiscard]] int indent() const;

    Theme m_theme;
};

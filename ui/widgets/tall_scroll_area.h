#pragma once

#include <QScrollArea>

/// Scrolls downwards only, and only when what is inside needs more height in the width there is: wrapped text
/// is scrolled to, never cut.
class TallScrollArea : public QScrollArea
{
    Q_OBJECT

public:
    explicit TallScrollArea(QWidget *parent);

    /// REQUIRES: a widget with a layout. Takes ownership.
    void setContent(QWidget *content);
    [[nodiscard]] QSize minimumSizeHint() const override { return {1, 1}; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();
};

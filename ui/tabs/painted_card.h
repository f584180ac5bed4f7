#pragma once

#include "core/experiment/tabs_snapshot.h"
#include "ui/charts/chart_painter.h"

#include <QWidget>

#include <functional>

/// A part of the view that is a picture of the tabs: painted by a function that exports use too, heard by
/// screen readers as its description.
class PaintedCard : public QWidget
{
    Q_OBJECT

public:
    struct Content
    {
        std::function<void(ChartPainter &, const QRectF &, const TabsSnapshot &)> paint;
        std::function<QSizeF(const Theme &)> size; ///< the least it needs
        std::function<QString(const TabsSnapshot &)> summary;
    };

    PaintedCard(const QString &name, Content content, QWidget *parent = nullptr);

    void display(const TabsSnapshot &tabs);
    void applyTheme(const Theme &theme);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Content m_content;
    Theme m_theme;
    TabsSnapshot m_tabs;
};

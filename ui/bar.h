#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

/// A bar in the colour of cards along an edge of the window, with a line where the window begins.
class Bar : public QWidget
{
    Q_OBJECT

public:
    enum class Edge { Top, Bottom };

    Bar(Edge edge, QWidget *parent);

    void applyTheme(const Theme &theme);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Edge m_edge;
    QColor m_line;
};

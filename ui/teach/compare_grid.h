#pragma once

#include "ui/teach/compare_model.h"
#include "ui/teach/compare_picture.h"

#include <QTableView>

/// The comparison table on the screen: cells that lead somewhere are followed by a click, or with the arrow
/// keys and Return.
class CompareGrid : public QTableView
{
    Q_OBJECT

public:
    explicit CompareGrid(QWidget *parent = nullptr);

    void display(const ComparisonTable &table);
    void applyTheme(const Theme &theme);
    /// Rows may become lower again; else they only grow, so that nothing jumps while figures change.
    void forgetHeights();

    [[nodiscard]] const CompareModel &compareModel() const { return *m_model; }
    [[nodiscard]] const ComparePicture &picture() const { return m_picture; }
    /// The cell is marked as the one that keys act on.
    [[nodiscard]] bool isMarked(const QModelIndex &index) const;

signals:
    void followed(const ShownAt &target);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void layOut();
    void follow(const QModelIndex &index);

    CompareModel *m_model;
    Theme m_theme;
    ComparePicture m_picture;
    bool m_stale = true; ///< to be laid out even if the figures stay
    CompareFit m_fit;
    bool m_keys = false; ///< keys were used since the focus came: then the mark shows, on the projector too
};

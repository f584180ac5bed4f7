#pragma once

#include "ui/views/lab_view.h"

#include <QWidget>

#include <functional>
#include <vector>

class CardBar;
class QComboBox;
class QStackedWidget;

/// Makes one set of the views, in the order of their tabs.
using ViewFactory = std::function<std::vector<LabView *>(QWidget *parent)>;

/// A card with tabs, one view each, the options of the view shown and the time window at the right.
class ViewCard : public QWidget
{
    Q_OBJECT

public:
    explicit ViewCard(const ViewFactory &factory, QWidget *parent = nullptr);

    void display(const LabState &state);
    void applyTheme(const Theme &theme);
    void setCurrent(int index);
    /// By LabView::machineName(); false: there is none of that name.
    bool showView(const QString &machineName);
    [[nodiscard]] int current() const;
    [[nodiscard]] LabView *currentView() const;
    [[nodiscard]] const std::vector<LabView *> &views() const { return m_views; }

signals:
    void viewOptionsChanged(const ViewOptions &options);
    void selectionChanged(const Selection &selection);
    void tabsCommanded(const TabCommand &command);
    void currentChanged(int index, int before);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildBar();

    std::vector<LabView *> m_views;
    CardBar *m_bar = nullptr;
    QStackedWidget *m_stack = nullptr;
    QComboBox *m_window = nullptr;
    ViewOptions m_shown;
    Theme m_theme;
};

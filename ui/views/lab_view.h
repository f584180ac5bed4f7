#pragma once

#include "ui/lab_state.h"
#include "ui/theme/theme.h"

#include <QWidget>

/// One view of the running experiment, a sibling of the others behind the tabs: the charts now, the wire and
/// the lessons later. The window asks nothing else of it.
class LabView : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// "Latency": the tab's text.
    [[nodiscard]] virtual QString title() const = 0;
    /// "latency": file names, settings keys.
    [[nodiscard]] virtual QString machineName() const = 0;
    /// Segments and drop-downs of this view for the right end of the tab bar; nullptr if there are none.
    [[nodiscard]] virtual QWidget *options() { return nullptr; }
    /// The view is about the run as a whole: panes and other cards make room for it.
    [[nodiscard]] virtual bool wantsWholeBody() const { return false; }
    /// The time window of the tab bar applies to it.
    [[nodiscard]] virtual bool usesTimeWindow() const { return true; }
    /// New data or options; called up to 30 times a second, only while the view is visible (and once when it
    /// becomes visible).
    virtual void display(const LabState &state) = 0;
    virtual void applyTheme(const Theme &theme) = 0;
    /// Paints the whole view for an export into (0, 0, size) with vector operations only: title, axes with
    /// units, legend, settings line, version; badges (frozen, hold, noise) as on the screen. `theme` may
    /// differ from the one on the screen.
    virtual void paintExport(QPainter &painter, const QSizeF &size, const LabState &state,
                             const Theme &theme) const = 0;
    /// An exported picture is at least this large.
    [[nodiscard]] virtual QSize leastExportSize() const { return {1280, 640}; }
    /// What it shows in one or two sentences, for screen readers and as alternative text of exports.
    [[nodiscard]] virtual QString summary(const LabState &state) const = 0;
    /// The figures on show as lines of comma-separated values, the first line naming the columns.
    [[nodiscard]] virtual QString asTable(const LabState &state) const = 0;
    /// Selects the next (+1) or previous record of the wire; false: this view has none.
    virtual bool step(int by)
    {
        Q_UNUSED(by)
        return false;
    }

signals:
    /// The user changed how to look at it (through options()).
    void viewOptionsChanged(const ViewOptions &options);
    /// The user pointed at something; the window hands it to all views with the next display().
    void selectionChanged(const Selection &selection);
    /// The user asks the browser's tabs for something; what becomes of it comes with the next display().
    void tabsCommanded(const TabCommand &command);
};

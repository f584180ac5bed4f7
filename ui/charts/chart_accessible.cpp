#include "ui/charts/chart_accessible.h"

#include "ui/charts/chart_view.h"

#include <QAccessibleWidget>

namespace {

/// A chart for screen readers. What is inside of it (graphics items) means nothing to them.
class ChartAccessible : public QAccessibleWidget
{
public:
    explicit ChartAccessible(ChartView *view)
        : QAccessibleWidget(view, QAccessible::Chart)
    {
    }

    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] QAccessibleInterface *child(int) const override { return nullptr; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *) const override { return -1; }
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<ChartView *>(object);
    return view ? new ChartAccessible(view) : nullptr;
}

} // namespace

void installChartAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(installed)
}

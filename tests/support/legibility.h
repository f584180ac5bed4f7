#pragma once

#include "ui/widgets/action_button.h"
#include "ui/widgets/digit_label.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QWidget>

#include <algorithm>

/// Finds text of labels and buttons that is cut, elided, painted over or outside of its window.
namespace legibility {

inline QString nameOf(const QWidget *widget)
{
    const auto *label = qobject_cast<const QLabel *>(widget);
    const QString text = label ? label->text() : widget->accessibleName();
    return QStringLiteral("%1 \"%2\" %3x%4 of %5x%6 at %7,%8")
        .arg(QLatin1StringView(widget->metaObject()->className()), text)
        .arg(widget->width())
        .arg(widget->height())
        .arg(widget->sizeHint().width())
        .arg(widget->sizeHint().height())
        .arg(widget->x())
        .arg(widget->y());
}

inline bool showsText(const QWidget *widget)
{
    return qobject_cast<const QLabel *>(widget) || qobject_cast<const QAbstractButton *>(widget)
        || qobject_cast<const QComboBox *>(widget) || qobject_cast<const Badge *>(widget)
        || qobject_cast<const DigitLabel *>(widget);
}

/// The text of now alone counts: a drop-down may be narrower than its longest entry.
inline int neededWidth(const QWidget *widget)
{
    const auto *combo = qobject_cast<const QComboBox *>(widget);
    if (!combo)
        return widget->sizeHint().width();
    QStyleOptionComboBox option;
    option.initFrom(combo);
    const QSize text(combo->fontMetrics().boundingRect(combo->currentText()).width(), 10);
    return combo->style()->sizeFromContents(QStyle::CT_ComboBox, &option, text, combo).width();
}

inline bool isCut(const QWidget *widget)
{
    if (const auto *label = qobject_cast<const DigitLabel *>(widget))
        return label->shownLines().join(QLatin1Char(' ')) != label->text()
            || label->height() < label->sizeHint().height();
    if (const auto *label = qobject_cast<const QLabel *>(widget); label && label->wordWrap())
        return label->height() < label->heightForWidth(label->width());
    const int least = std::min(widget->minimumSizeHint().height(), widget->sizeHint().height());
    return widget->width() < neededWidth(widget) || widget->height() < least;
}

/// Left or right of what can be scrolled to.
inline bool isOutside(const QWidget *widget, const QWidget *root)
{
    for (const QWidget *parent = widget->parentWidget(); parent; parent = parent->parentWidget()) {
        const QPoint at = widget->mapTo(parent, QPoint(0, 0));
        if (at.x() < 0 || at.x() + widget->width() > parent->width())
            return true;
        if (parent == root)
            break;
    }
    return false;
}

inline QStringList faults(const QWidget &root)
{
    QStringList found;
    QList<const QWidget *> shown;
    for (const QWidget *widget : root.findChildren<QWidget *>())
        if (widget->isVisibleTo(&root) && showsText(widget))
            shown.append(widget);
    for (const QWidget *widget : shown) {
        if (isCut(widget))
            found.append(QStringLiteral("cut: ") + nameOf(widget));
        if (isOutside(widget, &root))
            found.append(QStringLiteral("outside: ") + nameOf(widget));
        for (const QWidget *other : shown)
            if (other < widget && other->parentWidget() == widget->parentWidget()
                && other->geometry().intersects(widget->geometry()))
                found.append(QStringLiteral("over one another: ") + nameOf(widget) + QStringLiteral(", ")
                             + nameOf(other));
    }
    return found;
}

} // namespace legibility

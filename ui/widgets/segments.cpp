#include "ui/widgets/segments.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QStyleOption>

namespace {

/// One segment: ink on field, or the other way round when chosen.
class SegmentButton : public QAbstractButton
{
public:
    explicit SegmentButton(const QString &text, QWidget *parent)
        : QAbstractButton(parent)
    {
        setText(text);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
    }

    QSize sizeHint() const override
    {
        return {fontMetrics().horizontalAdvance(text()) + 20, std::max(26, fontMetrics().height() + 8)};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const QPalette &p = palette();
        const bool on = isChecked();
        const QColor ink = p.color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::ButtonText);
        painter.fillRect(rect(),
                         on                 ? ink
                             : underMouse() ? p.color(QPalette::Window)
                                            : p.color(QPalette::Base));
        painter.setPen(on ? p.color(QPalette::Base) : ink);
        painter.drawText(rect(), Qt::AlignCenter, text());
        if (hasFocus()) {
            painter.setPen(QPen(p.color(QPalette::Highlight), 2));
            painter.drawRect(rect().adjusted(1, 1, -1, -1));
        }
    }
};

} // namespace

Segments::Segments(const QString &name, const QStringList &choices, QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    setAccessibleName(name);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(1);
    for (int i = 0; i < choices.size(); ++i) {
        auto *button = new SegmentButton(choices.at(i), this);
        button->setAccessibleName(tr("%1: %2").arg(name, choices.at(i)));
        button->setObjectName(button->accessibleName());
        m_group->addButton(button, i);
        layout->addWidget(button);
    }
    if (!choices.isEmpty())
        m_group->button(0)->setChecked(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_group, &QButtonGroup::idClicked, this, [this](int index) {
        tabToCurrent();
        emit chosen(index);
    });
    tabToCurrent();
}

void Segments::tabToCurrent()
{
    for (QAbstractButton *button : m_group->buttons())
        button->setFocusPolicy(button->isChecked() ? Qt::StrongFocus : Qt::ClickFocus);
}

int Segments::current() const
{
    return m_group->checkedId();
}

void Segments::showCurrent(int index)
{
    if (QAbstractButton *button = m_group->button(index))
        button->setChecked(true);
    tabToCurrent();
}

void Segments::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Dark));
}

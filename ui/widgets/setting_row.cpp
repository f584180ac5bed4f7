#include "ui/widgets/setting_row.h"

#include <QBoxLayout>
#include <QLabel>
#include <QResizeEvent>

#include <algorithm>

namespace {

class Row : public QWidget
{
public:
    Row(const QString &label, QWidget *control, QWidget *parent, QWidget *buddy)
        : QWidget(parent)
        , m_label(new QLabel(label, this))
        , m_control(control)
        , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
    {
        m_label->setBuddy(buddy ? buddy : control);
        m_layout->setContentsMargins(0, 0, 0, 0);
        m_layout->setSpacing(spacing);
        m_layout->addWidget(m_label, 1);
        m_layout->addWidget(control);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override { return minimumSizeHint(); }
    QSize minimumSizeHint() const override
    {
        return {std::max(m_label->minimumSizeHint().width(), m_control->minimumSizeHint().width()),
                m_layout->minimumSize().height()};
    }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QWidget::resizeEvent(event);
        const int both = m_label->minimumSizeHint().width() + spacing + m_control->minimumSizeHint().width();
        const auto direction = both > width() ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
        if (direction == m_layout->direction())
            return;
        m_layout->setDirection(direction);
        updateGeometry();
    }

private:
    static constexpr int spacing = 8;

    QLabel *m_label;
    QWidget *m_control;
    QBoxLayout *m_layout;
};

} // namespace

QWidget *settingRow(const QString &label, QWidget *control, QWidget *parent, QWidget *buddy)
{
    return new Row(label, control, parent, buddy);
}

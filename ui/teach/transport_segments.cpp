#include "ui/teach/transport_segments.h"

#include "ui/transport_descriptor.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>

namespace {

constexpr int side = 10;
constexpr int gap = 6;

class TransportButton : public QAbstractButton
{
public:
    TransportButton(TransportKind kind, QWidget *parent)
        : QAbstractButton(parent)
        , m_kind(kind)
    {
        setText(descriptorOf(kind).name);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
    }

    void applyTheme(const Theme &theme)
    {
        m_theme = theme;
        setFont(theme.font(Theme::Text::Body));
        updateGeometry();
        update();
    }

    QSize sizeHint() const override
    {
        const int marker = static_cast<int>(m_theme.markerSize()) + gap;
        return {fontMetrics().horizontalAdvance(text()) + marker + 2 * side,
                std::max(26, fontMetrics().height() + 8)};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Tokens &t = m_theme.tokens;
        QPainter painter(this);
        const bool on = isChecked();
        const QColor back = on ? t.ink : underMouse() && isEnabled() ? t.hot : t.field;
        painter.fillRect(rect(), back);
        const double marker = m_theme.markerSize();
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        const double x = mirrored ? width() - side - marker / 2 : side + marker / 2;
        // On ink a dark marker keeps its shape alone.
        const QColor colour = !isEnabled() ? t.edge : t.of(m_kind);
        paintMarker(painter, descriptorOf(m_kind).marker, {x, height() / 2.0}, marker,
                    contrastRatio(colour, back) >= 3 ? colour : t.surf, !isEnabled());
        painter.setPen(on ? t.surf : isEnabled() ? t.ink : t.edge);
        const int text = static_cast<int>(marker) + gap;
        painter.drawText(rect().adjusted(mirrored ? 0 : side + text, 0, mirrored ? -side - text : 0, 0),
                         static_cast<int>(Qt::AlignVCenter)
                             | static_cast<int>(mirrored ? Qt::AlignRight : Qt::AlignLeft),
                         this->text());
        if (hasFocus()) {
            painter.setPen(QPen(on ? t.surf : t.you, 2));
            painter.drawRect(rect().adjusted(on ? 3 : 1, on ? 3 : 1, on ? -3 : -1, on ? -3 : -1));
        }
    }

private:
    TransportKind m_kind;
    Theme m_theme;
};

} // namespace

TransportSegments::TransportSegments(QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    setAccessibleName(tr("Transport"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(1);
    for (const TransportKind kind : allTransportKinds) {
        auto *button = new TransportButton(kind, this);
        button->setAccessibleName(tr("Transport: %1").arg(button->text()));
        m_group->addButton(button, static_cast<int>(kind));
        layout->addWidget(button);
    }
    m_group->button(0)->setChecked(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_group, &QButtonGroup::idClicked, this,
            [this](int id) { emit chosen(static_cast<TransportKind>(id)); });
}

TransportKind TransportSegments::current() const
{
    return static_cast<TransportKind>(m_group->checkedId());
}

void TransportSegments::showCurrent(TransportKind kind)
{
    m_group->button(static_cast<int>(kind))->setChecked(true);
}

void TransportSegments::setUnavailable(TransportKind kind, const QString &why)
{
    QAbstractButton *button = m_group->button(static_cast<int>(kind));
    button->setEnabled(why.isEmpty());
    button->setToolTip(why);
    button->setAccessibleDescription(why);
}

void TransportSegments::applyTheme(const Theme &theme)
{
    for (QAbstractButton *button : m_group->buttons())
        static_cast<TransportButton *>(button)->applyTheme(theme);
    updateGeometry();
}

void TransportSegments::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Dark));
}

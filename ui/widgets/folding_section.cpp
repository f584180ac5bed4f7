#include "ui/widgets/folding_section.h"

#include <QAbstractButton>
#include <QPainter>
#include <QVBoxLayout>

namespace {

class Heading : public QAbstractButton
{
public:
    Heading(const QString &title, QWidget *parent)
        : QAbstractButton(parent)
    {
        setText(title);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    void setSummary(const QString &summary)
    {
        m_summary = summary;
        update();
    }
    QSize sizeHint() const override
    {
        QFont bold = font();
        bold.setWeight(QFont::DemiBold);
        return {24 + QFontMetrics(bold).horizontalAdvance(text()), std::max(32, fontMetrics().height() + 14)};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QPalette &p = palette();
        painter.setPen(p.color(QPalette::Mid));
        painter.drawLine(0, 0, width(), 0);
        painter.setPen(QPen(p.color(QPalette::WindowText), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        const double x = mirrored ? width() - 7 : 7;
        const double y = height() / 2.0;
        const double side = mirrored ? -1 : 1;
        painter.drawPolyline(
            isChecked() ? QPolygonF({{x - 4, y - 2}, {x, y + 2}, {x + 4, y - 2}})
                        : QPolygonF({{x - 2 * side, y - 4}, {x + 2 * side, y}, {x - 2 * side, y + 4}}));
        const QRect text = rect().adjusted(mirrored ? 0 : 22, 0, mirrored ? -22 : 0, 0);
        QFont bold = font();
        bold.setWeight(isChecked() ? QFont::DemiBold : QFont::Normal);
        painter.setFont(bold);
        painter.drawText(text,
                         static_cast<int>(Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft)),
                         this->text());
        if (!isChecked()) {
            const int used = QFontMetrics(bold).horizontalAdvance(this->text()) + 12;
            QFont small = font();
            small.setPixelSize(std::max(10, QFontInfo(small).pixelSize() - 1));
            painter.setFont(small);
            painter.setPen(p.color(QPalette::PlaceholderText));
            const QRect rest = text.adjusted(mirrored ? 0 : used, 0, mirrored ? -used : 0, 0);
            painter.drawText(rest,
                             static_cast<int>(Qt::AlignVCenter | (mirrored ? Qt::AlignLeft : Qt::AlignRight)),
                             fitting(QFontMetrics(small), rest.width()));
        }
        if (hasFocus()) {
            painter.setPen(QPen(p.color(QPalette::Highlight), 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(rect()).adjusted(1, 2, -1, -1), 4, 4);
        }
    }

private:
    /// As many of the summary's parts as find room; all of it is in the tool tip.
    QString fitting(const QFontMetrics &metrics, int room) const
    {
        QStringList parts = m_summary.split(QStringLiteral(", "));
        while (!parts.isEmpty() && metrics.horizontalAdvance(parts.join(QStringLiteral(", "))) > room)
            parts.removeLast();
        return parts.join(QStringLiteral(", "));
    }

    QString m_summary;
};

} // namespace

FoldingSection::FoldingSection(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_heading(new Heading(title, this))
    , m_body(new QWidget(this))
    , m_layout(new QVBoxLayout(m_body))
{
    m_heading->setAccessibleName(title);
    m_layout->setContentsMargins(0, 4, 0, 12);
    m_layout->setSpacing(12);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_heading);
    layout->addWidget(m_body);
    m_body->hide();
    connect(m_heading, &QAbstractButton::toggled, this, [this](bool open) {
        m_body->setVisible(open);
        emit toggled(open);
    });
}

void FoldingSection::setSummary(const QString &summary)
{
    static_cast<Heading *>(m_heading)->setSummary(summary);
    m_heading->setAccessibleDescription(summary);
    m_heading->setToolTip(summary);
}

void FoldingSection::setOpen(bool open)
{
    m_heading->setChecked(open);
}

bool FoldingSection::isOpen() const
{
    return m_heading->isChecked();
}

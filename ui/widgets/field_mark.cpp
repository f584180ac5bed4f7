#include "ui/widgets/field_mark.h"

#include <QEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>

namespace {

constexpr int thickness = 2;
constexpr double cornerRadius = 6;

} // namespace

FieldMark::FieldMark(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void FieldMark::mark(QWidget &field, const QString &why)
{
    clear();
    m_field = &field;
    field.setAccessibleDescription(why);
    field.installEventFilter(this);
    if (auto *line = qobject_cast<QLineEdit *>(&field))
        m_edited = connect(line, &QLineEdit::textChanged, this, &FieldMark::clear);
    else if (auto *text = qobject_cast<QPlainTextEdit *>(&field))
        m_edited = connect(text, &QPlainTextEdit::textChanged, this, &FieldMark::clear);
    setParent(field.parentWidget());
    follow();
    raise();
    show();
}

void FieldMark::clear()
{
    disconnect(m_edited);
    hide();
    if (!m_field)
        return;
    m_field->removeEventFilter(this);
    m_field->setAccessibleDescription({});
    m_field.clear();
}

void FieldMark::follow()
{
    setGeometry(m_field->geometry().adjusted(-reach, -reach, reach, reach));
}

bool FieldMark::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && (event->type() == QEvent::Move || event->type() == QEvent::Resize))
        follow();
    return QWidget::eventFilter(watched, event);
}

void FieldMark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.tokens.bad, thickness));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), cornerRadius, cornerRadius);
}

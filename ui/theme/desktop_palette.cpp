#include "ui/theme/desktop_palette.h"

#include <QApplication>
#include <QEvent>

#include <utility>

DesktopPalette::DesktopPalette(const QPalette &now, QObject *parent)
    : QObject(parent)
    , m_palette(now)
    , m_ours(now)
{
    qApp->installEventFilter(this);
}

void DesktopPalette::cover(const QPalette &ours)
{
    m_ours = ours;
    m_covering = true;
    QApplication::setPalette(ours);
    m_covering = false;
}

bool DesktopPalette::eventFilter(QObject *watched, QEvent *event)
{
    const bool news = event->type() == QEvent::ThemeChange
        || (event->type() == QEvent::ApplicationPaletteChange && watched == qApp);
    // Once, after all windows have heard of it.
    if (news && !m_covering && !std::exchange(m_looking, true))
        QMetaObject::invokeMethod(this, &DesktopPalette::look, Qt::QueuedConnection);
    return false;
}

void DesktopPalette::look()
{
    m_looking = false;
    QPalette now = QApplication::palette();
    if (now.color(QPalette::Window) == m_ours.color(QPalette::Window)) {
        // Ours lies on top: the desktop's is what an empty one leaves.
        m_covering = true;
        QApplication::setPalette(QPalette());
        now = QApplication::palette();
        QApplication::setPalette(m_ours);
        m_covering = false;
    }
    if (now.color(QPalette::Window) == m_palette.color(QPalette::Window))
        return;
    m_palette = now;
    emit changed();
}

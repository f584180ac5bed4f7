#pragma once

#include <QObject>
#include <QPalette>

/// The palette of the desktop, which ours covers; notices when the desktop turns dark or light. One per
/// program, after the application.
class DesktopPalette : public QObject
{
    Q_OBJECT

public:
    /// `now`: before anything covered it.
    explicit DesktopPalette(const QPalette &now, QObject *parent = nullptr);

    [[nodiscard]] const QPalette &palette() const { return m_palette; }
    /// Makes `ours` the application's palette.
    void cover(const QPalette &ours);

signals:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void look();

    QPalette m_palette;
    QPalette m_ours;
    bool m_covering = false;
    bool m_looking = false;
};

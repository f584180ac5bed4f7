#pragma once

#include "ui/theme/glyph.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>

#include <optional>

class QAction;

/// A button of the tool bar that mirrors an action: its word, its icon, and the shortcut beside it in dim.
class ActionButton : public QAbstractButton
{
    Q_OBJECT

public:
    ActionButton(QAction *action, std::optional<Glyph> glyph, QWidget *parent = nullptr);

    void setGlyph(Glyph glyph);
    /// "LIVE", "FROZEN": a badge has no edge and takes no focus.
    void applyTheme(const Theme &theme);
    /// Shows a drop-down arrow and opens the action's menu.
    void setHasMenu(bool hasMenu);
    /// The one button of a view that leads on: filled in the user's colour.
    void setLeading(bool leading);
    /// What is left where there is little room: the word (only of a button with an icon), the shortcut.
    void setShown(bool word, bool shortcut);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void mirror();
    [[nodiscard]] QString shortcutText() const;
    [[nodiscard]] QString shownWord() const { return m_word || !m_glyph ? text() : QString(); }
    [[nodiscard]] QString shownShortcut() const { return m_shortcut ? shortcutText() : QString(); }

    QAction *m_action;
    std::optional<Glyph> m_glyph;
    Theme m_theme;
    bool m_hasMenu = false;
    bool m_leading = false;
    bool m_word = true;
    bool m_shortcut = true;
};

/// "LIVE", "HELD", "FROZEN", "STOPPED": ink filled or outlined.
class Badge : public QWidget
{
    Q_OBJECT

public:
    explicit Badge(QWidget *parent = nullptr);

    /// `bad`: in the colour of what is wrong.
    void show(const QString &text, bool filled, bool bad = false);
    void applyTheme(const Theme &theme);
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    bool m_filled = true;
    bool m_bad = false;
    Theme m_theme;
};

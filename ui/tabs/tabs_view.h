#pragma once

#include "ui/views/lab_view.h"

class Badge;
class DigitLabel;
class PaintedCard;
class QBoxLayout;
class QLabel;
class TabCommands;
class TabsTable;

/// The seventh tab: a browser whose event streams, polls and WebSockets share, or do not share, the six
/// connections that HTTP/1.1 clients open to a host. Everything on show is what Qt's own pool did.
class TabsView : public LabView
{
    Q_OBJECT

public:
    explicit TabsView(QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString machineName() const override;
    [[nodiscard]] bool wantsWholeBody() const override { return true; }
    [[nodiscard]] bool usesTimeWindow() const override { return false; }
    void display(const LabState &state) override;
    void applyTheme(const Theme &theme) override;
    void paintExport(QPainter &painter, const QSizeF &size, const LabState &state,
                     const Theme &theme) const override;
    [[nodiscard]] QString summary(const LabState &state) const override;
    [[nodiscard]] QString asTable(const LabState &state) const override;

    [[nodiscard]] TabCommands *commands() const { return m_commands; }
    [[nodiscard]] TabsTable *table() const { return m_table; }

    /// The other views of the card need not be as large as this one.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildPictures();
    void arrangeParts();
    void showEmpty(const LabState &state);
    void showButtons();
    [[nodiscard]] QList<PaintedCard *> cards() const;

    Theme m_theme;
    TabsSnapshot m_tabs;
    bool m_frozen = false;
    TabCommands *m_commands = nullptr;
    DigitLabel *m_sentence = nullptr;
    Badge *m_httpOnly = nullptr;
    QBoxLayout *m_pools = nullptr;
    PaintedCard *m_firstPool = nullptr;
    PaintedCard *m_secondPool = nullptr;
    PaintedCard *m_steps = nullptr;
    TabsTable *m_table = nullptr;
    QLabel *m_empty = nullptr;
    QLabel *m_notes = nullptr;
};

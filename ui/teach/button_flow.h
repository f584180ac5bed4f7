#pragma once

#include <QList>
#include <QWidget>

/// Buttons and short texts in one line where there is room, else in as many as it takes.
class ButtonFlow : public QWidget
{
    Q_OBJECT

public:
    explicit ButtonFlow(QWidget *parent = nullptr);

    /// Takes ownership. `apart`: with a wider gap before it.
    void add(QWidget *widget, bool apart = false);
    void setGap(int gap);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    bool event(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Item
    {
        QWidget *widget = nullptr;
        bool apart = false;
    };

    /// Returns the height that it takes; places the widgets if `place`.
    int flow(int width, bool place) const;

    QList<Item> m_items;
    int m_gap = 8;
};

#pragma once

#include <QWidget>

#include <vector>

class QAbstractButton;
class QComboBox;

/// The bar over a card: tabs at one end, the options of the view shown and a last control at the other.
///
/// What does not fit is never cut: first the options take a line of their own (in tall cards), then the tabs
/// become a drop-down, then both.
class CardBar : public QWidget
{
    Q_OBJECT

public:
    explicit CardBar(QWidget *parent = nullptr);

    void addTab(const QString &title, const QString &tip);
    /// Of the drop-down that the tabs become.
    void setChoiceTip(const QString &tip);
    /// Shown between the tabs and the last control; the one before is hidden. Takes ownership.
    void setOptions(QWidget *options);
    void setLast(QWidget *last);
    void showLast(bool shown);
    void setCurrent(int index);
    /// There is height for a second line.
    void setTall(bool tall);
    /// Places everything for the width and the font of now.
    void rearrange();
    [[nodiscard]] bool isFolded() const;
    [[nodiscard]] QSize sizeHint() const override { return minimumSizeHint(); }
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void chosen(int index);

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] int tabsWidth() const;
    [[nodiscard]] int lineHeight() const;
    void placeTabs(int height);
    void placeAtEnd(const std::vector<QWidget *> &widgets, int top, int height);

    std::vector<QAbstractButton *> m_tabs;
    QComboBox *m_choice = nullptr;
    QWidget *m_options = nullptr;
    QWidget *m_last = nullptr;
    bool m_tall = false;
};

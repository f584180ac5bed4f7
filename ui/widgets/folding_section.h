#pragma once

#include <QWidget>

class QAbstractButton;
class QVBoxLayout;

/// A heading that folds its controls away; folded, it says in a few words what they are set to.
class FoldingSection : public QWidget
{
    Q_OBJECT

public:
    explicit FoldingSection(const QString &title, QWidget *parent = nullptr);

    /// Where the controls go.
    [[nodiscard]] QVBoxLayout *content() const { return m_layout; }
    void setSummary(const QString &summary);
    void setOpen(bool open);
    [[nodiscard]] bool isOpen() const;

signals:
    void toggled(bool open);

private:
    QAbstractButton *m_heading = nullptr;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_layout = nullptr;
};

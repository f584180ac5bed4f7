#pragma once

#include "core/teach/code_samples.h"
#include "ui/views/teach_page.h"

class ActionButton;
class CodeNotes;
class CodeText;
class DigitLabel;
class QAction;
class QBoxLayout;
class Segments;
class TransportSegments;
class TransportTitle;

/// The page *Code*: for each transport the smallest server in Go, the smallest client of a browser, and the
/// brief's code with what would go wrong; beside it what to notice and how to run it.
///
/// Ctrl+PgUp and Ctrl+PgDown go through the transports, Alt+PgUp and Alt+PgDown from server to browser to
/// brief: the bar with the transports is not there on the projector. Transports without such code cannot be
/// chosen.
class CodeView : public TeachPage
{
    Q_OBJECT

public:
    explicit CodeView(QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString machineName() const override;
    [[nodiscard]] QWidget *options() override;
    void display(const LabState &state) override;
    void applyTheme(const Theme &theme) override;
    void paintExport(QPainter &painter, const QSizeF &size, const LabState &state,
                     const Theme &theme) const override;
    [[nodiscard]] QString summary(const LabState &state) const override;
    [[nodiscard]] QString asTable(const LabState &state) const override;

    /// Where there is no such code: that of the first transport that has some.
    void showSample(TransportKind transport, CodeRole role);
    [[nodiscard]] const CodeSample &sample() const { return *m_sample; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildHead();
    void addStep(const char *keys, int transports, int roles);
    void copy(const QString &text, const QString &what);
    void copyCode();
    void showCode();
    void arrange();

    const CodeSample *m_sample;
    Theme m_theme;
    EngineAddress m_address;
    int m_pixels = 0; ///< size of the code's font
    TransportSegments *m_transports;
    QWidget *m_head;
    TransportTitle *m_title = nullptr;
    Segments *m_roles = nullptr;
    DigitLabel *m_file = nullptr;
    QAction *m_copy;
    QAction *m_companion;
    ActionButton *m_copyButton = nullptr;
    ActionButton *m_companionButton = nullptr;
    QBoxLayout *m_body = nullptr;
    CodeText *m_text;
    CodeNotes *m_notes;
};

#pragma once

#include "ui/lab_state.h"
#include "ui/theme/theme.h"

#include <QWidget>

class ByteBar;
class ByteCanvas;
class QHBoxLayout;
class QLabel;
class QPushButton;
class SizeCheckLine;
class ByteHeader;

/// The bytes of one record: what it is, header bits or lines beside their meaning, hex and text by part, the
/// parts and their sum, and whether its size is the one that its standard asks for.
class ByteView : public QWidget
{
    Q_OBJECT

public:
    /// A hex dump for the clipboard is at most of so many bytes.
    static constexpr qsizetype maxCopiedBytes = qsizetype{1024} * 1024;

    explicit ByteView(QWidget *parent = nullptr);

    /// Shows the record that state.selection points at; cheap when it is the one shown. One that the trace
    /// does not keep any more stays on the screen.
    void display(const LabState &state);
    void showRecord(const TraceRecord &record, TransportKind lane, const Trace &trace);
    void showNothing();
    void applyTheme(const Theme &theme);

    [[nodiscard]] ByteCanvas *canvas() const { return m_canvas; }
    [[nodiscard]] SizeCheckLine *checkLine() const { return m_check; }
    /// What it shows in words.
    [[nodiscard]] QString summary() const { return m_summary; }
    /// Hex dump of the selected bytes, else of all.
    [[nodiscard]] QString copiedText() const;
    /// All bytes as they crossed, into a file; false: it could not be written.
    bool saveBytes(const QString &path);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void copy();
    void askWhereToSave();
    /// Another run may use its number for another record; what a poll was for is known later.
    [[nodiscard]] bool isShown(const TraceRecord &record) const;
    void showSelection();
    void showParts(bool shown);
    void addActions();

    Theme m_theme;
    std::optional<RecordRef> m_shown;
    QString m_summary;
    ByteHeader *m_header = nullptr;
    QLabel *m_empty = nullptr;
    ByteCanvas *m_canvas = nullptr;
    ByteBar *m_bar = nullptr;
    QHBoxLayout *m_barBox = nullptr;
    QWidget *m_tools = nullptr;
    QLabel *m_selected = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_save = nullptr;
    SizeCheckLine *m_check = nullptr;
};

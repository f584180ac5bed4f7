#pragma once

#include "core/teach/code_samples.h"
#include "ui/theme/theme.h"

#include <QScrollArea>

class QLabel;
class QVBoxLayout;

/// What is said beside a piece of code: what to notice, what would go wrong and what was measured of it, how
/// to run it. Commands can be copied; the laboratory's own address stands in them.
class CodeNotes : public QScrollArea
{
    Q_OBJECT

public:
    explicit CodeNotes(QWidget *parent = nullptr);

    void showSample(const CodeSample &sample);
    /// "http://127.0.0.1:8080" and its port.
    void showAddress(const QString &origin, int port);
    void applyTheme(const Theme &theme);

signals:
    void copyWanted(const QString &text);
    void scenarioWanted(const QString &name);

protected:
    bool event(QEvent *event) override;

private:
    void rebuild();
    void addHeading(const QString &text);
    void addText(const QString &text, Theme::Text role = Theme::Text::Body, bool dim = false);
    QLabel *makeText(const QString &text, Theme::Text role, bool dim);
    void addNotes();
    void addFaults();
    void addFault(const CodeFault &fault);
    void addCommands();
    void addLink(const QString &scenario);
    void addGap(double measure);

    CodeSample m_sample;
    QString m_origin;
    int m_port = 0;
    Theme m_theme;
    QWidget *m_content = nullptr;
    QVBoxLayout *m_layout = nullptr;
};

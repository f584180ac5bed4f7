#include "ui/dialogs.h"

#include "ui/build_info.h"
#include "ui/copy_as.h"
#include "ui/copy_field.h"
#include "ui/main_window.h"
#include "ui/transport_descriptor.h"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QTextBrowser>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Dialogs", text);
}

/// A non-modal dialog that deletes itself; a second call brings the first one to the front.
QDialog *makeDialog(MainWindow &window, const QString &title)
{
    for (QDialog *open : window.findChildren<QDialog *>())
        if (open->windowTitle() == title) {
            open->raise();
            open->activateWindow();
            return nullptr;
        }
    auto *dialog = new QDialog(&window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    return dialog;
}

void addClose(QDialog *dialog, QVBoxLayout *layout)
{
    auto *buttons = new QDialogButtonBox(dialog);
    QPushButton *close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    close->setDefault(true);
    layout->addWidget(buttons);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
}

void addCopyRow(QGridLayout *grid, const QString &name, const QString &text, QWidget *parent,
                const QFont &mono)
{
    const int row = grid->rowCount();
    auto *label = new QLabel(name, parent);
    auto *line = new CopyField(text, name, mono, parent);
    label->setBuddy(line);
    auto *copy = new QPushButton(tr("Copy"), parent);
    copy->setAccessibleName(tr("Copy: %1").arg(name));
    QObject::connect(copy, &QPushButton::clicked, parent,
                     [text] { QApplication::clipboard()->setText(text); });
    grid->addWidget(label, row, 0);
    grid->addWidget(line, row, 1);
    grid->addWidget(copy, row, 2);
    grid->setColumnStretch(1, 1);
}

/// Every line that connects from outside.
QWidget *copyRows(const MainWindow &window, QWidget *parent)
{
    const LabState &state = window.lab().liveState();
    const QString origin = state.address.url();
    auto *rows = new QWidget(parent);
    auto *grid = new QGridLayout(rows);
    const QFont mono = window.theme().font(Theme::Text::Mono);
    for (const TransportKind kind : allTransportKinds)
        addCopyRow(grid, descriptorOf(kind).name, copy_as::shellCommand(kind, origin), rows, mono);
    addCopyRow(grid, tr("Publish"), copy_as::publishCommand(origin), rows, mono);
    for (const TransportKind kind : {TransportKind::Sse, TransportKind::WebSocket})
        addCopyRow(grid, tr("%1 in a browser").arg(descriptorOf(kind).name),
                   copy_as::javaScript(kind, origin), rows, mono);
    for (const TransportKind kind : allTransportKinds)
        if (const quint16 port = state.snapshot.lane(kind).linkPort; port != 0)
            addCopyRow(grid, tr("%1 through its link").arg(descriptorOf(kind).name),
                       copy_as::shellCommand(kind, u"http://127.0.0.1:%1"_s.arg(port)), rows, mono);
    grid->setRowStretch(grid->rowCount(), 1);
    return rows;
}

QLabel *paragraph(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setWordWrap(true);
    return label;
}

QTextBrowser *page(QDialog *dialog, const QString &html)
{
    auto *text = new QTextBrowser(dialog);
    text->setOpenExternalLinks(false);
    text->setHtml(html);
    text->setMinimumSize(620, 420);
    text->setFrameShape(QFrame::NoFrame);
    return text;
}

} // namespace

void dialogs::showConnect(MainWindow &window)
{
    QDialog *dialog = makeDialog(window, tr("Connect your own client"));
    if (!dialog)
        return;
    const EngineAddress &address = window.lab().liveState().address;
    auto *layout = new QVBoxLayout(dialog);
    if (!window.lab().isRunning() || address.port == 0) {
        layout->addWidget(paragraph(
            tr("Nothing is running. Press F5, then open this again: the server's port is not known before."),
            dialog));
    } else {
        layout->addWidget(
            paragraph(tr("The server of this window is open to any client on this machine, at %1. "
                         "Open that address in a browser, or use one of these lines.")
                          .arg(address.url()),
                      dialog));
        auto *scroll = new QScrollArea(dialog);
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setWidgetResizable(true);
        scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        scroll->setWidget(copyRows(window, scroll));
        layout->addWidget(scroll, 1);
        layout->addWidget(paragraph(tr("Through a link you meet the delay and bandwidth that are set here. "
                                       "Your traffic is not counted in the panes."),
                                    dialog));
        const Theme &theme = window.theme();
        dialog->resize(QSize(theme.px(860), theme.px(620)).boundedTo(window.screen()->availableSize()));
    }
    addClose(dialog, layout);
    dialog->show();
}

void dialogs::showShortcuts(MainWindow &window, const QList<WindowActions::Group> &groups)
{
    QDialog *dialog = makeDialog(window, tr("Keyboard shortcuts"));
    if (!dialog)
        return;
    QString html = u"<table cellspacing='0' cellpadding='3'>"_s;
    for (const WindowActions::Group &group : groups) {
        html += u"<tr><td colspan='2'><b>%1</b></td></tr>"_s.arg(group.title.toHtmlEscaped());
        for (const QAction *action : group.actions) {
            const QString keys = action->shortcut().toString(QKeySequence::NativeText);
            QString text = action->text();
            if (!keys.isEmpty())
                html += u"<tr><td width='180'>%1</td><td>%2</td></tr>"_s.arg(
                    keys.toHtmlEscaped(), text.remove(u'&').toHtmlEscaped());
        }
    }
    html += u"<tr><td colspan='2'><b>%1</b></td></tr>"_s.arg(tr("In a control"));
    html += u"<tr><td>%1</td><td>%2</td></tr>"_s.arg(tr("Arrows, Page Up, Page Down, Home, End"),
                                                     tr("small step, large step, least, most"));
    html += u"<tr><td>%1</td><td>%2</td></tr>"_s.arg(tr("Space (chart or pane)"), tr("freeze"));
    html += u"<tr><td>+ &minus; 0</td><td>%1</td></tr></table>"_s.arg(tr("zoom the chart's time"));
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(page(dialog, html));
    addClose(dialog, layout);
    dialog->show();
}

void dialogs::showNumbers(MainWindow &window)
{
    QDialog *dialog = makeDialog(window, tr("What the numbers mean"));
    if (!dialog)
        return;
    const auto entry = [](const QString &name, const QString &text) {
        return u"<p><b>%1</b><br>%2</p>"_s.arg(name, text);
    };
    const QString html
        = entry(tr("Latency"),
                tr("From the moment the message was due in the schedule to the client's callback, on "
                   "one clock. A late sender is not hidden."))
        + entry(tr("Overhead"),
                tr("Protocol bytes per delivered message: heads of requests and responses, empty "
                   "polls, chunks, framing, encoding, pings. Counted on the socket."))
        + entry(tr("Set-up"), tr("Handshake bytes, once per connection. Not in the overhead."))
        + entry(tr("Envelope"),
                tr("The JSON object around the data, the same on all four. Not in the overhead."))
        + entry(tr("Percentiles"),
                tr("p90 is shown from 10 messages on, p99 from 100, p99.9 from 1,000. The maximum is "
                   "always shown."))
        + entry(tr("Before \u2192 now"),
                tr("A change of a setting starts the statistics again; the value before the "
                   "change stays beside the new one."))
        + entry(tr("Noise floor"),
                tr("How late timers run on this machine. Differences smaller than this mean nothing."))
        + entry(tr("Not counted"), tr("TCP/IP and TLS bytes. They come on top, the same way for all four."));
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(page(dialog, html));
    addClose(dialog, layout);
    dialog->show();
}

void dialogs::showAbout(MainWindow &window)
{
    QDialog *dialog = makeDialog(window, tr("About Pushscope"));
    if (!dialog)
        return;
    auto *layout = new QVBoxLayout(dialog);
    auto *icon = new QLabel(dialog);
    icon->setPixmap(QApplication::windowIcon().pixmap(64, 64));
    icon->setAccessibleName(tr("Icon of Pushscope"));
    auto *text = new QLabel(
        u"<h3>Pushscope %1</h3><p>%2</p><p>%3<br>%4</p><p>%5</p>"_s.arg(
            build_info::version(),
            tr("Short polling, long polling, Server-Sent Events and WebSocket, measured side by side."),
            tr("Commit %1").arg(build_info::commit()),
            tr("Qt %1, built with %2").arg(QString::fromLatin1(qVersion()), QStringLiteral(QT_VERSION_STR)),
            tr("Free software under the GNU General Public License, version 3 or later.<br>"
               "It uses Qt (GPL/LGPL), Qt Charts (GPL), Boost (Boost licence) and CLI11 (BSD); "
               "the fonts Inter and JetBrains Mono (OFL) if installed.")),
        dialog);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setMinimumWidth(420);
    layout->addWidget(icon);
    layout->addWidget(text);
    auto *qt = new QPushButton(tr("About Qt"), dialog);
    QObject::connect(qt, &QPushButton::clicked, qApp, &QApplication::aboutQt);
    layout->addWidget(qt, 0, Qt::AlignLeft);
    addClose(dialog, layout);
    dialog->show();
}

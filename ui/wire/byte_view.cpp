#include "ui/wire/byte_view.h"

#include "ui/wire/byte_bar.h"
#include "ui/wire/byte_canvas.h"
#include "ui/wire/byte_header.h"
#include "ui/wire/record_words.h"
#include "ui/wire/size_check_line.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

ByteView::ByteView(QWidget *parent)
    : QWidget(parent)
    , m_header(new ByteHeader(this))
    , m_empty(new QLabel(tr("Select an arrow or a message."), this))
    , m_canvas(new ByteCanvas(this))
    , m_bar(new ByteBar(this))
    , m_tools(new QWidget(this))
    , m_selected(new QLabel(m_tools))
    , m_copy(new QPushButton(tr("Copy"), m_tools))
    , m_save(new QPushButton(tr("Save bytes..."), m_tools))
    , m_check(new SizeCheckLine(this))
{
    setAccessibleName(tr("Bytes"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_copy->setToolTip(tr("Copy the selected bytes, or all, as a hex dump"));
    m_save->setToolTip(tr("Save the bytes of this record as they crossed the wire; payloads are in it"));
    m_selected->setAccessibleName(tr("Selected bytes"));
    m_selected->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *tools = new QHBoxLayout(m_tools);
    tools->addWidget(m_selected, 1);
    tools->addWidget(m_copy);
    tools->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_empty, 100);
    layout->addWidget(m_canvas, 100);
    m_barBox = new QHBoxLayout;
    m_barBox->addWidget(m_bar);
    layout->addLayout(m_barBox);
    layout->addWidget(m_tools);
    layout->addStretch(1);
    layout->addWidget(m_check);
    connect(m_canvas, &ByteCanvas::bytesSelected, this, &ByteView::showSelection);
    connect(m_canvas, &ByteCanvas::contentHeightChanged, this,
            [this] { m_canvas->setMaximumHeight(m_canvas->contentHeight()); });
    connect(m_copy, &QPushButton::clicked, this, &ByteView::copy);
    connect(m_save, &QPushButton::clicked, this, &ByteView::askWhereToSave);
    addActions();
    applyTheme(m_theme);
    showNothing();
}

void ByteView::addActions()
{
    auto *copyAction = new QAction(tr("Copy hex dump"), m_canvas);
    connect(copyAction, &QAction::triggered, this, &ByteView::copy);
    auto *saveAction = new QAction(tr("Save bytes..."), m_canvas);
    connect(saveAction, &QAction::triggered, this, &ByteView::askWhereToSave);
    m_canvas->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_canvas->addActions({copyAction, saveAction});
}

void ByteView::applyTheme(const Theme &theme)
{
    m_theme = theme;
    m_header->applyTheme(theme);
    m_canvas->applyTheme(theme);
    m_bar->applyTheme(theme);
    m_check->applyTheme(theme);
    const int side = theme.px(16);
    m_barBox->setContentsMargins(side, theme.px(12), side, 0);
    m_tools->layout()->setContentsMargins(side, theme.px(4), side, theme.px(8));
    m_tools->layout()->setSpacing(theme.px(8));
    for (QWidget *widget :
         {static_cast<QWidget *>(m_selected), static_cast<QWidget *>(m_copy), static_cast<QWidget *>(m_save)})
        widget->setFont(theme.font(Theme::Text::Caption));
    m_empty->setFont(theme.font(Theme::Text::Body));
    QPalette dim = m_empty->palette();
    dim.setColor(QPalette::WindowText, theme.tokens.dim);
    m_empty->setPalette(dim);
    m_selected->setPalette(dim);
    update();
}

void ByteView::display(const LabState &state)
{
    const std::optional<RecordRef> &wanted = state.selection.record;
    const TraceRecord *record
        = wanted && state.trace ? state.trace->lane(wanted->lane).find(wanted->number) : nullptr;
    if (wanted && m_shown == wanted && (!record || isShown(*record)))
        return;
    if (record)
        showRecord(*record, wanted->lane, *state.trace);
    else if (m_shown)
        showNothing();
}

bool ByteView::isShown(const TraceRecord &record) const
{
    const WireRecord &shown = m_canvas->record().wire;
    return shown.firstIn == record.wire.firstIn && shown.begin == record.wire.begin
        && shown.emptyPoll == record.wire.emptyPoll;
}

void ByteView::showRecord(const TraceRecord &record, TransportKind lane, const Trace &trace)
{
    m_shown = RecordRef{lane, record.number};
    m_header->show(lane, recordName(record), recordTimes(record, trace));
    m_summary = recordSentence(record, trace);
    m_canvas->showRecord(record, lane);
    m_canvas->setAccessibleDescription(m_summary);
    m_bar->showParts(partSums(record), lane);
    m_check->show(checkSize(record));
    m_copy->setEnabled(!record.bytes.isEmpty());
    m_save->setEnabled(!record.bytes.isEmpty());
    showParts(true);
}

void ByteView::showNothing()
{
    m_shown.reset();
    m_summary = m_empty->text();
    m_header->show(std::nullopt, tr("Bytes"), {});
    m_canvas->clear();
    showParts(false);
}

void ByteView::showParts(bool shown)
{
    const bool bytes = shown && !m_canvas->record().bytes.isEmpty();
    m_empty->setVisible(!shown);
    m_canvas->setVisible(shown);
    m_check->setVisible(shown);
    m_bar->setVisible(bytes);
    m_tools->setVisible(bytes);
}

void ByteView::showSelection()
{
    const std::optional<ByteDump::Span> span = m_canvas->selected();
    const QString text
        = span ? bytesSentence(m_canvas->record(), span->first, span->second - span->first + 1) : QString();
    m_selected->setText(text);
    m_canvas->setAccessibleDescription(text.isEmpty() ? m_summary : text);
}

QString ByteView::copiedText() const
{
    const QByteArray &bytes = m_canvas->record().bytes;
    const std::optional<ByteDump::Span> span = m_canvas->selected();
    const qsizetype first = span ? span->first : 0;
    const qsizetype size = span ? span->second - first + 1 : bytes.size();
    return hexText(QByteArrayView(bytes).sliced(first, std::min(size, maxCopiedBytes)), first);
}

void ByteView::copy()
{
    if (!m_canvas->record().bytes.isEmpty())
        QGuiApplication::clipboard()->setText(copiedText());
}

bool ByteView::saveBytes(const QString &path)
{
    QSaveFile file(path);
    const QByteArray &bytes = m_canvas->record().bytes;
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
}

void ByteView::askWhereToSave()
{
    auto *dialog = new QFileDialog(this, tr("Save bytes"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(u"record-%1.bin"_s.arg(m_shown ? m_shown->number : 0));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_selected->setText(saveBytes(path) ? tr("Saved to %1").arg(path)
                                            : tr("%1 could not be written").arg(path));
    });
    dialog->open();
}

void ByteView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else
        QWidget::keyPressEvent(event);
}

void ByteView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.tokens.line, 1));
    painter.setBrush(m_theme.tokens.surf);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

#include "ui/teach/code_view.h"

#include "ui/teach/code_notes.h"
#include "ui/teach/code_text.h"
#include "ui/teach/code_words.h"
#include "ui/teach/transport_segments.h"
#include "ui/teach/transport_title.h"
#include "ui/teach/wrap_layout.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/digit_label.h"
#include "ui/widgets/segments.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int sideMargin = 16;
/// The longest lines of the samples.
constexpr int columnsSeen = 88;
// In pixels at 100 % text.
constexpr int leastNotes = 300;
constexpr int mostNotes = 520;
/// Text on the projector, beside the window's.
constexpr double projectorText = 1.7;
/// On the projector the font is at least one of so many parts of the window's height.
constexpr int projectorLines = 50;

template<typename Enum>
Enum stepped(Enum value, int by, int count)
{
    return static_cast<Enum>((static_cast<int>(value) + by + count) % count);
}

} // namespace

CodeView::CodeView(QWidget *parent)
    : TeachPage(parent)
    , m_sample(&codeSample(TransportKind::ShortPoll, CodeRole::Server))
    , m_transports(new TransportSegments(this))
    , m_head(new QWidget(this))
    , m_copy(new QAction(this))
    , m_companion(new QAction(this))
    , m_text(new CodeText(this))
    , m_notes(new CodeNotes(this))
{
    m_transports->hide();
    buildHead();
    m_body = new QBoxLayout(QBoxLayout::LeftToRight);
    m_body->setSpacing(16);
    m_body->addWidget(m_text, 3);
    m_body->addWidget(m_notes, 2);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(sideMargin, 12, sideMargin, 12);
    all->setSpacing(12);
    all->addWidget(m_head);
    all->addLayout(m_body, 1);
    setFocusProxy(m_text);

    connect(m_transports, &TransportSegments::chosen, this,
            [this](TransportKind kind) { showSample(kind, m_sample->role); });
    connect(m_text, &CodeText::wholeWanted, this, &CodeView::copyCode);
    connect(m_notes, &CodeNotes::scenarioWanted, this, &CodeView::scenarioWanted);
    connect(m_notes, &CodeNotes::copyWanted, this, [this](const QString &text) { copy(text, text); });
    addStep("Ctrl+PgUp", -1, 0);
    addStep("Ctrl+PgDown", 1, 0);
    addStep("Alt+PgUp", 0, -1);
    addStep("Alt+PgDown", 0, 1);
    showSample(m_sample->transport, m_sample->role);
}

void CodeView::buildHead()
{
    QStringList roles;
    for (const CodeRole role : allCodeRoles)
        roles << code_words::roleName(role);
    m_title = new TransportTitle(m_head);
    m_roles = new Segments(tr("Code for"), roles, m_head);
    m_roles->setToolTip(tr("Alt+PgUp and Alt+PgDown; Ctrl+PgUp and Ctrl+PgDown for another transport"));
    m_file = new DigitLabel(Theme::Text::Body, QFont::Normal, m_head);
    m_file->setDim(true);
    m_copy->setIconText(tr("Copy"));
    m_copy->setToolTip(tr("Copy the whole file (Ctrl+C in the code)"));
    m_copyButton = new ActionButton(m_copy, std::nullopt, m_head);
    m_companion->setIconText(tr("What makes it a program"));
    m_companion->setToolTip(tr("Show the lines that are not in the brief"));
    m_companion->setCheckable(true);
    m_companionButton = new ActionButton(m_companion, std::nullopt, m_head);
    auto *layout = new WrapLayout;
    layout->setSpacing(12);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_title, m_roles, m_file, m_copyButton, m_companionButton})
        layout->addWidget(widget);
    m_head->setLayout(layout);
    connect(m_roles, &Segments::chosen, this,
            [this](int index) { showSample(m_sample->transport, static_cast<CodeRole>(index)); });
    connect(m_copy, &QAction::triggered, this, &CodeView::copyCode);
    connect(m_companion, &QAction::toggled, this, &CodeView::showCode);
}

void CodeView::addStep(const char *keys, int transports, int roles)
{
    auto *shortcut = new QShortcut(QKeySequence(QString::fromLatin1(keys)), this, nullptr, nullptr,
                                   Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, [this, transports, roles] {
        const CodeRole role = stepped(m_sample->role, roles, static_cast<int>(allCodeRoles.size()));
        TransportKind kind = m_sample->transport;
        do // over those that have no such code
            kind = stepped(kind, transports, static_cast<int>(transportCount));
        while (transports != 0 && !codeSample(kind, role).hasCode());
        showSample(kind, role);
    });
}

QString CodeView::title() const
{
    return tr("Code");
}

QString CodeView::machineName() const
{
    return u"code"_s;
}

QWidget *CodeView::options()
{
    return m_transports;
}

void CodeView::showSample(TransportKind transport, CodeRole role)
{
    m_sample = &codeSampleOrFirst(transport, role);
    for (const TransportKind kind : allTransportKinds)
        m_transports->setUnavailable(kind, code_words::whyNone(kind, role));
    m_transports->showCurrent(m_sample->transport);
    m_roles->showCurrent(static_cast<int>(role));
    m_title->show(m_sample->transport, m_theme);
    m_companionButton->setVisible(!m_sample->companion.isEmpty());
    m_companion->setChecked(false);
    m_notes->showSample(*m_sample);
    showCode();
    if (m_sample->transport != transport)
        emit said(code_words::whyNone(transport, role));
}

void CodeView::showCode()
{
    const bool companion = m_companion->isChecked();
    const QString &file = companion ? m_sample->companion : m_sample->file;
    const QByteArray &code = companion ? m_sample->companionCode : m_sample->code;
    m_file->setText(code_words::fileLine(file, code));
    m_text->showCode(file, code);
    m_text->setAccessibleDescription(code_words::title(*m_sample));
}

void CodeView::copyCode()
{
    const bool companion = m_companion->isChecked();
    copy(QString::fromUtf8(companion ? m_sample->companionCode : m_sample->code),
         companion ? m_sample->companion : m_sample->file);
}

void CodeView::copy(const QString &text, const QString &what)
{
    QGuiApplication::clipboard()->setText(text);
    emit said(tr("Copied: %1").arg(what));
}

void CodeView::display(const LabState &state)
{
    if (state.address == m_address && !m_address.address.isNull())
        return;
    m_address = state.address;
    // Before the first run: where the laboratory will listen if it can.
    m_notes->showAddress(m_address.port != 0 ? m_address.url() : u"http://127.0.0.1:8080"_s, m_address.port);
}

void CodeView::applyTheme(const Theme &theme)
{
    m_theme = theme;
    m_transports->applyTheme(theme);
    m_title->show(m_sample->transport, theme);
    m_file->applyTheme(theme);
    m_copyButton->applyTheme(theme);
    m_companionButton->applyTheme(theme);
    m_notes->applyTheme(theme);
    m_text->applyTheme(theme, theme.size(Theme::Text::Mono));
    m_pixels = 0;
    arrange();
    update();
}

void CodeView::arrange()
{
    const double wider = m_theme.isProjector() ? projectorText : 1;
    const int room = width() - 2 * sideMargin - m_body->spacing();
    const int least = m_theme.px(leastNotes * wider);
    const auto notesBeside = [&](int pixels) { return room - m_text->widthFor(columnsSeen, pixels); };
    int pixels = m_theme.size(Theme::Text::PaneName);
    while (pixels > m_theme.size(Theme::Text::Mono) && notesBeside(pixels) < least)
        --pixels;
    if (m_theme.isProjector())
        pixels = std::max(pixels, (window()->height() + projectorLines - 1) / projectorLines);
    if (pixels != m_pixels)
        m_text->applyTheme(m_theme, pixels);
    m_pixels = pixels;
    const int notes = notesBeside(pixels);
    const bool beside = notes >= least;
    m_body->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_notes->setMinimumWidth(beside ? std::min(notes, m_theme.px(mostNotes * wider)) : 0);
    m_notes->setMaximumWidth(beside ? m_notes->minimumWidth() : QWIDGETSIZE_MAX);
}

void CodeView::resizeEvent(QResizeEvent *event)
{
    TeachPage::resizeEvent(event);
    arrange();
}

void CodeView::paintEvent(QPaintEvent *event)
{
    QPainter(this).fillRect(event->rect(), m_theme.tokens.surf);
}

#include "ui/teach/code_view.h"

#include "tests/support/legibility.h"
#include "tests/support/test_window.h"
#include "ui/copy_field.h"
#include "ui/teach/code_highlighter.h"
#include "ui/teach/code_notes.h"
#include "ui/teach/code_picture.h"
#include "ui/teach/code_text.h"
#include "ui/teach/code_words.h"
#include "ui/teach/transport_segments.h"
#include "ui/widgets/segments.h"

#include <QAccessible>
#include <QClipboard>
#include <QLabel>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTextBlock>
#include <QTextLayout>
#include <QTranslator>

using namespace Qt::Literals::StringLiterals;

namespace {

Theme themed(ThemeChoice choice, double zoom = 1)
{
    return makeTheme(choice, QApplication::palette(), zoom);
}

LabState listeningOn(quint16 port)
{
    LabState state;
    state.address = {.address = QHostAddress::LocalHost, .port = port};
    return state;
}

/// Every text with 40 % more letters, in words that can be wrapped.
class LongWords : public QTranslator
{
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *, const char *source, const char *, int) const override
    {
        QString text = QString::fromUtf8(source);
        if (text.size() < 4)
            return text;
        for (qsizetype more = text.size() * 2 / 5; more > 0; more -= 8)
            text += QString(std::min<qsizetype>(more, 8), u'\u00E9') + (more > 8 ? u" "_s : QString());
        return text;
    }
};

QAbstractButton *button(const QWidget &view, const QString &name)
{
    for (QAbstractButton *each : view.findChildren<QAbstractButton *>())
        if (each->accessibleName() == name && each->isVisibleTo(&view))
            return each;
    return nullptr;
}

/// Those that there is code of.
QList<CodeSample> shownSamples()
{
    QList<CodeSample> samples = codeSamples();
    samples.removeIf([](const CodeSample &sample) { return !sample.hasCode(); });
    return samples;
}

QString clipboard()
{
    return QGuiApplication::clipboard()->text();
}

QStringList labels(const CodeView &view)
{
    QStringList texts;
    for (const QLabel *label : view.findChild<CodeNotes *>()->widget()->findChildren<QLabel *>())
        texts << label->text();
    return texts;
}

QStringList commands(const CodeView &view)
{
    QStringList texts;
    for (const CopyField *field : view.findChild<CodeNotes *>()->widget()->findChildren<CopyField *>())
        texts << field->toPlainText();
    return texts;
}

int pixelsOf(const QImage &image, const QColor &colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == colour ? 1 : 0;
    return count;
}

} // namespace

class TestCodeView : public QObject
{
    Q_OBJECT

    LongWords m_words;
    std::unique_ptr<CodeView> m_view;

    [[nodiscard]] CodeText &text() const { return *m_view->findChild<CodeText *>(); }
    void open(ThemeChoice choice = ThemeChoice::Light, const QSize &size = {1280, 600}, double zoom = 1)
    {
        m_view = std::make_unique<CodeView>();
        QApplication::setFont(themed(choice, zoom).font(Theme::Text::Body));
        m_view->applyTheme(themed(choice, zoom));
        m_view->resize(size);
        m_view->display(listeningOn(43210));
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QApplication::setStyle(new AppStyle(themed(ThemeChoice::Light)));
    }
    void cleanup()
    {
        m_view.reset();
        QCoreApplication::removeTranslator(&m_words);
    }

    void everySampleIsShownAsItIs()
    {
        open();
        for (const CodeSample &sample : shownSamples()) {
            m_view->showSample(sample.transport, sample.role);
            const QString shown = text().toPlainText();
            QCOMPARE(shown + u'\n', QString::fromUtf8(sample.code));
            QVERIFY(!text().accessibleName().isEmpty());
            QVERIFY(!m_view->summary({}).isEmpty());
        }
    }

    void copyTakesTheFileByteForByte()
    {
        open();
        const QSignalSpy said(m_view.get(), &CodeView::said);
        for (const CodeSample &sample : shownSamples()) {
            m_view->showSample(sample.transport, sample.role);
            QGuiApplication::clipboard()->setText(u"before"_s);
            button(*m_view, u"Copy"_s)->click();
            QCOMPARE(clipboard().toUtf8(), sample.code);
        }
        QCOMPARE(said.last().first().toString(), u"Copied: brief-websocket.go"_s);
    }

    void ctrlCCopiesTheFileOrWhatIsSelected()
    {
        open();
        m_view->showSample(TransportKind::Sse, CodeRole::Browser);
        m_view->setFocus();
        QTest::keyClick(&text(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(clipboard().toUtf8(), m_view->sample().code);
        text().moveCursor(QTextCursor::Start);
        text().moveCursor(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        QTest::keyClick(&text(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(clipboard().toUtf8(), m_view->sample().code.split('\n').first());
    }

    void whatMakesAFragmentAProgramIsShownApart()
    {
        open();
        m_view->showSample(TransportKind::Sse, CodeRole::Brief);
        QVERIFY(!button(*m_view, u"What makes it a program"_s));
        m_view->showSample(TransportKind::LongPoll, CodeRole::Brief);
        QVERIFY(text().toPlainText().startsWith(u"func longPollHandler"_s));
        QAbstractButton *more = button(*m_view, u"What makes it a program"_s);
        QVERIFY(more);
        more->click();
        QVERIFY(text().toPlainText().contains(u"messageChan = make("_s));
        button(*m_view, u"Copy"_s)->click();
        QCOMPARE(clipboard().toUtf8(), m_view->sample().companionCode);
        more->click();
        QVERIFY(text().toPlainText().startsWith(u"func longPollHandler"_s));
        // Another sample begins with its own code.
        more->click();
        m_view->showSample(TransportKind::Sse, CodeRole::Brief);
        m_view->showSample(TransportKind::LongPoll, CodeRole::Brief);
        QVERIFY(text().toPlainText().startsWith(u"func longPollHandler"_s));
        QVERIFY(!more->isChecked());
    }

    void segmentsAndKeysChooseTheSample()
    {
        open();
        QCOMPARE(m_view->sample().file, u"short-poll.go"_s);
        auto *transports = qobject_cast<TransportSegments *>(m_view->options());
        QVERIFY(transports);
        emit transports->chosen(TransportKind::WebSocket);
        QCOMPARE(m_view->sample().file, u"websocket.go"_s);
        QCOMPARE(transports->current(), TransportKind::WebSocket);
        button(*m_view, u"Code for: Browser"_s)->click();
        QCOMPARE(m_view->sample().file, u"websocket.js"_s);
        m_view->setFocus();
        QTest::keyClick(&text(), Qt::Key_PageDown, Qt::ControlModifier);
        QCOMPARE(m_view->sample().file, u"short-poll.js"_s);
        QTest::keyClick(&text(), Qt::Key_PageUp, Qt::ControlModifier);
        QTest::keyClick(&text(), Qt::Key_PageUp, Qt::ControlModifier);
        QCOMPARE(m_view->sample().file, u"sse.js"_s);
        QTest::keyClick(&text(), Qt::Key_PageDown, Qt::AltModifier);
        QCOMPARE(m_view->sample().file, u"brief-sse.go"_s);
        QTest::keyClick(&text(), Qt::Key_PageDown, Qt::AltModifier);
        QCOMPARE(m_view->sample().file, u"sse.go"_s);
        QCOMPARE(transports->current(), TransportKind::Sse);
        QCOMPARE(m_view->findChild<Segments *>()->current(), 0);
    }

    void aPartBeginsWithATransportThatHasCode()
    {
        open();
        const QSignalSpy said(m_view.get(), &CodeView::said);
        button(*m_view, u"Code for: The brief's code"_s)->click();
        QCOMPARE(m_view->sample().file, u"brief-long-poll.go"_s);
        QVERIFY(!text().toPlainText().isEmpty());
        auto *transports = qobject_cast<TransportSegments *>(m_view->options());
        QCOMPARE(transports->current(), TransportKind::LongPoll);
        // It is said why it is not the one before.
        QCOMPARE(said.size(), 1);
        QVERIFY(said.first().first().toString().contains(u"no code for short polling"_s));
        // Where there was code, the transport stays.
        m_view->showSample(TransportKind::WebSocket, CodeRole::Browser);
        button(*m_view, u"Code for: The brief's code"_s)->click();
        QCOMPARE(m_view->sample().file, u"brief-websocket.go"_s);
        QCOMPARE(said.size(), 1);
    }

    void aTransportWithoutCodeCannotBeChosenAndSaysWhy()
    {
        open();
        m_view->showSample(TransportKind::Sse, CodeRole::Brief);
        auto *bar = m_view->options();
        bar->show();
        QAbstractButton *polls = button(*bar, u"Transport: Short polling"_s);
        QAbstractButton *streams = button(*bar, u"Transport: SSE"_s);
        QVERIFY(polls && !polls->isEnabled() && streams && streams->isEnabled());
        QVERIFY(polls->toolTip().contains(u"no code for short polling"_s));
        QCOMPARE(polls->accessibleDescription(), polls->toolTip());
        QVERIFY(streams->toolTip().isEmpty());
        QCOMPARE(pixelsOf(polls->grab().toImage(), lightTokens().of(TransportKind::ShortPoll)), 0);
        polls->click();
        QCOMPARE(m_view->sample().file, u"brief-sse.go"_s);
        // By key it is stepped over, in both directions.
        m_view->setFocus();
        QTest::keyClick(&text(), Qt::Key_PageUp, Qt::ControlModifier);
        QCOMPARE(m_view->sample().file, u"brief-long-poll.go"_s);
        QTest::keyClick(&text(), Qt::Key_PageUp, Qt::ControlModifier);
        QCOMPARE(m_view->sample().file, u"brief-websocket.go"_s);
        QTest::keyClick(&text(), Qt::Key_PageDown, Qt::ControlModifier);
        QCOMPARE(m_view->sample().file, u"brief-long-poll.go"_s);
        // For another part it can be chosen again.
        button(*m_view, u"Code for: Browser"_s)->click();
        QVERIFY(polls->isEnabled() && polls->toolTip().isEmpty());
        polls->click();
        QCOMPARE(m_view->sample().file, u"short-poll.js"_s);
    }

    void commandsNameTheLaboratorysAddress()
    {
        open();
        m_view->showSample(TransportKind::Sse, CodeRole::Server);
        QVERIFY(commands(*m_view).contains(u"curl -N http://127.0.0.1:43210/events"_s));
        m_view->display(listeningOn(8080));
        QVERIFY(commands(*m_view).contains(u"curl -N http://127.0.0.1:8080/events"_s));
        button(*m_view, u"Copy: Run it"_s)->click();
        QCOMPARE(clipboard(), u"go run sse.go -listen 127.0.0.1:8090"_s);
        m_view->showSample(TransportKind::WebSocket, CodeRole::Server);
        QVERIFY(commands(*m_view).contains(u"wscat -c ws://127.0.0.1:8080/ws"_s));
        m_view->display({});
        QVERIFY(commands(*m_view).contains(u"wscat -c ws://127.0.0.1:8080/ws"_s));
    }

    void whatWouldGoWrongSaysWhatWasMeasured()
    {
        open();
        m_view->showSample(TransportKind::LongPoll, CodeRole::Brief);
        const QString all = labels(*m_view).join(u'\n');
        QVERIFY(all.contains(u"What would go wrong"_s));
        QVERIFY(all.contains(codeOutcomes().filled(
            u"Measured: Of {one-channel.messages} messages for two clients {one-channel.reached_one} reached"_s)));
        QVERIFY(all.contains(u"with Go "_s + codeOutcomes().go));
        QVERIFY(!all.contains(u"gorilla"_s));
        m_view->showSample(TransportKind::WebSocket, CodeRole::Brief);
        QVERIFY(labels(*m_view).join(u'\n').contains(u"gorilla/websocket "_s + codeOutcomes().gorilla));
        QVERIFY(m_view->summary({}).contains(u"What would go wrong: It admits every site; "_s));
    }

    void theLaboratorysPortIsNamedWhereItMatters()
    {
        open();
        m_view->showSample(TransportKind::Sse, CodeRole::Brief);
        const QString words = u"Port 8080 is the laboratory's now."_s;
        QVERIFY(!labels(*m_view).contains(words));
        m_view->display(listeningOn(8080));
        QVERIFY(labels(*m_view).contains(words));
    }

    void aLinkAsksForItsScenario()
    {
        open();
        m_view->showSample(TransportKind::Sse, CodeRole::Brief);
        const QSignalSpy wanted(m_view.get(), &CodeView::scenarioWanted);
        button(*m_view, u"See it in the laboratory: Cut the cable"_s)->click();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().toString(), u"cut-the-cable"_s);
    }

    void theWindowShowsItAndRunsItsScenario()
    {
        TestWindow test;
        test.show();
        QVERIFY(test.window->showPage(u"code"_s));
        auto *page = qobject_cast<CodeView *>(test.window->page());
        QVERIFY(page);
        button(*page, u"See it in the laboratory: The staircase"_s)->click();
        QCOMPARE(test.window->page(), nullptr);
        QCOMPARE(test.lab.scenario()->name, u"the-staircase"_s);
        test.lab.stop();
        QTRY_VERIFY(!test.lab.isRunning());
        QApplication::setStyle(new AppStyle(themed(ThemeChoice::Light)));
    }

    void nothingIsCut_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("zoom");
        QTest::addColumn<ThemeChoice>("choice");
        for (const QSize size : {QSize(1024, 560), QSize(1280, 600), QSize(1920, 960)})
            for (const int percent : {80, 100, 150, 200, 300})
                QTest::addRow("%dx%d at %d %%", size.width(), size.height(), percent)
                    << size << percent / 100.0 << ThemeChoice::Light;
        QTest::newRow("projector") << QSize(1280, 720) << 1.0 << ThemeChoice::Projector;
        QTest::newRow("large projector") << QSize(1920, 1080) << 1.0 << ThemeChoice::Projector;
    }

    void nothingIsCut()
    {
        QFETCH(QSize, size);
        QFETCH(double, zoom);
        QFETCH(ThemeChoice, choice);
        for (const bool longer : {false, true}) {
            if (longer)
                QCoreApplication::installTranslator(&m_words);
            open(choice, size, zoom);
            for (const CodeSample &sample : shownSamples()) {
                m_view->showSample(sample.transport, sample.role);
                QCoreApplication::processEvents(); // the layout settles; QTRY would wait for longer
                QStringList faults;
                const auto none = [&] { return (faults = legibility::faults(*m_view)).isEmpty(); };
                QTRY_VERIFY2_WITH_TIMEOUT(none(), qPrintable(sample.file + u'\n' + faults.join(u'\n')), 1000);
                const int lines = zoom > 2 ? 2 : 5;
                QVERIFY(text().viewport()->height() >= lines * text().fontMetrics().height());
            }
        }
    }

    void notesGoBelowWhereThereIsNoRoomBesideTheCode()
    {
        open(ThemeChoice::Light, {1280, 600});
        const auto *notes = m_view->findChild<CodeNotes *>();
        QTRY_VERIFY(notes->x() >= text().x() + text().width());
        m_view->resize(800, 600);
        QTRY_VERIFY(notes->y() >= text().y() + text().height());
    }

    void theLongestLineIsSeenBesideTheNotes()
    {
        open(ThemeChoice::Light, {1280, 600});
        for (const CodeSample &sample : shownSamples()) {
            m_view->showSample(sample.transport, sample.role);
            for (const QString &line : text().toPlainText().split(u'\n')) {
                const QString spaced = QString(line).replace(u'\t', u"    "_s);
                QVERIFY2(spaced.size() <= 88, qPrintable(sample.file + u": "_s + line));
            }
        }
    }

    void codeIsLargeOnTheProjector()
    {
        open(ThemeChoice::Projector, {1920, 1080});
        QVERIFY(text().font().pixelSize() >= 22);
        m_view->resize(3840, 2160);
        QTRY_VERIFY(text().font().pixelSize() >= 44);
    }

    void everyThemeKeepsCodeReadable_data()
    {
        QTest::addColumn<ThemeChoice>("choice");
        QTest::newRow("light") << ThemeChoice::Light;
        QTest::newRow("dark") << ThemeChoice::Dark;
        QTest::newRow("projector") << ThemeChoice::Projector;
    }

    void everyThemeKeepsCodeReadable()
    {
        QFETCH(ThemeChoice, choice);
        const Tokens tokens = themed(choice).tokens;
        for (const CodeToken token : {CodeToken::Comment, CodeToken::String, CodeToken::Keyword})
            QVERIFY(contrastRatio(codeLook(token, tokens).colour, tokens.surf) >= 4.5);
        open(choice);
        const QImage picture = text().viewport()->grab().toImage();
        QCOMPARE(picture.pixelColor(picture.width() - 3, picture.height() - 3), tokens.surf);
        QVERIFY(pixelsOf(picture, tokens.ink) > 100);
    }

    void aThemeChangeRecoloursTheCode()
    {
        open(ThemeChoice::Light);
        const QImage light = text().viewport()->grab().toImage();
        m_view->applyTheme(themed(ThemeChoice::Dark));
        const QImage dark = text().viewport()->grab().toImage();
        QVERIFY(pixelsOf(light, lightTokens().surf) > 1000);
        QVERIFY(pixelsOf(dark, darkTokens().surf) > 1000);
        QCOMPARE(pixelsOf(dark, lightTokens().surf), 0);
    }

    void commentsAreDimAndSignsAreShapedApart()
    {
        open();
        m_view->showSample(TransportKind::ShortPoll, CodeRole::Browser);
        const QTextBlock comment = text().document()->firstBlock();
        QCOMPARE(comment.layout()->formats().first().format.foreground().color(), lightTokens().dim);
        // "=> {" and "!response.ok": no sign has the format of the sign before it.
        bool found = false;
        for (QTextBlock block = comment; block.isValid(); block = block.next()) {
            const qsizetype at = block.text().indexOf(u"=>"_s);
            if (at < 0)
                continue;
            found = true;
            const QList<QTextLayout::FormatRange> formats = block.layout()->formats();
            QVERIFY(std::any_of(formats.begin(), formats.end(), [at](const QTextLayout::FormatRange &range) {
                return range.start == at + 1 && range.format.boolProperty(QTextFormat::UserProperty);
            }));
        }
        QVERIFY(found);
    }

    void everythingThatTakesFocusHasAName()
    {
        open();
        for (const CodeSample &sample : shownSamples()) {
            m_view->showSample(sample.transport, sample.role);
            for (QWidget *widget : m_view->findChildren<QWidget *>()) {
                if (!widget->isVisibleTo(m_view.get()) || !(widget->focusPolicy() & Qt::TabFocus))
                    continue;
                QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
                QVERIFY2(face && !face->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
            }
        }
        QVERIFY(!m_view->findChild<CodeNotes *>()->accessibleDescription().isEmpty());
    }

    void focusIsSeen()
    {
        open();
        for (QWidget *widget : std::initializer_list<QWidget *>{&text(), m_view->findChild<CodeNotes *>()}) {
            widget->clearFocus();
            const QImage without = widget->grab().toImage();
            widget->setFocus(Qt::TabFocusReason);
            const QImage with = widget->grab().toImage();
            QVERIFY(pixelsOf(with, lightTokens().you) > pixelsOf(without, lightTokens().you) + 500);
        }
    }

    void anExportHasAllLines()
    {
        open();
        for (const CodeSample &sample : shownSamples()) {
            m_view->showSample(sample.transport, sample.role);
            QImage image(1280, 640, QImage::Format_ARGB32);
            image.fill(Qt::red);
            QPainter painter(&image);
            m_view->paintExport(painter, image.size(), listeningOn(43210), themed(ThemeChoice::Light));
            painter.end();
            QCOMPARE(image.pixelColor(5, 5), lightTokens().surf);
            QVERIFY(pixelsOf(image, lightTokens().ink) > 200);
            const CodePicture picture(sample, themed(ThemeChoice::Light));
            for (const auto &[area, least] :
                 {std::pair(QSizeF(1200, 500), 6), std::pair(QSizeF(1860, 900), 10)}) {
                const CodePicture::Layout layout = picture.layoutIn(area);
                QVERIFY(layout.columns * layout.linesEach >= lineCount(sample.code));
                QVERIFY(layout.linesEach * layout.pixels * 1.3 <= area.height());
                QVERIFY2(layout.pixels >= least, qPrintable(sample.file));
            }
        }
    }

    void theTableListsTheSamples()
    {
        open();
        const QStringList lines = m_view->asTable({}).trimmed().split(u'\n');
        QCOMPARE(lines.size(), 12);
        QCOMPARE(lines.first(), u"file,transport,role,lines,bytes"_s);
        QVERIFY(lines.at(1).startsWith(u"short-poll.go,short-poll,server,"_s));
    }
};

QTEST_MAIN(TestCodeView)
#include "tst_code_view.moc"

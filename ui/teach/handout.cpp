#include "ui/teach/handout.h"

#include "ui/charts/export_frame.h"
#include "ui/teach/predict_words.h"
#include "ui/theme/number_text.h"

#include <QCoreApplication>
#include <QPageLayout>
#include <QPagedPaintDevice>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Handout", text);
}

constexpr QSizeF page(794, 1123); ///< A4 at 96 dots per inch
constexpr double margin = 64;
constexpr double width = 794 - 2 * margin;

/// What repeats the run, its steps and faults with it.
QString command(const Scenario &scenario)
{
    return findScenario(scenario.name) ? u"pushscope run "_s + scenario.name
                                       : toRunCommand(scenario.settings);
}

/// One page: text from the top down, in black on white.
class Sheet
{
public:
    explicit Sheet(ChartPainter &painter)
        : m_painter(painter)
    {
    }

    void paragraph(const QString &text, Theme::Text role, int weight = QFont::Normal, double indent = 0)
    {
        if (text.isEmpty())
            return;
        QPainter &p = m_painter.painter();
        p.setFont(m_painter.theme().font(role, weight));
        p.setPen(m_painter.tokens().ink);
        const QRectF room(margin + indent, m_y, width - indent, page.height() - m_y - margin);
        QRectF used;
        p.drawText(room, Qt::AlignLeft | Qt::TextWordWrap, text, &used);
        m_y = used.bottom() + gap;
    }
    void box(double size)
    {
        m_painter.painter().setBrush(Qt::NoBrush);
        m_painter.painter().setPen(QPen(m_painter.tokens().ink, 1));
        m_painter.painter().drawRect(QRectF(margin, m_y + 3, size, size));
    }
    void space(double height) { m_y += height; }
    void bars(BarPicture::Facts facts, BarPicture::Cover cover)
    {
        facts.cover = cover;
        const double height = 460;
        const QRectF area(margin, m_y, width, height);
        m_painter.painter().setBrush(Qt::NoBrush);
        m_painter.painter().setPen(QPen(m_painter.tokens().edge, 1));
        m_painter.painter().drawRect(area);
        BarPicture(std::move(facts), area, m_painter.theme()).paint(m_painter);
        m_y += height + 2 * gap;
    }
    void foot(const QString &text)
    {
        m_y = page.height() - margin - 32;
        paragraph(text, Theme::Text::Caption);
    }

private:
    static constexpr double gap = 10;
    ChartPainter &m_painter;
    double m_y = margin;
};

void paintQuestion(Sheet &sheet, const Handout &handout)
{
    const Scenario &scenario = *handout.scenario;
    sheet.paragraph(scenario.title, Theme::Text::PaneName, QFont::DemiBold);
    sheet.paragraph(scenario.question, Theme::Text::Question, QFont::DemiBold);
    sheet.paragraph(predict_words::settings(scenario.settings), Theme::Text::PaneName);
    sheet.space(12);
    for (const ScenarioAnswer &answer : scenario.answers) {
        sheet.box(14);
        sheet.paragraph(answer.text, Theme::Text::Sentence, QFont::Normal, 32);
    }
    sheet.space(8);
    sheet.paragraph(
        handout.facts.draggable
            ? tr("Draw your guess as a bar before anything is shown. What do you expect of the others?")
            : tr("Draw what you expect before anything is shown."),
        Theme::Text::PaneName);
    BarPicture::Facts facts = handout.facts;
    facts.corner.clear();
    facts.guess.reset();
    sheet.bars(std::move(facts), BarPicture::Cover::Empty);
    sheet.paragraph(tr("Why?"), Theme::Text::PaneName, QFont::DemiBold);
    sheet.foot(programVersion() + u"   "_s + command(scenario));
}

void paintResult(Sheet &sheet, const Handout &handout)
{
    const Scenario &scenario = *handout.scenario;
    sheet.paragraph(tr("%1: measured").arg(scenario.title), Theme::Text::PaneName, QFont::DemiBold);
    sheet.paragraph(scenario.question, Theme::Text::Question, QFont::DemiBold);
    const bool any = handout.result.snapshot.elapsedS > 0;
    if (!any) {
        sheet.paragraph(
            tr("The measurement was not shown when this was printed. Show it (B), then print again."),
            Theme::Text::PaneName);
        sheet.foot(programVersion() + u"   "_s + command(scenario));
        return;
    }
    sheet.bars(handout.facts, BarPicture::Cover::Shown);
    const MeasuredAnswer &measured = handout.measured;
    if (measured.state == MeasuredAnswer::State::Decided) {
        sheet.paragraph(tr("Measured: %1").arg(scenario.answers.at(measured.answer).text),
                        Theme::Text::Sentence, QFont::DemiBold);
        sheet.paragraph(scenario.reveal, Theme::Text::PaneName);
    } else {
        sheet.paragraph(predict_words::verdict(measured, false), Theme::Text::Sentence);
    }
    if (handout.said.total() > 0)
        sheet.paragraph(predict_words::said(scenario, handout.said), Theme::Text::PaneName);
    if (!scenario.reading.isEmpty())
        sheet.paragraph(tr("Reading: %1").arg(scenario.reading), Theme::Text::PaneName);
    sheet.paragraph(tr("After %1 of the run, on %2. Latency runs from the moment a message was due to the "
                       "client's callback, on "
                       "one clock.")
                        .arg(clockText(handout.result.snapshot.elapsedS),
                             QLocale().toString(QDate::currentDate(), QLocale::LongFormat)),
                    Theme::Text::Body);
    sheet.foot(programVersion() + u"   "_s + command(scenario));
}

}

bool printHandout(const Handout &handout, QPagedPaintDevice &device)
{
    device.setPageSize(QPageSize(QPageSize::A4));
    device.setPageMargins(QMarginsF(), QPageLayout::Millimeter);
    QPainter painter;
    if (!painter.begin(&device))
        return false;
    const Theme theme{ThemeChoice::Light, lightTokens(), 1};
    const auto fit = [&] {
        painter.resetTransform();
        painter.scale(device.width() / page.width(), device.height() / page.height());
    };
    ChartPainter chart(painter, theme, true);
    fit();
    Sheet first(chart);
    paintQuestion(first, handout);
    if (!device.newPage())
        return false;
    fit();
    Sheet second(chart);
    paintResult(second, handout);
    return painter.end();
}

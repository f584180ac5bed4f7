#include "ui/charts/export_frame.h"
#include "ui/teach/practice_actions.h"
#include "ui/teach/practice_picture.h"
#include "ui/teach/practice_view.h"

using namespace Qt::Literals::StringLiterals;

QList<QAction *> PracticeView::commands() const
{
    return m_actions->all();
}

void PracticeView::paintExport(QPainter &painter, const QSizeF &size, const LabState &state,
                               const Theme &theme) const
{
    ChartPainter chart(painter, theme, true);
    painter.setRenderHint(QPainter::Antialiasing);
    const PracticeQuestion *question = m_practice.current();
    const PracticeText text = question ? practice_words::answerText(*question, m_bank)
                                       : practice_words::pageText(m_practice, m_bank, {});
    const QString command
        = question && question->proof ? u"pushscope run %1"_s.arg(question->proof->scenario) : u"pushscope"_s;
    const QRectF area = paintExportFrame(chart, size, state, tr("Interview practice"), command);
    const double inset = theme.px(8);
    PracticePicture(text, theme).paint(chart, area.adjusted(inset, 0, -inset, 0));
}

QString PracticeView::summary(const LabState &) const
{
    const PracticeQuestion *question = m_practice.current();
    const QString progress = practice_words::progressLine(m_practice.progress());
    return question ? tr("Interview practice, %1. The question: %2").arg(progress, question->text)
                    : tr("Interview practice, %1.").arg(progress);
}

QString PracticeView::asTable(const LabState &) const
{
    return practice_words::table(m_practice, m_bank);
}

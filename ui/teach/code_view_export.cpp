#include "ui/charts/export_frame.h"
#include "ui/teach/code_picture.h"
#include "ui/teach/code_view.h"
#include "ui/teach/code_words.h"

void CodeView::paintExport(QPainter &painter, const QSizeF &size, const LabState &state,
                           const Theme &theme) const
{
    ChartPainter chart(painter, theme, true);
    const QString command = m_sample->commands.isEmpty()
        ? m_sample->file
        : filledCommand(m_sample->commands.first().command, state.address.url());
    const QRectF area = paintExportFrame(chart, size, state, code_words::title(*m_sample), command);
    const double inset = theme.px(8);
    CodePicture(*m_sample, theme).paint(chart, area.adjusted(inset, 0, -inset, 0));
}

QString CodeView::summary(const LabState &) const
{
    return code_words::summary(*m_sample);
}

QString CodeView::asTable(const LabState &) const
{
    return code_words::table();
}

#include "ui/comparison_pane.h"

#include "ui/sentence.h"
#include "ui/theme/digit_text.h"
#include "ui/theme/number_text.h"

#include <QPainter>
#include <QToolButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int padding = 12;
/// A large number shrinks to this at most before its unit gets shorter.
constexpr double leastNumberScale = 0.85;
const QString arrow = u" \u2192 "_s;

/// Scheduled payloads are padded to their size with dots, which say nothing.
QString withoutPadding(QString text)
{
    while (text.endsWith(u"..."_s))
        text.chop(text.endsWith(u"...."_s) ? 1 : 3);
    return text;
}

/// Runs of text with a font and colour each, painted one after the other on one base line.
struct Run
{
    QString text;
    QFont font;
    QColor colour;
};

/// The font, or a smaller one in which `text` is no wider than `room`: a number is never cut.
QFont fittingFont(const QString &text, QFont font, double room)
{
    const double width = digitTextWidth(text, font);
    if (width > room && width > 0)
        font.setPixelSize(std::max(8, static_cast<int>(font.pixelSize() * room / width)));
    return font;
}

void paintRuns(QPainter &painter, QPointF at, const std::vector<Run> &runs, double maxWidth)
{
    const double end = at.x() + maxWidth;
    for (const Run &run : runs) {
        painter.setPen(run.colour);
        if (at.x() + digitTextWidth(run.text, run.font) > end + 1) {
            painter.setFont(run.font);
            painter.drawText(at, QFontMetricsF(run.font).elidedText(run.text, Qt::ElideRight, end - at.x()));
            return;
        }
        at.rx() += paintDigitText(painter, at, run.text, run.font);
    }
}

} // namespace

void ComparisonPane::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_detail == Detail::Projector) {
        paintProjector(painter);
        return;
    }
    painter.setPen(QPen(m_theme.tokens.line, 1));
    painter.setBrush(m_theme.tokens.surf);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    paintHead(painter);
    if (!m_on) {
        painter.setPen(m_theme.tokens.dim);
        painter.setFont(m_theme.font(Theme::Text::Body));
        painter.drawText(rect().adjusted(padding, headHeight() - 8, -padding, -4),
                         Qt::AlignCenter | Qt::TextWordWrap,
                         m_detail == Detail::Compact ? tr("switched off")
                                                     : tr("Switched off. Its connections are closed."));
        return;
    }
    const int top = headHeight();
    paintNumbers(painter, top);
    if (m_detail == Detail::Compact)
        return;
    paintRows(painter, top + m_theme.size(Theme::Text::Number) + 6 + m_theme.size(Theme::Text::Caption) + 8);
    paintFoot(painter);
}

void ComparisonPane::paintHead(QPainter &painter) const
{
    const Tokens &t = m_theme.tokens;
    const QFont name = m_theme.font(Theme::Text::PaneName, QFont::DemiBold);
    const double base = 12 + m_theme.size(Theme::Text::PaneName);
    const double size = m_theme.size(Theme::Text::PaneName) * 0.8;
    QColor colour = t.of(m_transport.kind);
    if (!m_on)
        colour.setAlphaF(0.4F);
    paintMarker(painter, m_transport.marker, {padding + size / 2, base - size * 0.42}, size, colour);
    const double left = padding + size + 8;
    const double room = width() - left - m_theme.px(isBrief() ? 40 : 68);
    const double used = digitTextWidth(m_transport.name, name);
    paintRuns(painter, {left, base},
              {{m_transport.name, fittingFont(m_transport.name, name, room), m_on ? t.ink : t.dim}}, room);
    if (m_detail == Detail::Compact) {
        const QFont strong = m_theme.font(Theme::Text::Caption, QFont::DemiBold);
        const bool lost = m_lane.messages.lost > 0;
        const QString news = lost ? tr("%1 lost").arg(plainNumber(static_cast<double>(m_lane.messages.lost)))
            : m_lane.behind > 0   ? tr("%1 behind").arg(plainNumber(static_cast<double>(m_lane.behind)))
                                  : QString();
        const double width = digitTextWidth(news, strong);
        if (m_on && used + width + m_theme.px(12) < room)
            paintRuns(painter, {left + room - width, base}, {{news, strong, lost ? t.bad : t.ink}}, width);
        return;
    }
    QString words = !m_on ? tr("switched off") : m_running ? stateWords(m_lane, m_nowS) : tr("stopped");
    if (m_on && m_running && m_lane.clients > 1)
        words = tr("%1 clients \u00B7 %2").arg(plainNumber(m_lane.clients), words);
    const QFont caption = m_theme.font(Theme::Text::Caption);
    const bool bad
        = m_lane.phase == LaneSnapshot::Phase::Retrying || m_lane.phase == LaneSnapshot::Phase::Failed;
    paintRuns(painter, {left, base + 6 + m_theme.size(Theme::Text::Caption)},
              {{words, caption, bad && m_on ? t.bad : t.dim}}, width() - left - padding);
}

void ComparisonPane::paintNumbers(QPainter &painter, int top) const
{
    const Tokens &t = m_theme.tokens;
    const QFont number = m_theme.font(Theme::Text::Number, QFont::DemiBold);
    const QFont unit = m_theme.font(Theme::Text::Body);
    const QFont caption = m_theme.font(Theme::Text::Caption);
    const double column = (width() - 2 * padding) / 2.0;
    const double base = top + m_theme.size(Theme::Text::Number) * 0.92;
    const auto paint = [&](double x, const NumberText &text, const QString &unitText, const QString &what) {
        const QFont fitting
            = fittingFont(text.number, number, column - 6 - digitTextWidth(u" "_s + unitText, unit));
        paintRuns(painter, {x, base}, {{text.number, fitting, t.ink}, {u" "_s + unitText, unit, t.dim}},
                  column);
        paintRuns(painter, {x, base + 8 + m_theme.size(Theme::Text::Caption)},
                  {{what, fittingFont(what, caption, column - 4), t.dim}}, column - 4);
    };
    const auto fits = [&](const NumberText &text) {
        return digitTextWidth(text.number, number) * leastNumberScale
            <= column - 6 - digitTextWidth(u" "_s + text.unit, unit);
    };
    NumberText latency = latencyText(m_lane.latency.p50Ms);
    if (!fits(latency) && m_lane.latency.p50Ms)
        latency = intervalText(*m_lane.latency.p50Ms);
    const NumberText overhead = bytesText(m_lane.protocolOverheadPerMessage);
    const QString perMessage = overhead.unit.isEmpty() ? QString() : tr("%1/msg").arg(overhead.unit);
    const bool brief = isBrief() || !fits({overhead.number, perMessage});
    paint(padding, latency, latency.unit, isBrief() ? tr("median") : tr("median latency"));
    paint(padding + column, overhead, brief ? overhead.unit : perMessage,
          isBrief()   ? tr("per message")
              : brief ? tr("overhead/msg")
                      : tr("overhead"));
}

int ComparisonPane::paintRows(QPainter &painter, int top) const
{
    const Tokens &t = m_theme.tokens;
    const QFont plain = m_theme.font(Theme::Text::Caption);
    const QFont strong = m_theme.font(Theme::Text::Caption, QFont::Medium);
    const double column = (width() - 2 * padding) / 2.0;
    const int height = m_theme.size(Theme::Text::Caption) + 6;
    int base = top + m_theme.size(Theme::Text::Caption);
    const auto row = [&](const std::vector<Run> &left, const std::vector<Run> &right) {
        paintRuns(painter, {padding, static_cast<double>(base)}, left, column - 4);
        paintRuns(painter, {padding + column, static_cast<double>(base)}, right, column - 4);
        base += height;
    };
    const auto change = [&](const NumberText &before, const NumberText &now) -> std::vector<Run> {
        const bool same = before == now;
        const QFont font = same ? plain : strong;
        const bool sameUnit = before.unit == now.unit;
        QString text = (sameUnit ? before.number : before.joined()) + arrow + now.joined();
        // The large number above says the unit, too.
        if (sameUnit && digitTextWidth(text, font) > column - 4)
            text = before.number + arrow + now.number;
        return {{text, fittingFont(text, font, column - 4), same ? t.dim : t.ink}};
    };
    const auto pair = [&](const QString &name, const QString &value) -> std::vector<Run> {
        return {{name + u' ', plain, t.dim}, {value, strong, t.ink}};
    };
    if (m_lane.before)
        row(change(latencyText(m_lane.before->latency.p50Ms), latencyText(m_lane.latency.p50Ms)),
            change(bytesText(m_lane.before->protocolOverheadPerMessage),
                   bytesText(m_lane.protocolOverheadPerMessage)));
    else
        row({{m_detail == Detail::Narrow ? QString() : tr("no change yet"), plain, t.dim}}, {});
    if (m_detail == Detail::Narrow)
        return base;
    const QString setup = m_lane.setupBytesPerConnection && *m_lane.setupBytesPerConnection > 0
        ? bytesText(m_lane.setupBytesPerConnection).joined()
        : tr("none");
    row(pair(tr("requests"), rateText(m_lane.requestsPerSecond).joined()), pair(tr("set-up"), setup));
    row(pair(tr("max"), latencyText(m_lane.latency.maxMs).joined()),
        pair(tr("delivered"), plainNumber(static_cast<double>(m_lane.messages.delivered))));
    if (m_sending != Sending::Nothing) {
        paintSending(painter, base);
        base += height;
    }
    if (m_detail == Detail::Roomy && m_baseline)
        row({{tr("baseline %1").arg(latencyText(m_baseline->latency.p50Ms).joined()), plain, t.you}},
            {{tr("baseline %1").arg(bytesText(m_baseline->protocolOverheadPerMessage).joined()), plain,
              t.you}});
    return base;
}

void ComparisonPane::paintSending(QPainter &painter, double base) const
{
    const Tokens &t = m_theme.tokens;
    const QFont plain = m_theme.font(Theme::Text::Caption);
    const QFont strong = m_theme.font(Theme::Text::Caption, QFont::Medium);
    const double column = (width() - 2 * padding) / 2.0;
    // The longest name that leaves room for the number.
    const auto fitting = [&](const QStringList &names, const QString &value, double room) {
        const auto fits = [&](const QString &name) {
            return digitTextWidth(name + u' ', plain) + digitTextWidth(value, strong) <= room;
        };
        const auto found = std::ranges::find_if(names, fits);
        return found == names.end() ? names.last() : *found;
    };
    const auto pair = [&](double x, const QStringList &names, const QString &value) {
        paintRuns(painter, {x, base},
                  {{fitting(names, value, column - 4) + u' ', plain, t.dim}, {value, strong, t.ink}},
                  column - 4);
    };
    if (m_sending == Sending::NoEcho) {
        const QStringList words{tr("no echo: a POST is answered, not echoed"),
                                tr("no echo: a POST is only answered"), tr("no echo")};
        paintRuns(painter, {padding, base}, {{fitting(words, {}, 2 * column), plain, t.dim}}, 2 * column);
        return;
    }
    const QStringList trip = m_sending == Sending::Echoed
        ? QStringList{tr("echo round trip p50"), tr("echo p50"), tr("echo")}
        : QStringList{tr("round trip p50"), tr("round trip"), tr("trip")};
    pair(padding, trip, latencyText(m_lane.roundTrip.p50Ms).joined());
    pair(padding + column, {tr("sending costs"), tr("sending")},
         bytesText(m_lane.upstreamBytesPerMessage).joined());
}

void ComparisonPane::paintFoot(QPainter &painter) const
{
    const Tokens &t = m_theme.tokens;
    const QFont plain = m_theme.font(Theme::Text::Caption);
    const QFont strong = m_theme.font(Theme::Text::Caption, QFont::DemiBold);
    const int height = m_theme.size(Theme::Text::Caption) + 18;
    const int top = rect().height() - height;
    painter.setPen(t.line);
    painter.drawLine(0, top, rect().width(), top);
    const double base = top + (height + m_theme.size(Theme::Text::Caption)) / 2.0 - 2;
    const bool behind = m_lane.behind > 0;
    const bool gone = m_lane.phase == LaneSnapshot::Phase::Failed;
    const QString where = gone ? tr("gone")
        : behind               ? tr("%1 behind").arg(plainNumber(static_cast<double>(m_lane.behind)))
                               : tr("up to date");
    const double whereWidth = digitTextWidth(where, strong);
    paintRuns(painter, {rect().width() - padding - whereWidth, base},
              {{where, behind || gone ? strong : plain,
                gone         ? t.bad
                    : behind ? t.ink
                             : t.dim}},
              whereWidth);
    const bool lost = m_lane.messages.lost > 0;
    const QString lostText = tr("%1 lost").arg(plainNumber(static_cast<double>(m_lane.messages.lost)));
    const double lostWidth = digitTextWidth(lostText, strong) + 12;
    const double room = rect().width() - 2 * padding - whereWidth - 12;
    QString newest = m_lane.newest.id == 0 ? tr("no message yet")
                                           : u"\u201C%1\u201D"_s.arg(withoutPadding(m_lane.newest.text));
    newest = QFontMetricsF(plain).elidedText(newest, Qt::ElideRight, std::max(24.0, room - lostWidth));
    painter.setPen(m_lane.newest.id == 0 ? t.dim : t.ink);
    // Too narrow for a text worth reading: the state and the loss come first.
    const double used
        = m_detail == Detail::Narrow ? -12 : paintDigitText(painter, {padding, base}, newest, plain);
    paintRuns(painter, {padding + used + 12, base}, {{lostText, lost ? strong : plain, lost ? t.bad : t.dim}},
              room - used);
}

void ComparisonPane::paintProjector(QPainter &painter) const
{
    const Tokens &t = m_theme.tokens;
    painter.fillRect(QRectF(0, 0, width(), 4), t.ink);
    const double nameSize = m_theme.size(Theme::Text::PaneName);
    const double numberSize = m_theme.size(Theme::Text::Number);
    const double captionSize = m_theme.size(Theme::Text::Caption);
    double base = 14 + nameSize;
    paintMarker(painter, m_transport.marker, {nameSize * 0.5, base - nameSize * 0.36}, nameSize * 0.9,
                t.of(m_transport.kind));
    paintRuns(
        painter, {nameSize * 1.5, base},
        {{m_transport.name, m_theme.font(Theme::Text::PaneName, QFont::DemiBold), m_on ? t.ink : t.dim}},
        width() - nameSize * 1.5);
    const QFont number = m_theme.font(Theme::Text::Number, QFont::DemiBold);
    const QFont unit = m_theme.font(Theme::Text::PaneName);
    const QFont caption = m_theme.font(Theme::Text::Caption);
    const auto paint = [&](const NumberText &text, const QString &what) {
        base += numberSize;
        paintRuns(painter, {0, base}, {{text.number, number, t.ink}, {u" "_s + text.unit, unit, t.ink}},
                  width());
        base += captionSize + 6;
        paintRuns(painter, {0, base}, {{what, caption, t.ink}}, width());
        base += 4;
    };
    if (!m_on) {
        paintRuns(painter, {0, base + numberSize}, {{tr("switched off"), caption, t.dim}}, width());
        return;
    }
    paint(latencyText(m_lane.latency.p50Ms), tr("median latency"));
    paint(bytesText(m_lane.protocolOverheadPerMessage), tr("overhead per message"));
}

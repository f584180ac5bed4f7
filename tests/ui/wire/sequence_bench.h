#pragma once

#include "tests/support/sample_trace.h"
#include "ui/wire/sequence_view.h"

#include <QApplication>
#include <QMouseEvent>
#include <QWheelEvent>

/// A sequence diagram of sampleRush() on show, frozen at 31.6 s with 2.4 s to see, that gets back each
/// selection that it asks for, as from the window.
struct SequenceBench
{
    SampleTrace sample = sampleRush();
    LabState state;
    SequenceView view;
    QStringList hovered;
    int changes = 0;

    explicit SequenceBench(ThemeChoice theme = ThemeChoice::Light, const QSize &size = {1240, 910})
    {
        state.trace = &sample.trace;
        state.frozen = true;
        state.snapshot.phase = RunSnapshot::Phase::Running;
        state.snapshot.elapsedS = 31.6;
        for (std::size_t i = 0; i < transportCount; ++i) {
            state.snapshot.lanes[i].enabled = true;
            state.deliveries[i].push_back({30.9, i == 0 ? 590.0 : 40.0, 141, 0, 12});
        }
        QObject::connect(&view, &SequenceView::selectionChanged, &view, [this](const Selection &selection) {
            ++changes;
            show(selection);
        });
        QObject::connect(&view, &SequenceView::hovered, &view,
                         [this](const QString &words) { hovered << words; });
        view.resize(size);
        view.applyTheme(makeTheme(theme, QPalette(), 1));
        view.setSpan(2.4);
        view.show();
        view.display(state);
    }

    /// As if selected anywhere in the window.
    void show(const Selection &selection)
    {
        state.selection = selection;
        view.display(state);
    }
    void goOn(double toS)
    {
        state.snapshot.elapsedS = toS;
        view.display(state);
    }
    [[nodiscard]] const SequenceLane &lane(TransportKind kind) const
    {
        return *std::ranges::find(view.geometry().lanes, kind, &SequenceLane::kind);
    }
    /// On the mark of this record.
    [[nodiscard]] QPointF placeOf(TransportKind kind, quint64 record) const
    {
        for (const SequenceMark &mark : lane(kind).marks)
            if (record >= mark.first && record <= mark.last) {
                const QPolygonF &outline = mark.outline;
                return mark.chip.isEmpty() ? (outline.constFirst() + outline.constLast()) / 2
                                           : mark.chip.center();
            }
        return {-1, -1};
    }
    /// In the middle of the first lane, away from all records.
    [[nodiscard]] QPointF nowhere(double seconds = 29.9) const
    {
        return {view.geometry().lanes.constFirst().clientX + 40, view.geometry().yAt(seconds)};
    }

    void mouse(QEvent::Type type, const QPointF &at, Qt::KeyboardModifiers modifiers = {})
    {
        const bool moves = type == QEvent::MouseMove;
        if (type == QEvent::MouseButtonPress)
            m_held = Qt::LeftButton;
        if (type == QEvent::MouseButtonRelease)
            m_held = Qt::NoButton;
        QMouseEvent event(type, at, view.mapToGlobal(at), moves ? Qt::NoButton : Qt::LeftButton, m_held,
                          modifiers);
        QApplication::sendEvent(&view, &event);
    }
    void hover(const QPointF &at) { mouse(QEvent::MouseMove, at); }
    void click(const QPointF &at) { drag(at, at); }
    void drag(const QPointF &from, const QPointF &to, Qt::KeyboardModifiers modifiers = {})
    {
        mouse(QEvent::MouseButtonPress, from, modifiers);
        mouse(QEvent::MouseMove, to, modifiers);
        mouse(QEvent::MouseButtonRelease, to, modifiers);
    }
    void wheel(const QPointF &at, int notches, Qt::KeyboardModifiers modifiers = {})
    {
        QWheelEvent event(at, view.mapToGlobal(at), {}, {0, notches * 120}, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(&view, &event);
    }

private:
    Qt::MouseButtons m_held = Qt::NoButton;
};

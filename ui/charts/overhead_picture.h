#pragma once

#include "ui/charts/chart_picture.h"
#include "ui/charts/overhead_bars.h"
#include "ui/charts/theory_line.h"

/// Bytes per delivered message as one stacked bar a transport, all on one scale; bars too short to read again
/// below (or beside), magnified. Set-up stands apart, in the foot; below it what M1 says of empty polls,
/// where the bars lose nothing by it.
class OverheadPicture : public ChartPicture
{
public:
    OverheadPicture(const LabState &state, std::pair<double, double> time);

    /// Bytes of the longest bar.
    [[nodiscard]] double neededBytes() const;
    /// Bytes at the end of the scale; roundUp(neededBytes()) unless set.
    void setScaleEnd(double bytes);

    void layOut(const QRectF &area, const Theme &theme) override;
    void paintOver(ChartPainter &painter) const override;
    [[nodiscard]] bool hasTimeAxis() const override { return false; }
    /// There is a theory line, and room for it.
    [[nodiscard]] bool showsTheory() const { return m_sizes.theory > 0; }

private:
    struct Block
    {
        qsizetype bar = 0;
        bool magnified = false;
        double left = 0, top = 0, width = 0;
        int keyLines = 0;
    };
    /// One entry under a bar.
    struct KeyEntry
    {
        QString text;
        std::optional<PartLook> look;
        QPointF place; ///< of its base line, from the block's left edge and the key's top
    };
    struct Sizes
    {
        double margin = 16, title = 30, name = 20, bar = 20, key = 20, gap = 12, foot = 40, keyBox = 9;
        double theory = 0; ///< of the foot
    };

    [[nodiscard]] Sizes sizesFor(const Theme &theme, bool theory) const;
    void layOutBars(const Theme &theme);
    /// Bars alone: there is no room for a magnifier.
    void layOutNarrow(const QRectF &room, const Theme &theme);
    struct Look ///< what a layout shows of the bars
    {
        bool keys = true, namesAbove = true;
        double bar = 0; ///< height
        qsizetype sharedKey = 0, magnified = 0;
        std::optional<Qt::Orientation> divider;

        bool operator==(const Look &) const = default;
    };
    [[nodiscard]] Look look() const;
    [[nodiscard]] QList<Block> blocksOf(bool magnified, double width, const Theme &theme) const;
    [[nodiscard]] double heightOf(const QList<Block> &blocks) const;
    void placeInline(const QRectF &room, const Theme &theme);
    /// Stacks `blocks` from (left, top) on, spread over `height` at most.
    void place(QList<Block> blocks, const QPointF &from, double height);
    [[nodiscard]] QList<KeyEntry> keyOf(const OverheadBar &bar, double width, const Theme &theme) const;
    /// The names of all parts on show, for bars that have no room for a key of their own.
    [[nodiscard]] QList<KeyEntry> sharedKey(double width, const Theme &theme) const;
    void arrange(QList<KeyEntry> &entries, double width, const Theme &theme) const;
    [[nodiscard]] int linesOf(const QList<KeyEntry> &entries) const;
    /// Puts the shared key at the bottom of `room` and returns what is left above it.
    [[nodiscard]] QRectF placeSharedKey(const QRectF &room, const Theme &theme);
    [[nodiscard]] bool hasKey(qsizetype bar, bool magnified) const;
    [[nodiscard]] double pixelsPerByte(const Block &block, const Theme &theme) const;

    void paintBlock(ChartPainter &painter, const Block &block) const;
    void paintName(ChartPainter &painter, const Block &block) const;
    double paintBar(ChartPainter &painter, const Block &block) const;
    void paintKey(ChartPainter &painter, const QList<KeyEntry> &entries, QPointF corner) const;
    void paintTitles(ChartPainter &painter) const;
    void paintFoot(ChartPainter &painter) const;
    void paintSetup(ChartPainter &painter, double middle) const;
    [[nodiscard]] QString totalText(const OverheadBar &bar) const;

    QList<OverheadBar> m_bars;
    std::array<std::optional<double>, transportCount> m_baseline;
    std::optional<TheoryLine> m_theory;
    double m_scaleEnd = 0;
    Magnifier m_magnifier;

    QRectF m_area;
    Sizes m_sizes;
    QList<Block> m_blocks;
    QPointF m_magnifierTitle;
    std::optional<QLineF> m_divider;
    bool m_keys = true;
    QList<KeyEntry> m_sharedKey;
    QPointF m_sharedKeyCorner;
    double m_nameColumn = 0; ///< names stand left of their bars where there is no room above them; else 0
};

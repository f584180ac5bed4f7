#pragma once

#include "ui/bar.h"

#include <vector>

class Badge;
class CardBar;
class DigitLabel;
class LabController;
class TeachPage;

/// The bar over a page: the way back to the laboratory, the other pages, the options of the page shown, the
/// clock of the run and what is live.
class PageBar : public Bar
{
    Q_OBJECT

public:
    PageBar(const std::vector<TeachPage *> &pages, QWidget *parent);

    void showMode(const LabController &lab);
    void showClock(double elapsedS);
    /// `index` as in the constructor's list.
    void showPage(int index, TeachPage &page);
    void applyTheme(const Theme &theme);

signals:
    void leaveAsked();
    void pageAsked(int index);

private:
    CardBar *m_tabs;
    DigitLabel *m_clock;
    Badge *m_badge;
};

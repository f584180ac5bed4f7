#include "tests/support/test_window.h"
#include "ui/comparison_pane.h"
#include "ui/settings_pane.h"
#include "ui/window_actions.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QMenuBar>
#include <QStandardPaths>

#include <map>
#include <set>

using namespace Qt::Literals::StringLiterals;

namespace {

bool takesFocus(const QWidget *widget)
{
    return widget->isVisible() && widget->isEnabled()
        && (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
}

/// The widget or, of a spin box, the box around its line edit.
QWidget *owner(QWidget *widget)
{
    return qobject_cast<QAbstractSpinBox *>(widget->parentWidget()) ? widget->parentWidget() : widget;
}

} // namespace

/// The accessibility walk: names, tab order, keys, shortcuts, target sizes.
class TestAccessibility : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestWindow> m_test;

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QAccessible::setActive(true);
        m_test = std::make_unique<TestWindow>();
        m_test->window->settingsPane().setAllOpen(true);
        m_test->window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_test->window.get()));
    }
    void cleanupTestCase() { m_test.reset(); }

    void everyFocusableWidgetHasAName()
    {
        int walked = 0;
        for (QWidget *widget : m_test->window->findChildren<QWidget *>()) {
            if (!takesFocus(widget) || owner(widget) != widget)
                continue;
            ++walked;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
            QVERIFY(face);
            QVERIFY2(!face->text(QAccessible::Name).isEmpty(),
                     qPrintable(u"%1 in %2 in %3"_s.arg(
                         QString::fromLatin1(widget->metaObject()->className()),
                         QString::fromLatin1(widget->parentWidget()->metaObject()->className()),
                         widget->parentWidget()->parentWidget()
                             ? widget->parentWidget()->parentWidget()->objectName()
                             : QString())));
        }
        QVERIFY2(walked > 30, qPrintable(QString::number(walked)));
    }

    void everyIconOnlyButtonHasATooltip()
    {
        for (const QAbstractButton *button : m_test->window->findChildren<QAbstractButton *>())
            if (takesFocus(button) && (button->text().isEmpty() || button->text() == u"\u2026"))
                QVERIFY2(!button->toolTip().isEmpty(), qPrintable(button->accessibleName()));
    }

    void tabReachesEveryControlAndComesRound()
    {
        std::set<QWidget *> reached;
        m_test->window->activateWindow();
        m_test->control(u"Poll interval"_s)->field()->setFocus();
        QWidget *first = QApplication::focusWidget();
        QVERIFY(first);
        QWidget *now = first;
        for (int i = 0; i < 400; ++i) {
            reached.insert(owner(now));
            QTest::keyClick(now, Qt::Key_Tab);
            now = QApplication::focusWidget();
            QVERIFY(now);
            if (now == first)
                break;
        }
        QCOMPARE(now, first);
        for (SettingControl *control : m_test->window->findChildren<SettingControl *>()) {
            if (!control->isVisible())
                continue;
            QVERIFY2(reached.contains(control->field()), qPrintable(control->field()->accessibleName()));
            QVERIFY2(reached.contains(control->slider()), qPrintable(control->slider()->accessibleName()));
        }
        for (const TransportKind kind : allTransportKinds)
            QVERIFY(reached.contains(m_test->window->pane(kind).findChild<QCheckBox *>()));
    }

    void focusIsSeen_data()
    {
        QTest::addColumn<QString>("which");
        QTest::newRow("slider") << u"Poll interval slider"_s;
        QTest::newRow("field") << u"Poll interval field"_s;
        QTest::newRow("toggle") << u"SSE toggle"_s;
    }

    void focusIsSeen()
    {
        QFETCH(QString, which);
        auto *widget = m_test->window->findChild<QWidget *>(which);
        QVERIFY(widget);
        m_test->window->setFocus();
        widget->clearFocus();
        const QImage without = widget->grab().toImage();
        widget->setFocus(Qt::TabFocusReason);
        QVERIFY(widget->hasFocus());
        const QImage with = widget->grab().toImage();
        int different = 0;
        for (int y = 0; y < with.height(); ++y)
            for (int x = 0; x < with.width(); ++x)
                different += with.pixel(x, y) != without.pixel(x, y);
        QVERIFY2(different > 20, qPrintable(QString::number(different)));
    }

    void everySliderUnderstandsItsKeys()
    {
        for (SettingControl *control : m_test->window->findChildren<SettingControl *>()) {
            if (!control->isVisible())
                continue;
            ScaleSlider *slider = control->slider();
            const QByteArray name = slider->accessibleName().toUtf8();
            QVERIFY2(slider->singleStep() < slider->pageStep(), name.constData());
            slider->setFocus();
            QTest::keyClick(slider, Qt::Key_Home);
            const double least = slider->scaledValue();
            QTest::keyClick(slider, Qt::Key_Right);
            const double step = slider->scaledValue() - least;
            QVERIFY2(step > 0, name.constData());
            QTest::keyClick(slider, Qt::Key_Home);
            QTest::keyClick(slider, Qt::Key_End);
            const double most = slider->scaledValue();
            QVERIFY2(most > least, name.constData());
            QTest::keyClick(slider, Qt::Key_PageDown);
            const double page = most - slider->scaledValue();
            QTest::keyClick(slider, Qt::Key_End);
            QTest::keyClick(slider, Qt::Key_Left);
            QVERIFY2(page > most - slider->scaledValue(), name.constData());
        }
        m_test->lab.undoStack()->clear();
    }

    void sliderValuesAreAnnouncedWithTheirUnit()
    {
        SettingControl *control = m_test->control(u"Poll interval"_s);
        control->showValue(200);
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(control->slider());
        QCOMPARE(face->role(), QAccessible::Slider);
        QCOMPARE(face->text(QAccessible::Value).replace(QChar(0x00A0), u' '), u"200 ms"_s);
    }

    void shortcutsAreUnique()
    {
        // Those of a page act in that page only: they are unique in it, and none is one of the window.
        std::set<QString> seen;
        std::map<const QObject *, std::set<QString>> ofPages;
        for (const QAction *action : m_test->window->findChildren<QAction *>())
            for (const QKeySequence &keys : action->shortcuts()) {
                const QString text = keys.toString();
                auto &among
                    = action->shortcutContext() == Qt::WindowShortcut ? seen : ofPages[action->parent()];
                QVERIFY2(among.insert(text).second || action->text().isEmpty(),
                         qPrintable(text + u' ' + action->text()));
            }
        for (const auto &[page, keys] : ofPages)
            for (const QString &key : keys)
                QVERIFY2(!seen.contains(key), qPrintable(key));
        QVERIFY(seen.size() > 30);
    }

    void mnemonicsOfTheMenuBarAreUnique()
    {
        std::set<QChar> seen;
        for (const QAction *action : m_test->window->menuBar()->actions()) {
            const qsizetype at = action->text().indexOf(u'&');
            QVERIFY(at >= 0);
            QVERIFY2(seen.insert(action->text().at(at + 1).toLower()).second, qPrintable(action->text()));
        }
    }

    void targetsAreLargeEnough()
    {
        for (const QWidget *widget : m_test->window->findChildren<QWidget *>()) {
            const bool target = qobject_cast<const QAbstractButton *>(widget)
                || qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractSlider *>(widget);
            if (!target || !takesFocus(widget))
                continue;
            QVERIFY2(
                widget->width() >= 24 && widget->height() >= 24,
                qPrintable(
                    u"%1 %2x%3"_s.arg(widget->accessibleName()).arg(widget->width()).arg(widget->height())));
        }
    }

    void chartsDescribeWhatTheyShow()
    {
        for (const LabView *view : m_test->window->mainCard().views()) {
            QVERIFY2(!view->accessibleName().isEmpty(), qPrintable(view->title()));
            QVERIFY2(!view->summary(m_test->lab.state()).isEmpty(), qPrintable(view->title()));
        }
    }

    void everyThemeRepaintsEverything()
    {
        QList<QImage> pictures;
        for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::Projector}) {
            m_test->window->setTheme(choice);
            const QColor back = m_test->window->theme().tokens.win;
            const QPoint margin(m_test->window->width() - 5, m_test->window->height() / 2);
            QTRY_COMPARE(m_test->window->grab().toImage().pixelColor(margin), back);
            const QImage picture = m_test->window->grab().toImage();
            // A chart is as light or as dark as the window around it.
            const QImage chart = m_test->window->mainCard().currentView()->grab().toImage();
            QCOMPARE(chart.pixelColor(2, 2), m_test->window->theme().tokens.surf);
            pictures.append(picture);
        }
        QVERIFY(pictures.at(0) != pictures.at(1));
        QVERIFY(pictures.at(1) != pictures.at(2));
        m_test->window->setTheme(ThemeChoice::Light);
    }
};

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"

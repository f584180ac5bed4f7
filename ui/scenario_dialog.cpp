#include "ui/scenario_dialog.h"

#include "core/experiment/scenario_file.h"
#include "ui/scenario_form.h"
#include "ui/widgets/error_bar.h"
#include "ui/widgets/field_mark.h"
#include "ui/widgets/tall_scroll_area.h"

#include <QDialogButtonBox>
#include <QLayout>
#include <QPushButton>
#include <QScreen>
#include <QShowEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace {

/// At the usual size of text; larger text takes more.
constexpr double usualWidth = 760;
/// Of a frame that the desktop puts around the dialogue.
constexpr int titleBarHeight = 36;

} // namespace

ScenarioDialog::ScenarioDialog(const Scenario &start, const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_problem(new ErrorBar(this))
    , m_form(new ScenarioForm(start, theme, this))
    , m_scroll(new TallScrollArea(this))
{
    setWindowTitle(tr("Save scenario as"));
    m_problem->applyTheme(theme);
    m_problem->hide();
    m_scroll->setContent(m_form);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(13, 13, 13, 16);
    layout->setSpacing(12);
    layout->addWidget(m_problem);
    layout->addWidget(m_scroll, 1);
    auto *buttons = new QDialogButtonBox(this);
    buttons->setContentsMargins(FieldMark::reach, 0, FieldMark::reach, 0); // below the fields
    QPushButton *saving = buttons->addButton(tr("&Save \u2026"), QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    saving->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &ScenarioDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_problem, &ErrorBar::actionRequested, this, &ScenarioDialog::save);
    layout->addWidget(buttons);
    const double larger = std::max(1.0, theme.size(Theme::Text::Body) / 13.0);
    resize(std::min(screen()->availableSize().width(), static_cast<int>(usualWidth * larger)), height());
}

// Before the window centres it.
void ScenarioDialog::showEvent(QShowEvent *event)
{
    if (!event->spontaneous())
        fit(screen()->availableSize().height() - titleBarHeight);
    QDialog::showEvent(event);
}

/// As high as what is in it, up to `room`; never lower than it is.
void ScenarioDialog::fit(int room)
{
    layout()->activate();
    const int form = m_form->layout()->totalHeightForWidth(m_scroll->viewport()->width());
    const int all = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width())
                                                  : layout()->totalSizeHint().height();
    const int rest = all - m_scroll->sizeHint().height();
    if (form + rest > height())
        resize(width(), std::max(height(), std::min(room, form + rest)));
}

void ScenarioDialog::showProblem(const QString &text, const QString &action)
{
    m_problem->showProblem(text, action);
    fit(screen()->availableGeometry().bottom() - y() - titleBarHeight);
}

Scenario ScenarioDialog::scenario() const
{
    return m_form->scenario();
}

void ScenarioDialog::showNotSaved(const QString &why)
{
    showProblem(tr("Not saved: %1. What you typed is still here.").arg(why),
                tr("Choose another file \u2026"));
}

// What is written must be readable: the reader itself says what is wrong.
void ScenarioDialog::save()
{
    const ScenarioReading reading = readScenario(toJson(scenario()));
    if (const auto *fault = std::get_if<MemberFault>(&reading)) {
        showProblem(m_form->point(*fault));
        if (QWidget *field = m_form->markedField())
            m_scroll->ensureWidgetVisible(field);
        return;
    }
    m_form->clearMark();
    m_problem->hide();
    emit saveAsked(std::get<Scenario>(reading));
}

#include "ui/scenario_dialog.h"

#include "core/experiment/scenario_file.h"
#include "ui/widgets/error_bar.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int revealLines = 3;

QLineEdit *line(const QString &text, qsizetype mostCharacters, const QString &accessibleName, QWidget *parent)
{
    auto *edit = new QLineEdit(parent);
    edit->setMaxLength(static_cast<int>(mostCharacters));
    edit->setText(text);
    edit->setCursorPosition(0);
    edit->setAccessibleName(accessibleName);
    return edit;
}

QLabel *caption(const QString &text, const Theme &theme, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setFont(theme.font(Theme::Text::Caption));
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, theme.tokens.dim);
    label->setPalette(palette);
    return label;
}

QPlainTextEdit *shortText(const QString &text, const QString &accessibleName, QWidget *parent)
{
    auto *edit = new QPlainTextEdit(text, parent);
    edit->setAccessibleName(accessibleName);
    edit->setTabChangesFocus(true);
    const QMargins around = edit->contentsMargins();
    edit->setFixedHeight(edit->fontMetrics().lineSpacing() * revealLines
                         + qRound(2 * edit->document()->documentMargin()) + around.top() + around.bottom()
                         + 2 * edit->frameWidth());
    return edit;
}

} // namespace

ScenarioDialog::ScenarioDialog(const Scenario &start, const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_start(start)
    , m_problem(new ErrorBar(this))
{
    setWindowTitle(tr("Save scenario as"));
    setMinimumWidth(theme.px(720));
    m_problem->applyTheme(theme);
    m_problem->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(m_problem);
    layout->addLayout(makeForm(theme));
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *saving = buttons->addButton(tr("&Save \u2026"), QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    saving->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &ScenarioDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

QFormLayout *ScenarioDialog::makeForm(const Theme &theme)
{
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setVerticalSpacing(8);
    form->setHorizontalSpacing(12);
    m_title = line(m_start.title, scenarioLimits.title, tr("Title"), this);
    m_question = line(m_start.question, scenarioLimits.question, tr("Question"), this);
    form->addRow(tr("&Title"), m_title);
    form->addRow(tr("&Question"), m_question);
    addAnswers(form);
    form->addRow({},
                 caption(tr("Right is the answer whose conditions all hold in what was measured; a semicolon "
                            "separates two."),
                         theme, this));
    m_lookHere = line(m_start.lookHere, scenarioLimits.lookHere, tr("Look here"), this);
    m_reveal = shortText(m_start.reveal, tr("Reveal"), this);
    m_reading = line(m_start.reading, scenarioLimits.reading, tr("Reading"), this);
    form->addRow(tr("&Look here"), m_lookHere);
    form->addRow(tr("Re&veal"), m_reveal);
    form->addRow(tr("Rea&ding"), m_reading);
    const QStringList options = toRunOptions(m_start.settings);
    QLabel *settings
        = caption(options.isEmpty() ? tr("as they are: the usual ones") : options.join(u' '), theme, this);
    settings->setWordWrap(true);
    form->addRow(tr("Settings"), settings);
    return form;
}

void ScenarioDialog::addAnswers(QFormLayout *form)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    for (std::size_t i = 0; i < m_answers.size(); ++i) {
        const bool given = static_cast<qsizetype>(i) < m_start.answers.size();
        const ScenarioAnswer answer
            = given ? m_start.answers.at(static_cast<qsizetype>(i)) : ScenarioAnswer{};
        const QChar letter(static_cast<char16_t>(u'a' + i));
        AnswerFields &fields = m_answers[i];
        fields.text = line(answer.text, scenarioLimits.answer, tr("Answer %1").arg(letter), this);
        fields.holds = line(answer.holds.join("; "_L1), scenarioLimits.condition * scenarioLimits.conditions,
                            tr("Conditions of answer %1").arg(letter), this);
        fields.text->setPlaceholderText(tr("%1)").arg(letter));
        fields.holds->setPlaceholderText(tr("right where \u2026"));
        grid->addWidget(fields.text, static_cast<int>(i), 0);
        grid->addWidget(fields.holds, static_cast<int>(i), 1);
    }
    form->addRow(tr("&Answers"), grid);
    if (auto *label = qobject_cast<QLabel *>(form->labelForField(grid)))
        label->setBuddy(m_answers.front().text);
}

Scenario ScenarioDialog::scenario() const
{
    Scenario scenario = m_start;
    scenario.name.clear();
    scenario.title = m_title->text().trimmed();
    scenario.question = m_question->text().trimmed();
    scenario.lookHere = m_lookHere->text().trimmed();
    scenario.reveal = m_reveal->toPlainText().simplified();
    scenario.reading = m_reading->text().trimmed();
    scenario.answers.clear();
    for (const AnswerFields &fields : m_answers) {
        ScenarioAnswer answer{.text = fields.text->text().trimmed(), .holds = {}};
        for (const QString &condition : fields.holds->text().split(u';', Qt::SkipEmptyParts))
            if (!condition.trimmed().isEmpty())
                answer.holds += condition.trimmed();
        if (!answer.text.isEmpty() || !answer.holds.isEmpty())
            scenario.answers += answer;
    }
    return scenario;
}

void ScenarioDialog::showProblem(const QString &text)
{
    m_problem->showProblem(text);
}

// What is written must be readable: the reader itself says what is wrong.
void ScenarioDialog::save()
{
    const auto read = scenarioFromJson(toJson(scenario()));
    if (!read) {
        showProblem(read.error().message);
        return;
    }
    m_problem->hide();
    emit saveAsked(*read);
}

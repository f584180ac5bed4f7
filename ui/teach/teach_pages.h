#pragma once

#include <vector>

class TeachPage;
class QWidget;

/// The pages for teaching in the order of their tabs: a further page is one line here.
[[nodiscard]] std::vector<TeachPage *> makeTeachPages(QWidget *parent);

#pragma once

#include "core/transport/deadlines.h"

#include <QObject>

#include <memory>
#include <vector>

/// Objects that have ended while their signals may still be on the stack: destroyed in the next turn of the
/// event loop, or with this. The queue outlives it.
class Departed
{
public:
    explicit Departed(DeadlineQueue &queue)
        : m_nextTurn(queue, [this] { m_objects.clear(); })
    {
    }

    void take(std::unique_ptr<QObject> object)
    {
        m_objects.push_back(std::move(object));
        m_nextTurn.set(steadyNow());
    }

private:
    std::vector<std::unique_ptr<QObject>> m_objects;
    Deadline m_nextTurn;
};

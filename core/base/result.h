#pragma once

#include <QString>

#include <utility>
#include <variant>

/// Why something could not be done, in words a user can act on.
struct Error
{
    QString message;

    bool operator==(const Error &) const = default;
};

/// A value or the reason why there is none: the subset of std::expected that we use, same spelling,
/// to become an alias once the compiler has it in C++20 mode.
template<typename T>
class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_content(std::move(value))
    {
    }
    Result(Error error)
        : m_content(std::move(error))
    {
    }

    [[nodiscard]] bool has_value() const { return std::holds_alternative<T>(m_content); }
    explicit operator bool() const { return has_value(); }

    /// REQUIRES has_value().
    [[nodiscard]] const T &operator*() const & { return std::get<T>(m_content); }
    [[nodiscard]] T &operator*() & { return std::get<T>(m_content); }
    [[nodiscard]] T &&operator*() && { return std::get<T>(std::move(m_content)); }
    const T *operator->() const { return &std::get<T>(m_content); }
    T *operator->() { return &std::get<T>(m_content); }

    /// REQUIRES !has_value().
    [[nodiscard]] const Error &error() const { return std::get<Error>(m_content); }

private:
    std::variant<T, Error> m_content;
};

/// Success without a value: `Result<Done>`.
struct Done
{
    bool operator==(const Done &) const = default;
};

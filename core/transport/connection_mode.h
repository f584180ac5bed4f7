#pragma once

/// Whether an HTTP client keeps its connection between requests (RFC 9112 9.3) or opens a new one each time.
enum class ConnectionMode { Keep, New };

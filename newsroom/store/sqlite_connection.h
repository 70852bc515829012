// Connections to SQLite behind the interface of sql.h.
#pragma once

#include <memory>
#include <string>

#include "newsroom/store/sql.h"

namespace concord {

/// Opens a file. What is answered is on disk, also after a power failure. Throws InputError.
std::unique_ptr<SqlConnection> open_sqlite(const std::string& path, SqlAccess access);

}  // namespace concord

// Connections to a PostgreSQL server, over libpq.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "newsroom/store/sql.h"

namespace concord {

/// What opens connections to the server and database of an address in libpq's syntax; each call
/// throws StoreFailure when that does not work. libpq is loaded now. Throws InputError where it is
/// not installed. Texts are stored as valid UTF-8 without NUL, which the server does not take.
std::function<std::unique_ptr<SqlConnection>()> postgres_connector(const std::string& url);

/// Numbers as the text of an array, to be cast: CAST(?1 AS BIGINT[]).
std::string postgres_array(const std::vector<std::int64_t>& numbers);

}  // namespace concord

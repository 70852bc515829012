// The index page of a folder of pair pages: one row a pair, totals on top.

#include <string>
#include <string_view>

namespace concord {

/// What the index page shows of one batch record (pair_record or error_record): a short JSON line, with its line end.
std::string index_summary(std::string_view record);

/// The self-contained HTML page for summaries, one a line, in their order. An empty text gives an empty table.
std::string index_page(std::string_view summaries);

}  // namespace concord

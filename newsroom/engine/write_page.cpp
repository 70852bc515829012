// Looks at what a page would replace, and writes it.
#include "newsroom/engine/write_page.h"

#include <fstream>

#include "text/file_identity.h"
#include "text/input_error.h"
#include "text/output_file.h"

namespace concord {
namespace {

/// Whether a file begins as our pages do: with a policy that allows no source but one style.
bool is_page(const std::string& path) {
  std::string begin(1024, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  begin.resize(static_cast<std::size_t>(file.gcount()));
  return begin.empty() ||
         begin.find("\"default-src 'none'; style-src 'sha256-") != std::string::npos;
}

}  // namespace

void write_page(const std::string& path, std::string_view page) {
  if (file_id(path) && !is_page(path)) {
    throw InputError(path, 0, "is there already and is not a page of concord",
                     "name another folder for the report");
  }
  write_file(path, page);
}

}  // namespace concord

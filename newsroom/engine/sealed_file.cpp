// Writes and reads the ends of files.
#include "newsroom/engine/sealed_file.h"

#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>

#include "newsroom/engine/profile_bytes.h"
#include "text/input_error.h"

namespace concord {

void seal_file(OutputFile& file, const nlohmann::json& footer, std::string_view mark) {
  std::string end = footer.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  append_value(end, static_cast<std::uint64_t>(end.size()));
  end += mark;
  file.write(end);
  file.commit();
}

SealedFile open_sealed(std::string_view bytes, const std::string& name,
                       const SealExpected& expected) {
  const std::size_t mark = expected.mark.size();
  std::uint64_t size = 0;
  const std::size_t least = 2 * mark + sizeof(size);
  if (bytes.size() < least || !bytes.starts_with(expected.mark) || !bytes.ends_with(expected.mark))
    throw InputError(name, 0, "is not a complete file of this kind", expected.remedy);
  std::memcpy(&size, bytes.data() + bytes.size() - mark - sizeof(size), sizeof(size));
  if (size > bytes.size() - least)
    throw InputError(name, 0, "is damaged at its end", expected.remedy);
  const std::size_t end = bytes.size() - mark - sizeof(size) - size;
  SealedFile file;
  file.body = bytes.substr(mark, end - mark);
  file.footer_text = bytes.substr(end, size);
  file.footer = nlohmann::json::parse(file.footer_text, nullptr, false);
  if (!file.footer.is_object()) throw InputError(name, 0, "is damaged at its end", expected.remedy);
  return file;
}

}  // namespace concord

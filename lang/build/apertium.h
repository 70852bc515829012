// Reads the bilingual dictionary of an Apertium language pair, as Debian packages it.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace concord {

/// The lemma pairs (left language first, sorted, each once) of a compiled dictionary such as
/// ukr-rus.autobil.bin (lttoolbox binary format 3, with or without its header). Multi-word lemmas
/// have spaces. Throws InputError when the file is missing or not in this format.
std::vector<std::pair<std::string, std::string>> read_apertium_bilingual(const std::string& path);

}  // namespace concord

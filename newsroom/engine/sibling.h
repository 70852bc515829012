// Which files are versions of one report, by their names alone.
//
//   versions_of("port.en.txt", {"en", "ru", "uk"}, "en");  // {"port.ru.txt", "port.en.txt"}
#pragma once

#include <string>
#include <vector>

namespace concord {

/// Two versions by their paths.
struct VersionFiles {
  std::string source;
  std::string target;
  bool operator==(const VersionFiles&) const = default;
};

/// The pairs of files that exist and to which `path` belongs. A version is named by its language:
/// between dots ("port.ru.txt" and "port.en.txt", "source.ru.txt" and "target.en.txt") or as a
/// folder ("ru/port.txt" and "en/port.txt"); `languages` are the tags that count. The target is the
/// version in `target_lang`; where there is none, every version is compared with the first, in the
/// order of the tags. Empty for a file without a language or without another version.
std::vector<VersionFiles> versions_of(const std::string& path,
                                      const std::vector<std::string>& languages,
                                      const std::string& target_lang);

/// The language that a path names, as versions_of() reads it; empty for none.
std::string language_of_path(const std::string& path, const std::vector<std::string>& languages);

}  // namespace concord

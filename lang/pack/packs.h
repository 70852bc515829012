// The language packs of one process, each loaded once, when it is first asked for.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "lang/pack/detect.h"
#include "lang/pack/pack.h"

namespace concord {

/// Owns packs; safe to use from many threads. References stay valid as long as the object.
class Packs {
 public:
  explicit Packs(DataDirs dirs) : dirs_(std::move(dirs)) {}

  const DataDirs& dirs() const { return dirs_; }
  const std::string& data_dir() const { return dirs_.packs; }
  /// The pack of a language; see load_pack for tags and errors.
  const LanguagePack& get(std::string_view tag);
  /// Distinguishes the languages of all packs; see LanguageDetector::load for errors.
  const LanguageDetector& detector();

 private:
  DataDirs dirs_;
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<const LanguagePack>, std::less<>> packs_;
  std::optional<const LanguageDetector> detector_;
};

}  // namespace concord

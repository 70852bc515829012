// What the writer and the reader of an index of an archive agree on.
//
// The file: the mark; profiles of sources and targets, names of items and segments of postings as
// they came; tables of numbers, each a section that begins at a multiple of eight bytes; the
// description, which says where every section is.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "newsroom/engine/profile_file.h"

namespace concord {

inline constexpr std::string_view kIndexMark = "concidx1";  // ends in the version
inline constexpr std::size_t kIndexAlignment = 8;

/// The name of one of several sections of a kind.
inline std::string numbered(const std::string& kind, std::size_t number) {
  return kind + " " + std::to_string(number);
}

/// A summary as JSON and back.
nlohmann::json json_of_summary(const ProfileSummary& summary);
ProfileSummary summary_of(const nlohmann::json& json);

}  // namespace concord

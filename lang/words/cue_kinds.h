// The names of the kinds in tables of classes of words, for those who read or test the tables.
#pragma once

#include <span>
#include <string_view>

namespace concord {

/// Names in the order of ClaimKind, of GenderKind, and of the ends of axes in directions.tsv.
std::span<const std::string_view> claim_kinds();
std::span<const std::string_view> gender_kinds();
std::span<const std::string_view> direction_kinds();

}  // namespace concord

// Exchanges the sides of what is known about a pair.
#include "checks/core/mirror.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "checks/core/check.h"

namespace concord {
namespace {

// Arguments of messages of every check.
constexpr std::array<Twins, 7> kArguments = {{
    {"source", "target"},
    {"source_day", "target_day"},
    {"source_published_day", "target_published_day"},
    {"source_hedge", "target_hedge"},
    // Words of the target that are said for both sides.
    {"source_fact", "fact"},
    {"source_first", "first"},
    {"source_second", "second"},
}};

/// The twin of a name; empty where it has none.
std::string_view twin_of(std::string_view name, std::span<const Twins> all) {
  for (const auto& [a, b] : all) {
    if (name == a) return b;
    if (name == b) return a;
  }
  return {};
}

using Place = std::pair<bool, std::uint32_t>;  // whether there is a source, and the first sentence

Place place_of(const Bead& bead) {
  return bead.source.empty() ? Place{false, bead.target.front()} : Place{true, bead.source.front()};
}

/// Mirrors the beads; gives the new index of each.
std::vector<std::uint32_t> mirror_beads(std::vector<Bead>& beads) {
  std::vector<Place> before;
  for (Bead& bead : beads) {
    std::swap(bead.source, bead.target);
    before.push_back(place_of(bead));
  }
  sort_beads(beads);
  std::map<Place, std::uint32_t> now;
  for (std::uint32_t b = 0; b < beads.size(); ++b) now[place_of(beads[b])] = b;
  std::vector<std::uint32_t> moved;
  for (const Place& place : before) moved.push_back(now[place]);
  return moved;
}

void mirror(Issue& issue) {
  issue.check = mirrored_check(issue.check);
  issue.message.id = mirrored_message(issue.message.id);
  for (auto& [name, value] : issue.message.arguments) {
    const std::string_view twin = twin_of(name, kArguments);
    if (!twin.empty()) name = twin;
  }
  std::swap(issue.source, issue.target);
}

}  // namespace

std::string_view mirrored_check(std::string_view check) {
  const Check* entry = find_check(check);
  return entry == nullptr || entry->twin.empty() ? check : entry->twin;
}

std::string_view mirrored_message(std::string_view id) {
  for (const Check& check : all_checks()) {
    const std::string_view twin = twin_of(id, check.messages);
    if (!twin.empty()) return twin;
  }
  return id;
}

void mirror(PairReport& report) {
  std::swap(report.source, report.target);
  std::swap(report.source_markup, report.target_markup);
  const std::vector<std::uint32_t> moved = mirror_beads(report.beads);
  for (Issue& issue : report.issues) {
    mirror(issue);
    if (issue.bead) issue.bead = moved[*issue.bead];
  }
}

}  // namespace concord

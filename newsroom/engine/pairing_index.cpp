// Opens the index of an archive.
#include "newsroom/engine/pairing_index.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "newsroom/engine/index_layout.h"
#include "newsroom/engine/profile_bytes.h"
#include "newsroom/engine/sealed_file.h"
#include "text/hash.h"
#include "text/input_error.h"

namespace concord {

PairingIndex::PairingIndex(const std::string& path) : path_(path), file_(path) {
  const SealedFile sealed = open_sealed(
      file_.bytes(), path, {kIndexMark, "name a file that concord pair --stage index wrote"});
  key_ = std::to_string(fnv1a(sealed.footer_text));
  try {
    open_tables(sealed.footer);
    open_targets(sealed.footer.at("segments"));
    require_consistent();
    open_counts();
  } catch (const nlohmann::json::exception&) {
    refuse();
  } catch (const std::out_of_range&) {
    refuse();
  }
}

void PairingIndex::refuse() const {
  throw InputError(path_, 0, "is damaged", "make the index again");
}

void PairingIndex::open_tables(const nlohmann::json& footer) {
  summary_ = summary_of(footer.at("summary"));
  source_langs_ = footer.at("source_langs").get<std::vector<std::string>>();
  for (const auto& [name, place] : footer.at("sections").items()) {
    const std::uint64_t begin = place.at(0);
    const std::uint64_t size = place.at(1);
    if (begin > file_.bytes().size() || size > file_.bytes().size() - begin ||
        begin % kIndexAlignment != 0)
      refuse();
    sections_[name] = file_.bytes().substr(begin, size);
  }
  sources_ = section<IndexedSource>("sources");
  places_ = section<std::uint32_t>("places");
  item_places_ = section<std::uint64_t>("items");
  for (std::size_t lang = 0; lang < source_langs_.size(); ++lang)
    links_.push_back(section<DocumentLink>(numbered("links", lang)));
}

void PairingIndex::open_targets(std::size_t segments) {
  target_places_ = section<std::uint64_t>("target places");
  targets_.days = section<std::int32_t>("target days");
  targets_.numbers = section<std::uint32_t>("target numbers");
  targets_.weights = section<double>("target weights");
  for (std::size_t i = 0; i < segments; ++i)
    targets_.segments.emplace_back(sections_.at(numbered("postings", i)), path_);
  targets_.read = [this](std::uint32_t position, TargetPlace& place) {
    ByteReader reader = reader_at(target_places_[position]);
    read_target(reader, place);
    return TargetDocument{&place.profile, place.keys};
  };
}

void PairingIndex::open_counts() {
  for (std::size_t lang = 0; lang < source_langs_.size(); ++lang) {
    const auto documents = std::count_if(sources_.begin(), sources_.end(),
                                         [&](const auto& source) { return source.lang == lang; });
    source_counts_.push_back(
        counts_of(numbered("source", lang), static_cast<std::size_t>(documents)));
  }
  target_counts_.push_back(counts_of("target", targets_.days.size()));
}

bool PairingIndex::is_source(std::uint32_t number) const {
  return number < places_.size() && places_[number] < sources_.size() &&
         sources_[places_[number]].number == number;
}

bool PairingIndex::is_target(std::uint32_t number) const {
  return number < places_.size() && places_[number] < targets_.numbers.size() &&
         targets_.numbers[places_[number]] == number;
}

void PairingIndex::require_consistent() const {
  const std::size_t items = summary_.items;
  const std::size_t targets = targets_.days.size();
  bool right = places_.size() == items && item_places_.size() == items &&
               sources_.size() + targets == items && target_places_.size() == targets &&
               targets_.numbers.size() == targets && targets_.weights.size() == targets;
  for (std::size_t i = 0; right && i < sources_.size(); ++i)
    right = sources_[i].lang < source_langs_.size() && is_source(sources_[i].number);
  for (std::size_t i = 0; right && i < targets; ++i) right = is_target(targets_.numbers[i]);
  for (const std::span<const DocumentLink> links : links_) {
    for (const DocumentLink& link : links)
      right = right && is_source(link.source) && is_target(link.target);
  }
  if (!right) refuse();
}

ByteReader PairingIndex::reader_at(std::uint64_t place) const {
  if (place > file_.bytes().size()) refuse();
  return {file_.bytes().substr(place), path_};
}

template <class T>
std::span<const T> PairingIndex::section(const std::string& name) const {
  const std::string_view bytes = sections_.at(name);
  return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
}

FeatureCounts PairingIndex::counts_of(const std::string& name, std::size_t documents) const {
  if (sections_.at(name + " identities").size() != sections_.at(name + " counts").size()) refuse();
  return {section<std::uint32_t>(name + " identities"), section<std::uint32_t>(name + " counts"),
          documents};
}

void PairingIndex::read_source(const IndexedSource& source, DocumentProfile& profile) const {
  ByteReader reader = reader_at(source.place);
  read_profile(reader, profile);
}

IndexedItem PairingIndex::item(std::uint32_t number) const {
  ByteReader reader = reader_at(item_places_[number]);
  IndexedItem item;
  item.id = reader.text();
  item.file = reader.text();
  item.lang = reader.text();
  return item;
}

void PairingIndex::keep_within(std::size_t memory) const {
  if (near_limit(memory)) file_.release();
}

}  // namespace concord

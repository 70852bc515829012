// Writes the index of an archive, from files of profiled items.
#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <tuple>
#include <utility>

#include "newsroom/engine/index_layout.h"
#include "newsroom/engine/item_names.h"
#include "newsroom/engine/pairing_index.h"
#include "newsroom/engine/profile_bytes.h"
#include "newsroom/engine/sealed_file.h"
#include "text/hash.h"

namespace concord {
namespace {

// Documents between two looks at the memory in use.
constexpr std::size_t kLookEvery = 64;
// Bytes of the memory that a target in the segment under way may cost: some three hundred postings
// of eight bytes, while they are sorted and written.
constexpr std::size_t kBytesOfTarget = 24 << 10;

/// An item of a file of profiles.
struct Entry {
  std::uint64_t place = 0;
  std::uint32_t file = 0;
  std::uint32_t number = 0;
  std::uint32_t lang = 0;  // of a source
  std::int32_t day = kNoDay;
};

/// The output with a record of where each section is.
class IndexWriter {
 public:
  explicit IndexWriter(const std::string& path) : file_(path) { put(kIndexMark); }

  /// Appends bytes and returns where they begin.
  std::uint64_t put(std::string_view bytes) {
    const std::uint64_t begin = at_;
    file_.write(bytes);
    at_ += bytes.size();
    return begin;
  }
  void section(const std::string& name, std::string_view bytes) {
    put(std::string(static_cast<std::size_t>(-at_ % kIndexAlignment), '\0'));
    sections_[name] = {put(bytes), bytes.size()};
    digest_ = fnv1a(bytes, digest_);
  }
  template <class T>
  void section(const std::string& name, const std::vector<T>& values) {
    section(name, {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)});
  }
  void finish(nlohmann::json footer) {
    footer["sections"] = sections_;
    footer["digest"] = digest_;
    seal_file(file_, footer, kIndexMark);
  }

 private:
  OutputFile file_;
  std::uint64_t at_ = 0;
  std::uint64_t digest_ = kFnvBegin;  // of all sections
  nlohmann::json sections_ = nlohmann::json::object();
};

class IndexBuilder {
 public:
  IndexBuilder(const std::vector<std::string>& paths, const std::string& path, std::size_t memory)
      : memory_(memory), out_(path) {
    for (const std::string& one : paths) files_.emplace_back(one);
    summary_ = join_summaries(files_);
  }

  void build() {
    list_items();
    count_features();
    write_sources();
    write_targets();
    write_names();
    nlohmann::json footer = {{"summary", json_of_summary(summary_)}, {"segments", segments_}};
    footer["source_langs"] = langs_;
    out_.finish(std::move(footer));
  }

 private:
  /// Finds all items and puts them in their order.
  void list_items() {
    std::map<std::string, std::uint32_t, std::less<>> found;
    std::uint32_t number = 0;
    for (std::uint32_t f = 0; f < files_.size(); ++f) {
      files_[f].each([&](const ItemHead& head, std::uint64_t place) {
        DocumentProfile profile;
        ByteReader day(head.profile, files_[f].path());
        const Entry entry{place, f, number++, 0, day.value<std::int32_t>()};
        look();
        if (head.target) {
          targets_.push_back(entry);
          return;
        }
        found.try_emplace(std::string(head.lang), static_cast<std::uint32_t>(found.size()));
        sources_.push_back(entry);
        sources_.back().lang = found.find(head.lang)->second;
      });
    }
    // Languages are numbered as they were met; they count in the order of the alphabet.
    std::vector<std::uint32_t> rank(found.size());
    for (const auto& [lang, met] : found) {
      rank[met] = static_cast<std::uint32_t>(langs_.size());
      langs_.push_back(lang);
    }
    for (Entry& source : sources_) source.lang = rank[source.lang];
    const auto before = [](const Entry& a, const Entry& b) {
      return std::tie(a.lang, a.day, a.number) < std::tie(b.lang, b.day, b.number);
    };
    std::sort(sources_.begin(), sources_.end(), before);
    std::sort(targets_.begin(), targets_.end(), before);
    places_.resize(number);
    for (std::uint32_t i = 0; i < sources_.size(); ++i) places_[sources_[i].number] = i;
    for (std::uint32_t i = 0; i < targets_.size(); ++i) places_[targets_[i].number] = i;
  }

  void count_features() {
    std::size_t at = 0;
    DocumentProfile profile;
    for (std::uint32_t lang = 0; lang < langs_.size(); ++lang) {
      FeatureCounter counter(memory_ / 32);
      for (; at < sources_.size() && sources_[at].lang == lang; ++at) {
        read(sources_[at], profile);
        counter.add(profile);
      }
      write_counts(numbered("source", lang), counter.finish());
    }
    FeatureCounter counter(memory_ / 32);
    for (const Entry& target : targets_) {
      read(target, profile);
      counter.add(profile);
    }
    target_table_ = counter.finish();
    write_counts("target", target_table_);
  }

  void write_counts(const std::string& name, const FeatureTable& table) {
    out_.section(name + " identities", table.identities);
    out_.section(name + " counts", table.counts);
  }

  void write_sources() {
    std::vector<IndexedSource> table;
    for (const Entry& source : sources_) {
      const std::string_view profile = files_[source.file].at(source.place).profile;
      table.push_back({out_.put(profile), source.number, source.lang});
      look();
    }
    out_.section("sources", table);
  }

  void write_targets() {
    const FeatureCounts counts(target_table_.identities, target_table_.counts, targets_.size());
    const std::size_t of_segment =
        std::clamp<std::size_t>(memory_ / kBytesOfTarget, 1024, std::size_t{1} << 16);
    std::vector<std::uint64_t> places;
    std::vector<double> weights;
    std::vector<Posting> postings;
    DocumentProfile profile;
    std::string bytes;
    for (std::uint32_t position = 0; position < targets_.size(); ++position) {
      read(targets_[position], profile);
      const std::vector<TargetKey> keys = target_keys(profile);
      bytes.clear();
      append_target(bytes, profile, keys);
      places.push_back(out_.put(bytes));
      weights.push_back(counts.weight(profile));
      for (const TargetKey& key : keys) postings.push_back({key.key, position});
      if ((position + 1) % of_segment == 0) write_segment(postings);
    }
    if (!postings.empty()) write_segment(postings);
    out_.section("target places", places);
    out_.section("target weights", weights);
    write_target_tables();
  }

  void write_target_tables() {
    std::vector<std::int32_t> days;
    std::vector<std::uint32_t> numbers;
    for (const Entry& target : targets_) {
      days.push_back(target.day);
      numbers.push_back(target.number);
    }
    out_.section("target days", days);
    out_.section("target numbers", numbers);
  }

  void write_segment(std::vector<Posting>& postings) {
    out_.section(numbered("postings", segments_++), build_postings(std::move(postings)));
    postings = {};
  }

  void write_names() {
    std::vector<std::uint64_t> items;
    std::string bytes;
    std::uint32_t number = 0;
    ItemNames names(langs_, [&](std::uint32_t at) { return head_of(at); });
    for (const ProfileFile& file : files_) {
      file.each([&](const ItemHead& head, std::uint64_t) {
        bytes.clear();
        append_text(bytes, head.id);
        append_text(bytes, head.file == head.id ? std::string_view() : head.file);
        append_text(bytes, head.lang);
        items.push_back(out_.put(bytes));
        names.add(head, number++);
        look();
      });
    }
    out_.section("items", items);
    out_.section("places", places_);
    const std::vector<std::vector<DocumentLink>> links = names.links(files_);
    for (std::size_t lang = 0; lang < links.size(); ++lang)
      out_.section(numbered("links", lang), links[lang]);
  }

  ItemHead head_of(std::uint32_t number) {
    const std::uint32_t place = places_[number];
    const bool source = place < sources_.size() && sources_[place].number == number;
    const Entry& entry = source ? sources_[place] : targets_[place];
    return files_[entry.file].at(entry.place);
  }

  void read(const Entry& entry, DocumentProfile& profile) {
    const ProfileFile& file = files_[entry.file];
    ByteReader reader(file.at(entry.place).profile, file.path());
    read_profile(reader, profile);
    look();
  }

  /// Gives pages back when half of the memory is in use: the other half is for the segment and the
  /// counts under way.
  void look() {
    if (++looks_ % kLookEvery != 0 || resident_memory() <= memory_ / 2) return;
    for (const ProfileFile& file : files_) file.mapped().release();
  }

  std::size_t memory_;
  std::size_t looks_ = 0;
  std::vector<ProfileFile> files_;
  IndexWriter out_;
  ProfileSummary summary_;
  std::vector<std::string> langs_;
  std::vector<Entry> sources_;
  std::vector<Entry> targets_;
  std::vector<std::uint32_t> places_;
  FeatureTable target_table_;
  std::size_t segments_ = 0;
};

}  // namespace

void build_pairing_index(const std::vector<std::string>& profiles, const std::string& path,
                         std::size_t memory) {
  IndexBuilder(profiles, path, memory).build();
}

}  // namespace concord

// Writes and reads files of profiled items.
//
// The file: eight bytes that say what it is; of every item how many bytes follow, its head, its
// profile; the summary as JSON, its size in eight bytes and the eight bytes of the begin again.
#include "newsroom/engine/profile_file.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "newsroom/engine/index_layout.h"
#include "newsroom/engine/profile_bytes.h"
#include "newsroom/engine/sealed_file.h"
#include "text/input_error.h"

namespace concord {
namespace {

using nlohmann::json;

constexpr std::string_view kMagic = "concpro1";  // ends in the version

json json_of(const std::vector<FeedProblem>& problems) {
  json list = json::array();
  for (const FeedProblem& problem : problems) list.push_back({problem.item, problem.error});
  return list;
}

std::vector<FeedProblem> problems_of(const json& list) {
  std::vector<FeedProblem> problems;
  for (const json& problem : list) problems.push_back({problem.at(0), problem.at(1)});
  return problems;
}

// Bytes after which a walk through a file gives back the pages behind it.
constexpr std::uint64_t kReleaseEvery = 16 << 20;

ItemHead read_head(std::string_view record, const std::string& name) {
  ByteReader reader(record, name);
  ItemHead head;
  head.target = reader.value<std::uint8_t>() != 0;
  head.own_id = reader.value<std::uint8_t>() != 0;
  head.lang = reader.text();
  head.id = reader.text();
  head.url = reader.text();
  head.file = reader.text();
  for (auto count = reader.value<std::uint32_t>(); count > 0; --count)
    head.versions.push_back(reader.text());
  head.profile = reader.rest();
  return head;
}

}  // namespace

ProfileFileWriter::ProfileFileWriter(const std::string& path) : file_(path) { file_.write(kMagic); }

void ProfileFileWriter::add(const ProfiledItem& item) {
  std::string record;
  append_value(record, static_cast<std::uint8_t>(item.target));
  append_value(record, static_cast<std::uint8_t>(item.own_id));
  for (const std::string* text : {&item.profile_lang, &item.id, &item.url, &item.file})
    append_text(record, *text);
  append_value(record, static_cast<std::uint32_t>(item.versions.size()));
  for (const FeedLink& link : item.versions) append_text(record, link.ref);
  append_profile(record, item.profile);
  std::string framed;
  append_text(framed, record);
  file_.write(framed);
  ++items_;
}

void ProfileFileWriter::finish(ProfileSummary summary) {
  summary.items = items_;
  seal_file(file_, json_of_summary(summary), kMagic);
}

json json_of_summary(const ProfileSummary& summary) {
  return {{"source_lang", summary.source_lang},
          {"target_lang", summary.target_lang},
          {"items", summary.items},
          {"left_out", summary.left_out},
          {"unread", json_of(summary.unread)},
          {"unprofiled", json_of(summary.unprofiled)}};
}

ProfileSummary summary_of(const json& json) {
  return {
      json.at("source_lang"), json.at("target_lang"),         json.at("items"),
      json.at("left_out"),    problems_of(json.at("unread")), problems_of(json.at("unprofiled"))};
}

ProfileFile::ProfileFile(const std::string& path) : path_(path), file_(path) {
  const SealedFile sealed = open_sealed(
      file_.bytes(), path, {kMagic, "name a file that concord pair --stage read wrote"});
  try {
    summary_ = summary_of(sealed.footer);
  } catch (const json::exception&) {
    throw InputError(path, 0, "is damaged at its end", "read the sources again");
  }
  records_ = sealed.body;
}

void ProfileFile::each(const std::function<void(const ItemHead&, std::uint64_t)>& use) const {
  ByteReader reader(records_, path_);
  std::uint64_t released = 0;
  for (std::size_t i = 0; i < summary_.items; ++i) {
    const std::uint64_t place = records_.size() - reader.rest().size();
    if (place - released > kReleaseEvery) {
      file_.release();
      released = place;
    }
    use(read_head(reader.text(), path_), place);
  }
}

ItemHead ProfileFile::at(std::uint64_t place) const {
  ByteReader reader(records_.substr(std::min<std::size_t>(place, records_.size())), path_);
  return read_head(reader.text(), path_);
}

ProfileSummary join_summaries(const std::vector<ProfileFile>& files) {
  ProfileSummary all;
  for (const ProfileFile& file : files) {
    const ProfileSummary& one = file.summary();
    if (&file == &files.front()) {
      all.source_lang = one.source_lang;
      all.target_lang = one.target_lang;
    }
    if (one.source_lang != all.source_lang || one.target_lang != all.target_lang)
      throw InputError(file.path(), 0, "was read with other languages than the files before it",
                       "read all with one --src-lang and --tgt-lang");
    all.items += one.items;
    all.left_out += one.left_out;
    all.unread.insert(all.unread.end(), one.unread.begin(), one.unread.end());
    all.unprofiled.insert(all.unprofiled.end(), one.unprofiled.begin(), one.unprofiled.end());
  }
  if (files.size() > 1 && !all.target_lang.empty() && all.source_lang == all.target_lang)
    throw InputError(files[1].path(), 0,
                     "is one of several readings, of which none tells the sides of one language",
                     "read both sides in one reading");
  return all;
}

}  // namespace concord

// Reads the weights of the clause checks.
#include "checks/core/clause_model.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "lang/base/languages.h"
#include "lang/base/table.h"

namespace concord {
namespace {

constexpr std::array<std::string_view, kClauseFeatures> kFeatureNames = {
    "content",     "function",    "anchors",    "length", "ragged-ends",
    "phrase-ends", "clause-ends", "paraphrase", "words",  "sentence-words",
    "outside",     "spare",       "whole",      "share",  "room",
    "tight",       "density",     "seam",       "gloss",  "crosses"};
constexpr std::array<std::string_view, kWordKinds> kKindNames = {
    "figure", "name", "function", "broad", "common", "listed", "unknown"};
constexpr std::array<std::string_view, kMatchLevels> kLevelNames = {
    "none", "elsewhere", "lone", "far", "weak", "kin", "synonym", "unlikely", "likely", "sure"};
constexpr std::array<std::string_view, 4> kThresholdNames = {"info", "warning", "error",
                                                             "borne-out"};

/// Reads one row: side language, name of the number, value.
void read_row(const Table& table, const TableRow& row, ClauseWeights& weights) {
  double value = 0;
  const std::string_view text = row.cells[2];
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size())
    table.refuse(row, "has no number in column 3");
  const std::string_view name = row.cells[1];
  for (std::size_t i = 0; i < kClauseFeatures; ++i) {
    if (name == kFeatureNames[i]) return void(weights.weights[i] = static_cast<float>(value));
  }
  for (std::size_t i = 0; i < kThresholdNames.size(); ++i) {
    if (name == kThresholdNames[i]) return void(weights.thresholds[i] = value);
  }
  if (name == "bias") return void(weights.bias = value);
  if (name == "slope") return void(weights.slope = value);
  if (name == "offset") return void(weights.offset = value);
  if (name == "length-mean") return void(weights.length_mean = value);
  if (name == "length-spread") return void(weights.length_spread = value);
  const std::size_t slash = std::min(name.find('/'), name.size());
  const auto kind = std::find(kKindNames.begin(), kKindNames.end(), name.substr(0, slash));
  const auto level = std::find(kLevelNames.begin(), kLevelNames.end(),
                               name.substr(std::min(slash + 1, name.size())));
  if (kind != kKindNames.end() && level != kLevelNames.end()) {
    weights.evidence[static_cast<std::size_t>(kind - kKindNames.begin())]
                    [static_cast<std::size_t>(level - kLevelNames.begin())] =
        static_cast<float>(value);
    return;
  }
  table.refuse(row, "names an unknown number '" + std::string(name) + "'");
}

std::string model_path(const std::string& data_dir, std::string_view a, std::string_view b) {
  const auto [first, second] = std::minmax(a, b);
  return data_dir + "/" + std::string(first) + "/clause-models/" + std::string(second) + ".tsv";
}

/// The first model, in alphabetical order, that has a side of the language; empty for none.
std::string first_model_of(const std::string& data_dir, std::string_view lang) {
  for (const std::string& tag : languages_with(data_dir, "function-words.tsv")) {
    std::string path = model_path(data_dir, lang, tag);
    if (tag != lang && std::filesystem::exists(path)) return path;
  }
  return {};
}

}  // namespace

std::string_view feature_name(std::size_t feature) { return kFeatureNames.at(feature); }
std::string_view kind_name(std::size_t kind) { return kKindNames.at(kind); }
std::string_view level_name(std::size_t level) { return kLevelNames.at(level); }

ClauseModel ClauseModel::load(const std::string& data_dir, std::string_view source_lang,
                              std::string_view target_lang) {
  ClauseModel model;
  const std::string path = source_lang == target_lang
                               ? first_model_of(data_dir, source_lang)
                               : model_path(data_dir, source_lang, target_lang);
  if (!std::filesystem::exists(path)) return model;
  const Table table(path, 3, 3);
  for (const TableRow& row : table.rows()) {
    const std::string_view lang = row.cells[0];
    if (lang == source_lang) {
      read_row(table, row, model.sides_[0]);
    } else if (lang == target_lang) {
      read_row(table, row, model.sides_[1]);
    } else if (source_lang != target_lang) {
      table.refuse(row, "names an unknown side", "write one of its two languages");
    }
  }
  if (source_lang == target_lang) {
    model.sides_[0].length_mean = 0;  // neither language needs more letters
    model.sides_[1] = model.sides_[0];
  }
  return model;
}

}  // namespace concord

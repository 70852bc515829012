// Writes matches of a translation memory as JSON.
#include "newsroom/store/tm_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "text/day.h"
#include "text/unicode.h"

namespace concord {

nlohmann::ordered_json match_json(const TmMatch& match) {
  const MemoryUnit& unit = match.unit;
  nlohmann::ordered_json json = {{"unit", match.id}};
  if (!match.phrase) json["score"] = std::round(match.score * 1000) / 1000;
  if (match.phrase && !match.phrase->empty()) {
    const std::string& text = match.target ? unit.target : unit.source;
    const std::size_t start =
        count_code_points(std::string_view(text).substr(0, match.phrase->begin));
    const std::string_view words = match.phrase->of(text);
    json["phrase"] = {{"text", words}, {"start", start}, {"end", start + count_code_points(words)}};
  }
  json["side"] = match.target ? "target" : "source";
  json["src_lang"] = unit.source_lang;
  json["tgt_lang"] = unit.target_lang;
  json["source"] = unit.source;
  json["target"] = unit.target;
  json["source_document"] = unit.source_document;
  json["target_document"] = unit.target_document;
  if (!unit.outlet.empty()) json["outlet"] = unit.outlet;
  if (unit.day) json["date"] = iso_day(*unit.day);
  if (unit.confidence) json["confidence"] = *unit.confidence;
  if (!unit.issues.empty()) json["issues"] = unit.issues;
  if (!unit.verdict.empty()) json["verdict"] = unit.verdict;
  return json;
}

}  // namespace concord

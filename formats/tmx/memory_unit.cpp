// Units of translation memories: from reports and TMX files, and to TMX.
#include "formats/tmx/memory_unit.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "formats/bitext_xml.h"
#include "formats/escape.h"
#include "formats/issue_view.h"
#include "text/day.h"
#include "text/hash.h"
#include "text/language_tag.h"
#include "text/unicode.h"

namespace concord {
namespace {

// Properties of a unit; the first is what the "tmx" writer calls it.
constexpr std::string_view kScore = "score-concord";
constexpr std::string_view kIssues = "x-issues";
constexpr std::string_view kOutlet = "x-outlet";
constexpr std::string_view kDay = "x-date";
constexpr std::string_view kVerdict = "x-verdict";
// Property of a variant.
constexpr std::string_view kDocument = "source-document";

std::string property(std::string_view type, std::string_view text, int indent) {
  return fmt::format("{:{}}<prop type=\"{}\">{}</prop>\n", "", indent, type, xml_text(text));
}

std::string variant(const std::string& lang, const std::string& document, const std::string& text) {
  return fmt::format(
      "      <tuv xml:lang=\"{}\">\n{}        <seg>{}</seg>\n      </tuv>\n", xml_attribute(lang),
      document.empty() ? std::string() : property(kDocument, document, 8), xml_text(text));
}

std::string_view find(const std::vector<TmxProperty>& properties, std::string_view type) {
  const auto found = std::find_if(properties.begin(), properties.end(),
                                  [&](const TmxProperty& p) { return p.type == type; });
  return found == properties.end() ? std::string_view() : std::string_view(found->text);
}

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && value >= 0 && value <= 1 ? std::optional(value) : std::nullopt;
}

/// What the entry says of all its variants.
MemoryUnit frame_of(const TmxEntry& entry, const MemoryImport& import) {
  MemoryUnit unit;
  unit.added = entry.created;
  unit.outlet =
      import.outlet.empty() ? std::string(find(entry.properties, kOutlet)) : import.outlet;
  unit.day = import.day ? import.day : parse_iso_day(find(entry.properties, kDay));
  unit.confidence =
      import.confidence ? import.confidence : number_of(find(entry.properties, kScore));
  unit.issues = find(entry.properties, kIssues);
  const std::string_view verdict = find(entry.properties, kVerdict);
  if (verdict == "approved" || verdict == "rejected") unit.verdict = verdict;
  return unit;
}

const TmxVariant* source_of(const TmxEntry& entry, const MemoryImport& import) {
  const std::string& lang = import.source_lang.empty() ? entry.source_lang : import.source_lang;
  if (!lang.empty()) {
    if (const TmxVariant* found = variant_of(entry, lang);
        found != nullptr || !import.source_lang.empty())
      return found;
  }
  for (const TmxVariant& variant : entry.variants) {
    if (import.target_lang.empty() || !same_language(variant.lang, import.target_lang))
      return &variant;
  }
  return nullptr;
}

}  // namespace

std::uint64_t MemoryUnit::fingerprint() const {
  std::uint64_t hash = kFnvBegin;
  for (const std::string* part :
       {&source_lang, &target_lang, &source, &target, &source_document, &target_document})
    hash = fnv1a_field(*part, hash);
  return hash;
}

std::vector<MemoryUnit> memory_units(const PairReport& report, const std::string& outlet,
                                     const std::string& added) {
  std::vector<std::string> issues(report.beads.size());
  for (const Issue& issue : report.issues) {
    if (!issue.bead || issue.silenced()) continue;
    std::string& list = issues[*issue.bead];
    list +=
        fmt::format("{}{}:{}", list.empty() ? "" : " ", issue.check, severity_name(issue.severity));
  }
  const bool segment = report.line > 0;
  const Article& source = report.source.article;
  const Article& target = report.target.article;
  std::vector<MemoryUnit> units;
  for (std::size_t b = 0; b < report.beads.size(); ++b) {
    const Bead& bead = report.beads[b];
    if (bead.is_gap()) continue;
    MemoryUnit unit;
    unit.source_lang = source.lang.empty() ? "und" : source.lang;  // BCP 47: undetermined
    unit.target_lang = target.lang.empty() ? "und" : target.lang;
    unit.source = bead_text(report.source, bead.source);
    unit.target = bead_text(report.target, bead.target);
    unit.source_document = segment ? report.file : source.name;
    unit.target_document = segment ? report.file : target.name;
    unit.outlet = outlet;
    unit.day = source.published ? source.published : target.published;
    unit.added = added;
    unit.confidence = bead.confidence;
    unit.issues = issues[b];
    if (!unit.source.empty() && !unit.target.empty()) units.push_back(std::move(unit));
  }
  return units;
}

std::string tmx_unit(const MemoryUnit& unit) {
  const std::string date = unit.added.empty()
                               ? std::string()
                               : fmt::format(" creationdate=\"{}\"", xml_attribute(unit.added));
  std::string out =
      fmt::format("    <tu tuid=\"{:016x}\" srclang=\"{}\" datatype=\"plaintext\"{}>\n",
                  unit.fingerprint(), xml_attribute(unit.source_lang), date);
  if (unit.confidence) out += property(kScore, fmt::format("{:.3f}", *unit.confidence), 6);
  if (!unit.issues.empty()) out += property(kIssues, unit.issues, 6);
  if (!unit.outlet.empty()) out += property(kOutlet, unit.outlet, 6);
  if (unit.day) out += property(kDay, iso_day(*unit.day), 6);
  if (!unit.verdict.empty()) out += property(kVerdict, unit.verdict, 6);
  out += variant(unit.source_lang, unit.source_document, unit.source);
  out += variant(unit.target_lang, unit.target_document, unit.target);
  return out + "    </tu>\n";
}

MemoryImportCounts read_memory(const std::string& path, const MemoryImport& import,
                               const std::function<void(MemoryUnit)>& use) {
  MemoryImportCounts counts;
  const auto document_of = [&](const TmxVariant& variant) {
    const std::string_view said = find(variant.properties, kDocument);
    return said.empty() ? path : std::string(said);
  };
  read_tmx(path, [&](const TmxEntry& entry) {
    if (entry.damaged) {
      ++counts.damaged;
      return;
    }
    const TmxVariant* source = source_of(entry, import);
    std::size_t taken = 0;
    for (const TmxVariant& target : entry.variants) {
      if (source == nullptr || &target == source || source->text.empty() || target.text.empty())
        continue;
      const bool wanted = import.target_lang.empty()
                              ? !same_language(target.lang, source->lang)
                              : &target == variant_of(entry, import.target_lang);
      if (!wanted) continue;
      MemoryUnit unit = frame_of(entry, import);
      unit.source_lang = source->lang;
      unit.target_lang = target.lang;
      unit.source = source->text;
      unit.target = target.text;
      unit.source_document = document_of(*source);
      unit.target_document = document_of(target);
      use(std::move(unit));
      ++taken;
    }
    counts.units += taken;
    counts.skipped += taken == 0 ? 1 : 0;
  });
  return counts;
}

}  // namespace concord

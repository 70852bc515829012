// What outlets print around and inside their reports: the rules that recognise it.
//
//   FurnitureRules rules = FurnitureRules::load(data_dir, "ru");
//   if (auto hit = rules.match(FurniturePlace::kStart, text, paragraph)) hit->span;   // "LIMA - "
//   of the paragraph
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace concord {

/// Where a rule looks.
enum class FurniturePlace : std::uint8_t {
  kLine,      ///< a whole paragraph
  kSentence,  ///< a whole paragraph, or one sentence of a paragraph
  kStart,     ///< the beginning of a paragraph
  kEnd,       ///< the end of a paragraph
};

/// One rule: a row of furniture.tsv.
struct FurnitureRule {
  std::string
      what;  ///< kind of furniture: caption, dateline, published, share, related, sign-off, ...
  std::string outlet;  ///< which outlet prints it; empty for many
  FurniturePlace place = FurniturePlace::kLine;
  std::string pattern;                       ///< ICU regular expression
  std::vector<std::string> examples;         ///< text it matches; [[ ]] around what it cuts
  std::vector<std::string> counterexamples;  ///< text it leaves alone

  /// What the user reads: "caption", or "vnanet/caption" for a rule of one outlet.
  std::string name() const { return outlet.empty() ? what : outlet + "/" + what; }
};

/// A rule that matched, what it cut, and what its named groups caught (empty spans for groups that
/// are not there).
struct FurnitureHit {
  const FurnitureRule* rule = nullptr;
  Span span;
  Span place;   ///< group "place": where the report was filed
  Span agency;  ///< group "agency"
  Span date;    ///< group "date": a date in words, for DateRules
  Span year;    ///< groups "year", "month", "day": a date in digits
  Span month;
  Span day;
};

/// The rules of lang/data/<tag>/furniture.tsv, then those of lang/data/furniture.tsv, which are
/// printed in any language. Immutable; may be used by many threads at once.
class FurnitureRules {
 public:
  /// A language without a table gets the common rules. Throws InputError for a broken table or
  /// pattern.
  static FurnitureRules load(const std::string& data_dir, const std::string& tag);
  ~FurnitureRules();
  FurnitureRules(FurnitureRules&&) noexcept;
  FurnitureRules& operator=(FurnitureRules&&) noexcept;

  /// The first rule of a place that matches `span` of `text`; for kLine those of kSentence are
  /// tried as well. A blank span matches nothing.
  std::optional<FurnitureHit> match(FurniturePlace place, std::string_view text, Span span) const;

  /// All rules in order.
  const std::vector<FurnitureRule>& rules() const;

 private:
  struct Compiled;
  explicit FurnitureRules(std::unique_ptr<Compiled> compiled);
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace concord

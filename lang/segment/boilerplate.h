// What outlets print around and inside their reports: the rules that recognise it.
//
//   BoilerplateRules rules = BoilerplateRules::load(data_dir, "ru");
//   if (auto hit = rules.match(BoilerplatePlace::kStart, text, paragraph)) hit->span;   // "LIMA -
//   " of the paragraph
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace concord {

struct DataDirs;

/// Where a rule looks.
enum class BoilerplatePlace : std::uint8_t {
  kLine,      ///< a whole paragraph
  kSentence,  ///< a whole paragraph, or one sentence of a paragraph
  kStart,     ///< the beginning of a paragraph
  kEnd,       ///< the end of a paragraph
};

/// One rule: a row of boilerplate.tsv.
struct BoilerplateRule {
  std::string
      what;  ///< kind of boilerplate: caption, dateline, published, share, related, sign-off, ...
  std::string outlet;  ///< which outlet prints it; empty for many
  BoilerplatePlace place = BoilerplatePlace::kLine;
  std::string pattern;                       ///< see lang/base/patterns.h
  std::vector<std::string> examples;         ///< text it matches; [[ ]] around what it cuts
  std::vector<std::string> counterexamples;  ///< text it leaves alone

  /// Hands its parts to an ImageWriter or ImageReader, but for the examples.
  template <class Image>
  void exchange(Image& image) {
    image(what, outlet, place, pattern);
  }
  /// What the user reads: "caption", or "vnanet/caption" for a rule of one outlet.
  std::string name() const { return outlet.empty() ? what : outlet + "/" + what; }
};

/// A rule that matched, what it cut, and what its named groups caught (empty spans for groups that
/// are not there).
struct BoilerplateHit {
  const BoilerplateRule* rule = nullptr;
  Span span;
  Span place;   ///< group "place": where the report was filed
  Span agency;  ///< group "agency"
  Span date;    ///< group "date": a date in words, for DateRules
  Span year;    ///< groups "year", "month", "day": a date in digits
  Span month;
  Span day;
};

/// The rules of lang/data/<tag>/boilerplate.tsv, then those of lang/data/boilerplate.tsv, which are
/// printed in any language. Immutable; may be used by many threads at once.
class BoilerplateRules {
 public:
  /// A language without a table gets the common rules. Throws InputError for a broken table.
  static BoilerplateRules load(const std::string& data_dir, const std::string& tag);
  /// The same without the examples, from the image where it finds it (lang/base/table_image.h).
  static BoilerplateRules open(const DataDirs& dirs, const std::string& tag);
  /// That image.
  static std::string compile(const std::string& data_dir, const std::string& tag);
  ~BoilerplateRules();
  BoilerplateRules(BoilerplateRules&&) noexcept;
  BoilerplateRules& operator=(BoilerplateRules&&) noexcept;

  /// The first rule of a place that matches `span` of `text`; for kLine those of kSentence are
  /// tried as well. A blank span matches nothing.
  std::optional<BoilerplateHit> match(BoilerplatePlace place, std::string_view text,
                                      Span span) const;

  /// All rules in order.
  const std::vector<BoilerplateRule>& rules() const;

 private:
  friend class BoilerplateParagraph;
  struct Compiled;
  explicit BoilerplateRules(std::unique_ptr<Compiled> compiled);
  std::unique_ptr<Compiled> compiled_;
};

/// The rules on one paragraph: which letters it has, by which most rules are refused, is looked up
/// once for all places.
class BoilerplateParagraph {
 public:
  /// `rules` and `text` must outlive the object.
  BoilerplateParagraph(const BoilerplateRules& rules, std::string_view text, Span paragraph);
  ~BoilerplateParagraph();
  BoilerplateParagraph(const BoilerplateParagraph&) = delete;
  BoilerplateParagraph& operator=(const BoilerplateParagraph&) = delete;

  /// The first rule of a place that matches `part`, a stretch of the paragraph; see
  /// BoilerplateRules::match.
  std::optional<BoilerplateHit> match(BoilerplatePlace place, Span part);

 private:
  class Search;
  std::unique_ptr<Search> search_;
};

}  // namespace concord

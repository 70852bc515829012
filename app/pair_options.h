// The options that check and align share: which files, languages and dates.
#pragma once

#include <boost/program_options.hpp>
#include <optional>
#include <string>

#include "formats/read_article.h"
#include "lang/pack/packs.h"
#include "newsroom/engine/report_files.h"
#include "text/article.h"

namespace concord::app {

/// The options of a pair as the user gave them.
struct PairOptions {
  std::string source;
  std::string target;
  std::string source_lang;
  std::string target_lang;
  std::string date;
  std::string source_date;
  std::string target_date;
  std::string input_format;
  std::string lexicon;  ///< a compiled lexicon of the user, or empty
  TextLength limits = kReportLimits;

  /// Adds the options to a description; their values arrive here once parsed.
  void add_to(boost::program_options::options_description& options);
  std::optional<Day> source_published() const;
  std::optional<Day> target_published() const;
};

/// Both articles of a pair. Throws InputError.
struct ArticlePair {
  Article source;
  Article target;
};
ArticlePair read_pair(const PairOptions& options, Packs& packs);

/// One version: a file, an address or an item of a feed. Throws InputError, also for a report
/// without text.
Article read_report(const std::string& name, const ReadOptions& options, ReportFiles& files,
                    Packs& packs);

/// Says on stderr, in one line, for which of the two languages there is no pack and what that
/// means; nothing when there are both. An empty tag is an unknown language.
void note_missing_packs(Packs& packs, const std::string& source_lang,
                        const std::string& target_lang);

}  // namespace concord::app

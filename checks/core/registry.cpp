// The registry: one line per check.
#include <array>

#include "checks/core/check.h"
#include "checks/core/checks.h"

namespace concord {
namespace {

// Entries whose function reports under several names: the first runs it, the others only carry
// their own classification.
void reported_by_another(const CheckInput& /*input*/, std::vector<Issue>& /*issues*/) {}

// Messages that change places when the versions do, by check.
constexpr std::array kNumbers = {Twins{"number.missing", "number.added"}};
constexpr std::array kDates = {Twins{"date.missing", "date.added"}};
constexpr std::array kNames = {Twins{"name.missing", "name.added"}};
constexpr std::array kClauses = {Twins{"clause.dropped", "clause.added"}};
constexpr std::array kSentences = {
    Twins{"sentence.dropped", "sentence.added"},
    Twins{"sentence.dropped-apart", "sentence.added-apart"},
    Twins{"sentence.dropped-told-beside", "sentence.added-told-beside"},
    Twins{"sentence.dropped-with-fact", "sentence.added-with-fact"},
    Twins{"sentence.source-breaks-off", "sentence.target-breaks-off"},
    Twins{"sentence.source-ends", "sentence.target-ends"},
    Twins{"sentence.source-is-part", "sentence.target-is-part"},
};
constexpr std::array kNegations = {Twins{"negation.lost", "negation.added"}};
constexpr std::array kAttributions = {Twins{"attribution.lost", "attribution.added"}};
constexpr std::array kCertainty = {
    Twins{"certainty.lost", "certainty.added"},
    Twins{"certainty.asserted", "certainty.hedged"},
    Twins{"certainty.done", "certainty.planned"},
};
constexpr std::array kQuotes = {Twins{"quote.lost", "quote.added"}};
constexpr std::span<const Twins> kNoTwins = {};
constexpr bool kDirected = true;

constexpr std::array kChecks = {
    Check{"number", check_numbers, "accuracy/mistranslation", "numbers", kNumbers},
    Check{"date", check_dates, "accuracy/mistranslation", "inconsistent-entities", kDates},
    Check{"name", check_names, "accuracy/mistranslation", "inconsistent-entities", kNames},
    Check{"dropped-clause", check_clauses, "accuracy/omission", "omission", kClauses,
          "added-clause"},
    Check{"added-clause", reported_by_another, "accuracy/addition", "addition", kNoTwins,
          "dropped-clause"},
    Check{"dropped-sentence", check_sentences, "accuracy/omission", "omission", kSentences,
          "added-sentence"},
    Check{"added-sentence", reported_by_another, "accuracy/addition", "addition", kNoTwins,
          "dropped-sentence"},
    Check{"unrelated", check_unrelated, "accuracy", "other"},
    Check{"negation", check_negation, "accuracy/mistranslation", "mistranslation", kNegations},
    Check{"antonym", check_antonyms, "accuracy/mistranslation", "mistranslation"},
    Check{"attribution", check_attribution, "accuracy/mistranslation", "mistranslation",
          kAttributions},
    Check{"certainty", check_certainty, "accuracy/mistranslation", "mistranslation", kCertainty},
    Check{"gender", check_gender, "accuracy/mistranslation", "mistranslation"},
    Check{"swapped", check_swapped, "accuracy/mistranslation", "mistranslation"},
    Check{"untranslated", check_untranslated, "accuracy/untranslated", "untranslated"},
    Check{"duplicate-word", check_duplicate_words, "linguistic-conventions/duplication",
          "duplication"},
    Check{"mixed-script", check_mixed_script, "linguistic-conventions/spelling", "characters"},
    Check{"quote", check_quotes, "linguistic-conventions/unpaired-marks", "typographical", kQuotes},
    Check{"term", check_terms, "terminology/wrong-term", "terminology", kNoTwins, {}, kDirected},
    Check{"inconsistent-name", check_name_consistency, "style/inconsistent-style", "inconsistency"},
    Check{"inconsistent-fact", check_fact_consistency, "accuracy/mistranslation", "inconsistency"},
    Check{"contact",
          check_contact,
          "accuracy/mistranslation",
          "mistranslation",
          kNoTwins,
          {},
          !kDirected,
          explain_contacts},
};

}  // namespace

std::span<const Check> all_checks() { return kChecks; }

const Check* find_check(std::string_view name) {
  for (const Check& check : kChecks) {
    if (check.name == name) return &check;
  }
  return nullptr;
}

}  // namespace concord

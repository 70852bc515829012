// The registry: one line per check.
#include <array>

#include "checks/core/check.h"
#include "checks/core/checks.h"

namespace concord {
namespace {

// Entries whose function reports under several names: the first runs it, the others only carry
// their own classification.
void reported_by_another(const CheckInput& /*input*/, std::vector<Issue>& /*issues*/) {}

constexpr std::array kChecks = {
    Check{"number", check_numbers, "accuracy/mistranslation", "numbers"},
    Check{"date", check_dates, "accuracy/mistranslation", "inconsistent-entities"},
    Check{"name", check_names, "accuracy/mistranslation", "inconsistent-entities"},
    Check{"dropped-clause", check_clauses, "accuracy/omission", "omission"},
    Check{"added-clause", reported_by_another, "accuracy/addition", "addition"},
    Check{"dropped-sentence", check_sentences, "accuracy/omission", "omission"},
    Check{"added-sentence", reported_by_another, "accuracy/addition", "addition"},
    Check{"unrelated", check_unrelated, "accuracy", "other"},
    Check{"negation", check_negation, "accuracy/mistranslation", "mistranslation"},
    Check{"antonym", check_antonyms, "accuracy/mistranslation", "mistranslation"},
    Check{"attribution", check_attribution, "accuracy/mistranslation", "mistranslation"},
    Check{"certainty", check_certainty, "accuracy/mistranslation", "mistranslation"},
    Check{"gender", check_gender, "accuracy/mistranslation", "mistranslation"},
    Check{"swapped", check_swapped, "accuracy/mistranslation", "mistranslation"},
    Check{"untranslated", check_untranslated, "accuracy/untranslated", "untranslated"},
    Check{"duplicate-word", check_duplicate_words, "linguistic-conventions/duplication",
          "duplication"},
    Check{"mixed-script", check_mixed_script, "linguistic-conventions/spelling", "characters"},
    Check{"quote", check_quotes, "linguistic-conventions/unpaired-marks", "typographical"},
    Check{"term", check_terms, "terminology/wrong-term", "terminology"},
    Check{"inconsistent-name", check_name_consistency, "style/inconsistent-style", "inconsistency"},
    Check{"inconsistent-fact", check_fact_consistency, "accuracy/mistranslation", "inconsistency"},
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

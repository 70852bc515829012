// The functions of the registry; each is implemented and documented in its own file. Every one
// appends to `issues` and never throws; an article without sentences gives none.
#pragma once

#include <vector>

#include "checks/core/check.h"

namespace concord {

/// Numbers, ordinals, money, percents and units that differ within a bead (number.cpp,
/// docs/checks/number.md).
void check_numbers(const CheckInput& input, std::vector<Issue>& issues);
/// Dates, weekdays and times that differ within a bead (date.cpp).
void check_dates(const CheckInput& input, std::vector<Issue>& issues);
/// Names that became other names, or are missing (name.cpp).
void check_names(const CheckInput& input, std::vector<Issue>& issues);
/// dropped-clause and added-clause: stretches without counterpart (clause.cpp).
void check_clauses(const CheckInput& input, std::vector<Issue>& issues);
/// dropped-sentence and added-sentence: gap beads (sentence.cpp).
void check_sentences(const CheckInput& input, std::vector<Issue>& issues);
/// Two reports that are not versions of each other (unrelated.cpp).
void check_unrelated(const CheckInput& input, std::vector<Issue>& issues);
/// A negation on one side only (negation.cpp).
void check_negation(const CheckInput& input, std::vector<Issue>& issues);
/// A word for which the other side has its opposite (antonym.cpp, directions.cpp).
void check_antonyms(const CheckInput& input, std::vector<Issue>& issues);
/// A statement that one version attributes and the other states as fact (attribution.cpp).
void check_attribution(const CheckInput& input, std::vector<Issue>& issues);
/// A hedge, or a plan that has come about, on one side only (certainty.cpp).
void check_certainty(const CheckInput& input, std::vector<Issue>& issues);
/// He on one side and she on the other (gender.cpp).
void check_gender(const CheckInput& input, std::vector<Issue>& issues);
/// Two facts that changed places (relations/swapped.cpp).
void check_swapped(const CheckInput& input, std::vector<Issue>& issues);
/// Text left in the wrong language or script (untranslated.cpp).
void check_untranslated(const CheckInput& input, std::vector<Issue>& issues);
/// A word printed twice in a row (duplicate_word.cpp).
void check_duplicate_words(const CheckInput& input, std::vector<Issue>& issues);
/// Latin letters in a Cyrillic word and the reverse (mixed_script.cpp).
void check_mixed_script(const CheckInput& input, std::vector<Issue>& issues);
/// Quotation marks that open or close on one side only (quote.cpp).
void check_quotes(const CheckInput& input, std::vector<Issue>& issues);
/// Terms of the house glossary without their required rendering, or with a forbidden one
/// (term.cpp).
void check_terms(const CheckInput& input, std::vector<Issue>& issues);
/// One person or place spelled in two ways within one version (name_consistency.cpp).
void check_name_consistency(const CheckInput& input, std::vector<Issue>& issues);
/// One version that contradicts itself: a weekday that is not its date's (fact_consistency.cpp).
void check_fact_consistency(const CheckInput& input, std::vector<Issue>& issues);
/// A web or e-mail address that became another one (text/contact.cpp), and the spans of all
/// addresses of a version, for Check::explain.
void check_contact(const CheckInput& input, std::vector<Issue>& issues);
void explain_contacts(const AnalysedArticle& version, std::vector<Span>& spans);

}  // namespace concord

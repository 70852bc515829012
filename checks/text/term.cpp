// The check term: a term of the house glossary without its required rendering, or with a forbidden
// one.
#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "checks/core/checks.h"
#include "checks/core/make_issue.h"

namespace concord {
namespace {

/// Where a term stands in the target sentences of a bead; none when it does not. `taken` are spans
/// that a better term holds.
std::optional<Span> find_term(const CheckInput& input, const Bead& bead, const Term& term,
                              const std::vector<Span>& taken) {
  for (const std::uint32_t s : bead.target) {
    const std::vector<Token>& tokens = input.target.sentences[s].tokens;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
      if (!term.matches(tokens, at)) continue;
      const Span span{tokens[at].span.begin, tokens[at + term.parts.size() - 1].span.end};
      if (std::none_of(taken.begin(), taken.end(),
                       [&](Span other) { return other.overlaps(span); }))
        return span;
    }
  }
  return std::nullopt;
}

std::string alternatives(const std::vector<Term>& terms) {
  std::string text;
  for (const Term& term : terms) text += (text.empty() ? "" : "; ") + term.text;
  return text;
}

}  // namespace

void check_terms(const CheckInput& input, std::vector<Issue>& issues) {
  const Glossary& glossary = input.resources.glossary;
  if (glossary.empty()) return;
  for (std::uint32_t b = 0; b < input.beads.size(); ++b) {
    const Bead& bead = input.beads[b];
    if (bead.is_gap()) continue;
    std::set<const GlossaryEntry*> done;
    for (const std::uint32_t s : bead.source) {
      const std::vector<Token>& tokens = input.source.sentences[s].tokens;
      for (const GlossaryHit& hit : glossary.find(tokens)) {
        if (!done.insert(hit.entry).second) continue;
        std::vector<Span> required;
        for (const Term& term : hit.entry->required) {
          if (const auto span = find_term(input, bead, term, {})) required.push_back(*span);
        }
        std::optional<Span> forbidden;
        for (const Term& term : hit.entry->forbidden) {
          if (!forbidden) forbidden = find_term(input, bead, term, required);
        }
        if (!forbidden && (!required.empty() || hit.entry->required.empty())) continue;
        const Span span{tokens[hit.first].span.begin, tokens[hit.first + hit.count - 1].span.end};
        const std::string term(span.of(input.source.article.text));
        Message message = {!forbidden                    ? "term.missing"
                           : hit.entry->required.empty() ? "term.forbidden"
                                                         : "term.instead",
                           {{"term", term}, {"required", alternatives(hit.entry->required)}}};
        std::optional<Passage> instead;
        if (forbidden) {
          instead = passage_of(input.target, *forbidden);
          message.arguments.emplace_back("forbidden", instead->value);
        }
        issues.push_back(
            make_issue({"term", Severity::kWarning, std::move(message), b, bead.confidence},
                       Passage{span, term}, std::move(instead)));
      }
    }
  }
}

}  // namespace concord

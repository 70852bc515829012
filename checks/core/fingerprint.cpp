// Computes the ids of issues.
#include "checks/core/fingerprint.h"

#include <fmt/format.h>

#include <unordered_map>

#include "text/hash.h"

namespace concord {
namespace {

class Hash {
 public:
  void add(std::string_view bytes) { value_ = fnv1a_field(bytes, value_); }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = kFnvBegin;
};

std::string_view sentence_around(const AnalysedArticle& side, Span span) {
  for (const auto* list : {&side.sentences, &side.other_sentences}) {
    for (const AnalysedSentence& sentence : *list) {
      if (sentence.span.contains(span)) return sentence.span.of(side.article.text);
    }
  }
  return {};
}

void add_passage(Hash& hash, const std::optional<Passage>& passage, const AnalysedArticle& side) {
  hash.add(passage ? passage->span.of(side.article.text) : std::string_view());
  hash.add(passage ? sentence_around(side, passage->span) : std::string_view());
}

}  // namespace

void set_fingerprints(PairReport& report) {
  std::unordered_map<std::uint64_t, int> repeats;
  for (Issue& issue : report.issues) {
    Hash hash;
    hash.add(issue.check);
    for (const Side side : kSides) add_passage(hash, issue.at(side), report.of(side));
    const int repeat = repeats[hash.value()]++;
    if (repeat > 0) hash.add(std::to_string(repeat));
    issue.id = fmt::format("{:016x}", hash.value());
  }
}

}  // namespace concord

// The check mixed-script: Latin letters in a Cyrillic word and the reverse, each distinct word
// once.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "checks/core/checks.h"
#include "checks/core/make_issue.h"
#include "text/confusable.h"
#include "text/unicode.h"

namespace concord {
namespace {

// Chosen, not fitted.
constexpr double kConfidence = 0.9;

/// What is wrong with a word: its text in one script; empty where the odd letters look like none of
/// that script.
struct Mixture {
  std::string repaired;
};

/// A part of a word with its odd letters exchanged for their look-alikes; none where one has no
/// look-alike.
std::optional<std::string> in_one_script(std::string_view part, bool cyrillic,
                                         const Confusables& look_alikes) {
  std::string text;
  for (std::size_t i = 0; i < part.size();) {
    const char32_t c = next_code_point(part, i);
    const bool odd = cyrillic ? is_latin(c) : is_cyrillic(c);
    const char32_t other = !odd ? c : cyrillic ? look_alikes.cyrillic(c) : look_alikes.latin(c);
    if (other == 0) return std::nullopt;
    append_utf8(text, other);
  }
  return text;
}

/// A stretch of letters of a word, or one other sign.
struct Part {
  std::string_view text;
  std::size_t cyrillic = 0;  ///< letters
  std::size_t latin = 0;

  bool mixed() const { return cyrillic > 0 && latin > 0; }
};

std::vector<Part> parts_of(std::string_view surface) {
  std::vector<Part> parts;
  for (std::size_t at = 0; at < surface.size();) {
    Part part;
    std::size_t end = at;
    for (std::size_t next = at; end < surface.size(); end = next) {
      const char32_t c = next_code_point(surface, next);
      if (!is_letter(c) && !is_mark(c)) {
        if (end == at) end = next;
        break;
      }
      part.cyrillic += is_cyrillic(c) ? 1 : 0;
      part.latin += is_latin(c) ? 1 : 0;
    }
    part.text = surface.substr(at, end - at);
    parts.push_back(part);
    at = end;
  }
  return parts;
}

/// Whether letters of both scripts stand in one part of a word. The parts of "IT-forum" with a
/// Cyrillic forum are of one script each; so are those of a number with its letter.
bool is_mixed(const std::vector<Part>& parts) {
  return std::any_of(parts.begin(), parts.end(), [](const Part& part) { return part.mixed(); });
}

/// What is wrong with a word of such parts.
Mixture mixture_of(const std::vector<Part>& parts, const Confusables& look_alikes) {
  Mixture mixture;
  for (const Part& part : parts) {
    if (!part.mixed()) {
      mixture.repaired += part.text;
      continue;
    }
    std::optional<std::string> in_one =
        in_one_script(part.text, part.cyrillic >= part.latin, look_alikes);
    if (!in_one) in_one = in_one_script(part.text, part.cyrillic < part.latin, look_alikes);
    if (!in_one) return {};
    mixture.repaired += *in_one;
  }
  return mixture;
}

/// A one-letter word of the other script that looks like a word of this language: a Latin "c" for
/// the Cyrillic preposition.
std::optional<Mixture> lone_letter(const Word& word, const LanguagePack& pack,
                                   bool text_is_cyrillic, const Confusables& look_alikes) {
  std::size_t at = 0;
  const char32_t c = next_code_point(word.surface, at);
  if (at != word.surface.size() || !is_lower(c) ||
      (text_is_cyrillic ? !word.latin : !word.cyrillic))
    return std::nullopt;
  const char32_t other = text_is_cyrillic ? look_alikes.cyrillic(c) : look_alikes.latin(c);
  Mixture mixture;
  if (other != 0) append_utf8(mixture.repaired, other);
  if (!pack.function_words.contains(mixture.repaired)) return std::nullopt;
  return mixture;
}

/// The message about a word: which of its letters are of the other script, with their places, since
/// the word looks the same without them.
Message message_of(const Word& word, const Mixture& mixture) {
  if (mixture.repaired.empty()) return {"mixed-script.odd", {{"text", word.surface}}};
  std::string letters;
  bool latin = false;
  std::size_t place = 0;
  for (std::size_t at = 0, other = 0; at < word.surface.size();) {
    const std::size_t begin = at;
    const char32_t letter = next_code_point(word.surface, at);
    ++place;
    if (next_code_point(mixture.repaired, other) == letter) continue;
    latin = is_latin(letter);
    letters += fmt::format("{}{} ({})", letters.empty() ? "" : ", ",
                           std::string_view(word.surface).substr(begin, at - begin), place);
  }
  const std::string script = latin ? "latin" : "cyrillic";
  if (word.length == 1) return {"mixed-script.lone", {{"text", word.surface}, {"script", script}}};
  return {"mixed-script.look-alike",
          {{"text", word.surface}, {"script", script}, {"letters", letters}}};
}

/// Checks one version.
class SideScan {
 public:
  /// `look_alikes` is made when the first odd word is met.
  SideScan(const PairSide& version, std::optional<Confusables>& look_alikes,
           std::vector<Issue>& issues)
      : side_(version.side), pack_(version.pack), look_alikes_(look_alikes), issues_(issues) {}

  void scan(const AnalysedSentence& sentence, std::optional<std::uint32_t> bead) {
    std::size_t cyrillic = 0;
    std::size_t latin = 0;
    for (const Token& token : sentence.tokens) {
      cyrillic += token.word->cyrillic ? 1 : 0;
      latin += token.word->latin ? 1 : 0;
    }
    if (cyrillic == 0 || latin == 0) return;
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      const Word& word = *sentence.tokens[i].word;
      std::optional<Mixture> mixture;
      if (word.cyrillic && word.latin) {
        if (const std::vector<Part> parts = parts_of(word.surface); is_mixed(parts))
          mixture = mixture_of(parts, look_alikes());
      } else if (word.length == 1 && (cyrillic > latin ? word.latin : word.cyrillic) &&
                 between_words(sentence.tokens, i) && !beside_its_kind(sentence.tokens, i)) {
        mixture = lone_letter(word, pack_, cyrillic > latin, look_alikes());
      }
      if (!mixture || !seen_.insert(word.surface).second) continue;
      const bool odd = mixture->repaired.empty();
      issues_.push_back(make_issue({"mixed-script", odd ? Severity::kInfo : Severity::kWarning,
                                    message_of(word, *mixture), bead, kConfidence},
                                   side_, {sentence.tokens[i].span, word.surface}));
    }
  }

 private:
  const Confusables& look_alikes() {
    if (!look_alikes_) look_alikes_.emplace();
    return *look_alikes_;
  }

  static bool between_words(const std::vector<Token>& tokens, std::size_t i) {
    return space_before(tokens, i) && i + 1 < tokens.size() && space_before(tokens, i + 1) &&
           tokens[i + 1].is_word();
  }

  /// Whether a word beside a letter has more letters of its script: "a priori", "vitamin C".
  static bool beside_its_kind(const std::vector<Token>& tokens, std::size_t i) {
    const Word& letter = *tokens[i].word;
    const auto alike = [&](const Word& word) {
      return word.length > 1 &&
             (letter.latin ? word.latin && !word.cyrillic : word.cyrillic && !word.latin);
    };
    return alike(*tokens[i + 1].word) || (i > 0 && alike(*tokens[i - 1].word));
  }

  Side side_;
  const LanguagePack& pack_;
  std::optional<Confusables>& look_alikes_;
  std::vector<Issue>& issues_;
  std::set<std::string> seen_;
};

}  // namespace

void check_mixed_script(const CheckInput& input, std::vector<Issue>& issues) {
  std::optional<Confusables> look_alikes;
  for (const Side side : kSides) {
    const PairSide version = input.side(side);
    SideScan scan(version, look_alikes, issues);
    for (const AnalysedSentence& sentence : version.article.other_sentences)
      scan.scan(sentence, std::nullopt);
    for (std::uint32_t b = 0; b < input.beads.size(); ++b) {
      for (const std::uint32_t i : input.beads[b].of(side))
        scan.scan(version.article.sentences[i], b);
    }
  }
}

}  // namespace concord

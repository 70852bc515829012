// The check contact: a web or e-mail address that became another one (docs/checks/contact.md).
#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "checks/core/checks.h"
#include "checks/core/make_issue.h"
#include "text/ascii.h"

namespace concord {
namespace {

// Edits up to which one address is the other with a slip of the keyboard.
constexpr std::size_t kSlip = 2;
// Letters of a label that may say in which language a page or an office answers: "en", "rus".
constexpr std::size_t kLanguageLabel = 3;
// Bytes of a label beyond which no slip is looked for: twice that of a domain's (RFC 1035, 2.3.4).
constexpr std::size_t kLongestLabel = 126;
// Addresses of one side of a bead that are compared with those of the other.
constexpr std::size_t kMostInOnePlace = 4;

/// An address in the text of a version.
struct Contact {
  Span span;
  bool mail = false;
  /// What is compared of its labels, the parts between "@", ".", "/" and the like, in small
  /// letters: of an e-mail address those that name no language, of a web address the first of
  /// these.
  std::vector<std::string> names;
};

bool is_address_byte(char c) {
  static constexpr std::string_view kMarks = "-._~:/?#@!$&'*+,;=%";
  return is_ascii_letter(c) || is_ascii_digit(c) || kMarks.find(c) != std::string_view::npos;
}

/// The characters that may stand in an address around the byte `at`, without the punctuation that
/// ends the sentence (RFC 3986 appendix C).
Span run_around(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  std::size_t end = at;
  while (begin > 0 && is_address_byte(text[begin - 1])) --begin;
  while (end < text.size() && is_address_byte(text[end])) ++end;
  static constexpr std::string_view kPunctuation = ".,;:!?'&*-";
  while (end > begin && kPunctuation.find(text[end - 1]) != std::string_view::npos) --end;
  while (begin < end && kPunctuation.find(text[begin]) != std::string_view::npos) ++begin;
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

/// The labels of an address without the scheme and "www".
std::vector<std::string> labels_of(std::string_view address) {
  if (const std::size_t scheme = address.find("://"); scheme != std::string_view::npos)
    address.remove_prefix(scheme + 3);
  std::vector<std::string> labels;
  std::string label;
  for (const char c : address) {
    if (is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || c == '_') {
      label += ascii_lower(c);
    } else if (!label.empty()) {
      labels.push_back(std::move(label));
      label.clear();
    }
  }
  if (!label.empty()) labels.push_back(std::move(label));
  if (!labels.empty() && labels.front() == "www") labels.erase(labels.begin());
  return labels;
}

/// Whether a run with "@" is an e-mail address: a name, and a domain with a point in it.
bool is_mail(std::string_view run) {
  const std::size_t at = run.find('@');
  if (at == 0 || at == std::string_view::npos || run.find('@', at + 1) != std::string_view::npos)
    return false;
  const std::string_view domain = run.substr(at + 1);
  const std::size_t dot = domain.find('.');
  return dot != std::string_view::npos && dot > 0 && dot + 2 < domain.size() &&
         domain.find('/') == std::string_view::npos && is_ascii_letter(domain.back());
}

/// What is compared of an address.
std::vector<std::string> names_of(std::string_view address, bool mail) {
  std::vector<std::string> labels = labels_of(address);
  std::vector<std::string> names;
  std::copy_if(labels.begin(), labels.end(), std::back_inserter(names),
               [](const std::string& label) { return label.size() > kLanguageLabel; });
  if (names.empty()) return labels;
  if (!mail) names.resize(1);
  return names;
}

/// The web and e-mail addresses of a text, in order. Those of the web begin with a scheme or "www".
std::vector<Contact> contacts_in(std::string_view text) {
  std::vector<Contact> contacts;
  constexpr std::size_t kNone = std::string_view::npos;
  if (text.find('@') == kNone && text.find("://") == kNone && text.find("www.") == kNone)
    return contacts;
  std::size_t at = 0;
  while ((at = text.find_first_of("@:w", at)) != std::string_view::npos) {
    if (text[at] != '@' && text.substr(at, 3) != "://" && text.substr(at, 4) != "www.") {
      ++at;
      continue;
    }
    const Span span = run_around(text, at);
    const std::string_view run = span.of(text);
    const bool web = run.find("://") != std::string_view::npos || run.starts_with("www.");
    if (web || is_mail(run)) {
      std::vector<std::string> names = names_of(run, !web);
      if (!names.empty()) contacts.push_back({span, !web, std::move(names)});
    }
    at = std::max<std::size_t>(at + 1, span.end);  // each run once
  }
  return contacts;
}

/// Damerau-Levenshtein distance of two short words (optimal string alignment), kSlip + 1 where it
/// is larger.
std::size_t edits(std::string_view a, std::string_view b) {
  const std::size_t apart = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (apart > kSlip || a.size() > kLongestLabel) return a == b ? 0 : kSlip + 1;
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  std::iota(d[0].begin(), d[0].end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return std::min(d[a.size()][b.size()], kSlip + 1);
}

/// Whether one address is the other with a slip of the keyboard. The two are not the same.
bool is_slip(const Contact& a, const Contact& b) {
  if (a.mail != b.mail || a.names.size() != b.names.size()) return false;
  std::size_t sum = 0;
  for (std::size_t i = 0; i < a.names.size(); ++i) sum += edits(a.names[i], b.names[i]);
  return sum <= kSlip;
}

using Names = std::set<std::pair<bool, std::vector<std::string>>>;

Names names_in(const std::vector<Contact>& contacts) {
  Names names;
  for (const Contact& contact : contacts) names.emplace(contact.mail, contact.names);
  return names;
}

/// The contacts in the sentences of a bead that stand nowhere in the other version.
std::vector<const Contact*> left_over(const std::vector<Contact>& contacts,
                                      const AnalysedArticle& article,
                                      const std::vector<std::uint32_t>& sentences,
                                      const Names& there) {
  std::vector<const Contact*> left;
  for (const std::uint32_t s : sentences) {
    const Span sentence = article.sentences[s].span;
    auto contact = std::partition_point(contacts.begin(), contacts.end(), [&](const Contact& c) {
      return c.span.begin < sentence.begin;
    });
    for (; contact != contacts.end() && contact->span.begin < sentence.end; ++contact) {
      if (!there.contains({contact->mail, contact->names})) left.push_back(&*contact);
    }
  }
  return left;
}

void report(const CheckInput& input, std::uint32_t bead, const Contact& s, const Contact& t,
            Severity severity, std::vector<Issue>& issues) {
  Passage source = passage_of(input.source, s.span);
  Passage target = passage_of(input.target, t.span);
  Message message = {"contact.differs", {{"source", source.value}, {"target", target.value}}};
  issues.push_back(
      make_issue({"contact", severity, std::move(message), bead, input.beads[bead].confidence},
                 std::move(source), std::move(target)));
}

}  // namespace

void explain_contacts(const AnalysedArticle& version, std::vector<Span>& spans) {
  for (const Contact& contact : contacts_in(version.article.text)) spans.push_back(contact.span);
}

void check_contact(const CheckInput& input, std::vector<Issue>& issues) {
  const auto none = [](const std::vector<Span>& spans) { return spans.empty(); };
  if (input.explained != nullptr &&
      std::any_of(input.explained->begin(), input.explained->end(), none))
    return;  // explain_contacts() found none in one of the versions
  const std::array all{contacts_in(input.source.article.text),
                       contacts_in(input.target.article.text)};
  if (all[0].empty() || all[1].empty()) return;
  const std::array names{names_in(all[0]), names_in(all[1])};
  for (std::uint32_t b = 0; b < input.beads.size(); ++b) {
    const Bead& bead = input.beads[b];
    const auto source = left_over(all[0], input.source, bead.source, names[1]);
    const auto target = left_over(all[1], input.target, bead.target, names[0]);
    // More than a few in one place are a list, of which nothing can be said.
    if (source.size() > kMostInOnePlace || target.size() > kMostInOnePlace) continue;
    for (const Contact* s : source) {
      for (const Contact* t : target) {
        const bool alone = source.size() == 1 && target.size() == 1 && s->mail && t->mail;
        if (is_slip(*s, *t)) {
          report(input, b, *s, *t, Severity::kError, issues);
        } else if (alone) {
          report(input, b, *s, *t, Severity::kWarning, issues);
        }
      }
    }
  }
}

}  // namespace concord

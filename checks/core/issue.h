// Issues: what concord says about a pair, with both passages and the reason.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/side.h"
#include "text/span.h"

namespace concord {

enum class Severity : std::uint8_t {
  kInfo,     ///< worth a look
  kWarning,  ///< the two versions probably say different things
  kError,    ///< they say different facts; a newsroom that gates on errors must be able to trust it
};

/// "info", "warning", "error".
std::string_view severity_name(Severity severity);
/// The severity of a name; none for an unknown one.
std::optional<Severity> severity_of(std::string_view name);

/// A reason in a form that can be said in every language of the user interface: a pattern of the
/// message catalogue (lang/messages/<language>.tsv, ICU MessageFormat) and its named arguments.
struct Message {
  std::string id;  ///< "number.differs"
  std::vector<std::pair<std::string, std::string>> arguments;
};

/// The words of one side that an issue is about.
struct Passage {
  Span span;          ///< in the article's text
  std::string value;  ///< what the words mean, as entities prints it; the text itself when they are
                      ///< no mention
  std::vector<Passage> also = {};  ///< further words of the same side; they have none themselves
};

/// What somebody decided about an issue in an earlier run.
struct Judgement {
  std::string verdict;  ///< "real" (stands until its text changes), "false-alarm", "intended" (the
                        ///< versions are meant to differ), "baseline" where the issue was only
                        ///< recorded, "open" where there is only a note
  std::string note;     ///< in the words of who decided; may be empty

  /// Whether the issue no longer counts. It is still written where a format can say so.
  bool silences() const { return verdict != "real" && verdict != "open"; }
};

/// One finding. At least one passage is present.
struct Issue {
  std::string check;  ///< a name of design.md section 4: "number", "dropped-clause"
  Severity severity = Severity::kWarning;
  Message message;
  std::optional<Passage> source;
  std::optional<Passage> target;
  /// Index into PairReport::beads; none for an issue of a headline, a caption or the whole pair.
  std::optional<std::uint32_t> bead;
  double confidence = 1;  ///< in [0, 1]
  std::string id;         ///< fingerprint; set by check_pair once all checks have run
  std::optional<Judgement> judgement = {};  ///< set by a baseline

  /// Whether a judgement says that the issue does not count.
  bool silenced() const { return judgement && judgement->silences(); }

  /// The words of one side.
  const std::optional<Passage>& at(Side side) const {
    return side == Side::kSource ? source : target;
  }
  std::optional<Passage>& at(Side side) { return side == Side::kSource ? source : target; }
};

}  // namespace concord

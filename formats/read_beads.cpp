// Reads the ladders of vecalign and hunalign.
#include "formats/read_beads.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "text/input_error.h"
#include "text/lines.h"

namespace concord {
namespace {

/// A cursor over one line; the grammar of both formats needs no more.
class Scanner {
 public:
  explicit Scanner(std::string_view line) : rest_(line) {}

  bool take(char c) {
    skip();
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  template <typename Number>
  std::optional<Number> number() {
    skip();
    Number value = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (error != std::errc()) return std::nullopt;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return value;
  }

  bool at_end() {
    skip();
    return rest_.empty();
  }

 private:
  void skip() {
    while (!rest_.empty() &&
           (rest_.front() == ' ' || rest_.front() == '\t' || rest_.front() == '\r'))
      rest_.remove_prefix(1);
  }
  std::string_view rest_;
};

// list = "[" [ index { "," index } ] "]"
bool scan_list(Scanner& scanner, std::vector<std::uint32_t>& list) {
  if (!scanner.take('[')) return false;
  if (scanner.take(']')) return true;
  do {
    const auto index = scanner.number<std::uint32_t>();
    if (!index) return false;
    list.push_back(*index);
  } while (scanner.take(','));
  std::sort(list.begin(), list.end());
  return scanner.take(']');
}

// bead = list ":" list [ ":" cost ]
bool scan_bead(std::string_view line, Bead& bead) {
  Scanner scanner(line);
  if (!scan_list(scanner, bead.source) || !scanner.take(':') || !scan_list(scanner, bead.target))
    return false;
  bead.similarity = 1;
  if (scanner.take(':')) {
    const auto cost = scanner.number<double>();
    if (!cost) return false;
    bead.similarity = std::clamp(1 - *cost, 0.0, 1.0);
  }
  if (bead.is_gap()) bead.similarity = 0;
  return scanner.at_end();
}

/// A border of hunalign's ladder.
struct Rung {
  std::uint32_t source = 0;
  std::uint32_t target = 0;
  double quality = 0;
  std::size_t line = 0;
};

bool scan_rung(std::string_view line, Rung& rung) {
  Scanner scanner(line);
  const auto source = scanner.number<std::uint32_t>();
  const auto target = scanner.number<std::uint32_t>();
  if (!source || !target) return false;
  rung.source = *source;
  rung.target = *target;
  rung.quality = scanner.at_end() ? 1 : scanner.number<double>().value_or(-1);
  return scanner.at_end();
}

/// The bead between two rungs; nothing when they are the same.
void add_between(const std::string& name, const Rung& from, const Rung& to, SentenceCounts counts,
                 std::vector<Bead>& beads) {
  if (to.source < from.source || to.target < from.target) {
    throw InputError(name, to.line,
                     fmt::format("the rung {} {} goes back before {} {}", to.source, to.target,
                                 from.source, from.target),
                     "order the rungs");
  }
  if (to.source > counts.source || to.target > counts.target) {
    const bool source = to.source > counts.source;
    throw InputError(
        name, to.line,
        fmt::format("{} sentence {} does not exist: there are {}", source ? "source" : "target",
                    (source ? to.source : to.target) - 1, source ? counts.source : counts.target),
        "align the same files");
  }
  Bead bead;
  for (std::uint32_t i = from.source; i < to.source; ++i) bead.source.push_back(i);
  for (std::uint32_t i = from.target; i < to.target; ++i) bead.target.push_back(i);
  if (bead.source.empty() && bead.target.empty()) return;
  bead.similarity = bead.is_gap() ? 0 : std::clamp(from.quality, 0.0, 1.0);
  beads.push_back(std::move(bead));
}

}  // namespace

std::vector<Bead> read_beads(const std::string& name, std::string_view bytes,
                             SentenceCounts counts) {
  std::vector<Bead> beads;
  std::vector<Rung> rungs{{0, 0, 0, 0}};
  std::optional<bool> hunalign;
  for (Lines lines(bytes); lines.next();) {
    const std::string_view line = lines.line();
    if (lines.blank() || line.front() == '#') continue;
    if (!hunalign) hunalign = line.find('[') == std::string_view::npos;
    Bead bead;
    Rung rung;
    rung.line = lines.number();
    if (*hunalign ? !scan_rung(line, rung) : !scan_bead(line, bead)) {
      throw InputError(name, lines.number(), "is not a bead",
                       *hunalign ? "write SOURCE TAB TARGET TAB QUALITY" : "write [0, 1]:[0]:COST");
    }
    if (*hunalign) {
      add_between(name, rungs.back(), rung, counts, beads);
      rungs.push_back(rung);
    } else {
      beads.push_back(std::move(bead));
    }
  }
  const std::string wrong = partition_error(beads, counts.source, counts.target);
  if (!wrong.empty())
    throw InputError(
        name, 0, wrong,
        "every sentence of both sides must be in exactly one bead; align the same files");
  sort_beads(beads);
  return beads;
}

}  // namespace concord

// Groups the issues of all pairs of versions and finds the version that stands alone.
#include "checks/versions/compare_versions.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "checks/core/check.h"
#include "checks/versions/version_mentions.h"
#include "checks/versions/version_rows.h"

namespace concord {
namespace {

/// An issue of one pair, seen among all versions.
struct Finding {
  const ComparedPair* pair = nullptr;
  const Issue* issue = nullptr;
  std::string family;              ///< the check; one name for what is dropped or added
  std::optional<std::size_t> row;  ///< of its first passage

  std::size_t version(Side side) const {
    return side == Side::kSource ? pair->source : pair->target;
  }
  const std::optional<Passage>* passage_in(std::size_t version_index) const {
    for (const Side side : kSides) {
      if (version(side) == version_index && issue->at(side)) return &issue->at(side);
    }
    return nullptr;
  }
  bool one_sided() const { return !issue->source || !issue->target; }
  std::size_t holder() const { return version(issue->source ? Side::kSource : Side::kTarget); }
  std::size_t lacker() const { return version(issue->source ? Side::kTarget : Side::kSource); }
};

using Group = std::vector<const Finding*>;

/// Whether a check looks at one version by itself.
bool of_one_version(std::string_view name) {
  const Check* check = find_check(name);
  return check != nullptr && (check->mqm.starts_with("linguistic-conventions") ||
                              check->its == "inconsistency" || check->its == "untranslated");
}

std::string family_of(const std::string& check) {
  if (check == "dropped-sentence" || check == "added-sentence") return "sentence";
  if (check == "dropped-clause" || check == "added-clause") return "clause";
  return check;
}

class Grouper {
 public:
  Grouper(const VersionReport& report, const NameMatcher& names)
      : report_(report), mentions_(report, names) {
    for (std::size_t row = 0; row < report.rows.size(); ++row) {
      for (std::size_t version = 0; version < report.versions.size(); ++version) {
        for (const Span sentence : report.rows[row].sentences[version])
          row_of_[{version, sentence.begin}] = {sentence, row};
      }
    }
  }

  std::vector<VersionIssue> issues(const std::vector<ComparedPair>& pairs) {
    std::map<std::pair<std::string, std::optional<std::size_t>>, std::vector<Finding>> buckets;
    for (const ComparedPair& pair : pairs) {
      for (const Issue& issue : pair.report->issues) {
        Finding finding{&pair, &issue, family_of(issue.check), {}};
        finding.row = row_of(finding);
        buckets[{finding.family, finding.row}].push_back(finding);
      }
    }
    std::vector<VersionIssue> issues;
    for (const auto& [key, findings] : buckets) {
      for (const Group& group : groups_of(findings)) {
        if (!refuted(group)) issues.push_back(resolve(group));
      }
    }
    return issues;
  }

 private:
  std::optional<std::size_t> row_of(const Finding& finding) const {
    for (const Side side : kSides) {
      if (!finding.issue->at(side)) continue;
      const std::size_t version = finding.version(side);
      const std::uint32_t begin = finding.issue->at(side)->span.begin;
      auto at = row_of_.upper_bound({version, begin});
      if (at == row_of_.begin()) continue;
      --at;
      if (at->first.first == version && begin < at->second.first.end) return at->second.second;
    }
    return std::nullopt;
  }

  /// Whether two findings mark words of one version in common.
  bool touch(const Finding& a, const Finding& b) const {
    for (std::size_t version = 0; version < report_.versions.size(); ++version) {
      const auto* x = a.passage_in(version);
      const auto* y = b.passage_in(version);
      if (x != nullptr && y != nullptr &&
          ((*x)->span == (*y)->span || (*x)->span.overlaps((*y)->span)))
        return true;
    }
    return false;
  }

  /// Whether two findings tell one difference. They are of one check and row.
  bool belong_together(const Finding& a, const Finding& b) const {
    if (a.family == "unrelated" || touch(a, b)) return true;
    if (of_one_version(a.issue->check) || !a.one_sided() || !b.one_sided() ||
        a.lacker() != b.lacker() || a.holder() == b.holder())
      return false;
    if (a.family == "sentence" || a.family == "clause") return true;
    return mentions_.agree(a.holder(), **a.passage_in(a.holder()), b.holder(),
                           **b.passage_in(b.holder()));
  }

  std::vector<Group> groups_of(const std::vector<Finding>& findings) const {
    std::vector<std::size_t> group(findings.size());
    std::iota(group.begin(), group.end(), 0);
    for (std::size_t i = 0; i < findings.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (group[i] == group[j] || !belong_together(findings[i], findings[j])) continue;
        const std::size_t from = std::max(group[i], group[j]);
        const std::size_t to = std::min(group[i], group[j]);
        std::replace(group.begin(), group.end(), from, to);
      }
    }
    std::map<std::size_t, Group> groups;
    for (std::size_t i = 0; i < findings.size(); ++i) groups[group[i]].push_back(&findings[i]);
    std::vector<Group> list;
    for (auto& [first, members] : groups) list.push_back(std::move(members));
    return list;
  }

  /// Whether another version has one mention that says what both sides of a difference say: then
  /// they do not differ, however unlike they are written.
  bool refuted(const Group& group) const {
    if (group.size() != 1 || group.front()->one_sided() || !group.front()->row) return false;
    const Finding& finding = *group.front();
    const auto& sentences = report_.rows[*finding.row].sentences;
    for (std::size_t version = 0; version < sentences.size(); ++version) {
      if (version == finding.pair->source || version == finding.pair->target) continue;
      const auto of = [&](Side side) {
        return mentions_.find(finding.version(side), *finding.issue->at(side), version,
                              sentences[version]);
      };
      const std::optional<Passage> here = of(Side::kSource);
      const std::optional<Passage> there = of(Side::kTarget);
      if (here && there && here->span == there->span) return true;
    }
    return false;
  }

  VersionIssue resolve(const Group& group) const {
    const auto surest =
        std::max_element(group.begin(), group.end(), [](const Finding* a, const Finding* b) {
          return std::tuple(a->issue->severity, a->issue->confidence) <
                 std::tuple(b->issue->severity, b->issue->confidence);
        });
    const Issue& first = *(*surest)->issue;
    VersionIssue issue{first.check, first.severity,     VersionStand::kDisagree, {},      {}, {},
                       {},          group.front()->row, first.confidence,        first.id};
    issue.passages.resize(report_.versions.size());
    for (const Finding* finding : group) {
      issue.reasons.push_back(
          {finding->pair->source, finding->pair->target, finding->issue->message});
      for (const Side side : kSides) {
        std::optional<Passage>& passage = issue.passages[finding->version(side)];
        if (!passage) passage = finding->issue->at(side);
      }
      if (finding->issue->silenced()) issue.judgement = finding->issue->judgement;
    }
    if (of_one_version(first.check)) {
      issue.stand = VersionStand::kAlone;
      issue.odd = (*surest)->holder();
    } else if (std::all_of(group.begin(), group.end(),
                           [](const Finding* finding) { return finding->one_sided(); })) {
      resolve_lack(group, issue);
    } else {
      resolve_difference(group, issue);
    }
    return issue;
  }

  /// The versions that say what a passage says, besides those that are known to differ about it;
  /// their passages go into the issue.
  std::vector<std::size_t> find_agreeing(std::size_t version, const Passage& passage,
                                         const std::set<std::size_t>& known,
                                         VersionIssue& issue) const {
    std::vector<std::size_t> agreeing;
    if (!issue.row) return agreeing;
    for (std::size_t other = 0; other < report_.versions.size(); ++other) {
      if (known.contains(other)) continue;
      std::optional<Passage> found =
          mentions_.find(version, passage, other, report_.rows[*issue.row].sentences[other]);
      if (!found) continue;
      agreeing.push_back(other);
      if (!issue.passages[other]) issue.passages[other] = std::move(found);
    }
    return agreeing;
  }

  void resolve_lack(const Group& group, VersionIssue& issue) const {
    std::set<std::size_t> have;
    std::set<std::size_t> lack;
    for (const Finding* finding : group) {
      have.insert(finding->holder());
      lack.insert(finding->lacker());
    }
    if (group.front()->family == "sentence" && issue.row) take_row(*issue.row, have, lack, issue);
    for (const std::size_t version : have) lack.erase(version);
    std::set<std::size_t> known = have;
    known.insert(lack.begin(), lack.end());
    const Finding& one = *group.front();
    if (one.family != "sentence" && one.family != "clause") {
      const Passage& passage = **one.passage_in(one.holder());
      for (const std::size_t more : find_agreeing(one.holder(), passage, known, issue))
        have.insert(more);
    }
    if (lack.size() == 1) {
      issue.stand = VersionStand::kLacks;
      issue.odd = *lack.begin();
      issue.others.assign(have.begin(), have.end());
    } else if (have.size() == 1) {
      issue.stand = VersionStand::kOnly;
      issue.odd = *have.begin();
      issue.others.assign(lack.begin(), lack.end());
    } else {
      issue.others.assign(known.begin(), known.end());
    }
  }

  /// Of a lost sentence the row shows who has it: a pair may have been too unsure to say so.
  void take_row(std::size_t row, std::set<std::size_t>& have, std::set<std::size_t>& lack,
                VersionIssue& issue) const {
    const auto& sentences = report_.rows[row].sentences;
    const bool whole = std::all_of(lack.begin(), lack.end(),
                                   [&](std::size_t version) { return sentences[version].empty(); });
    if (!whole) return;
    for (std::size_t version = 0; version < sentences.size(); ++version) {
      if (sentences[version].empty()) {
        lack.insert(version);
        continue;
      }
      have.insert(version);
      if (issue.passages[version]) continue;
      const Span span{sentences[version].front().begin, sentences[version].back().end};
      issue.passages[version] = Passage{span, std::string(span.of(report_.text(version)))};
    }
  }

  void resolve_difference(const Group& group, VersionIssue& issue) const {
    std::set<std::size_t> involved;
    for (const Finding* finding : group) {
      involved.insert(finding->pair->source);
      involved.insert(finding->pair->target);
    }
    std::vector<std::size_t> in_all;
    for (const std::size_t version : involved) {
      if (std::all_of(group.begin(), group.end(), [&](const Finding* finding) {
            return finding->pair->source == version || finding->pair->target == version;
          }))
        in_all.push_back(version);
    }
    // Who agrees with whom, of the versions that no pair reports.
    std::map<std::size_t, std::vector<std::size_t>> agreeing;
    for (const std::size_t version : involved) {
      if (issue.passages[version])
        agreeing[version] = find_agreeing(version, *issue.passages[version], involved, issue);
    }
    if (in_all.size() == 2) {  // one pair: a third version decides
      const bool first = !agreeing[in_all[0]].empty();
      const bool second = !agreeing[in_all[1]].empty();
      if (first != second) in_all = {first ? in_all[1] : in_all[0]};
    }
    if (in_all.size() == 1 && report_.versions.size() > 2) {
      issue.stand = VersionStand::kDiffers;
      issue.odd = in_all[0];
      std::set<std::size_t> others = involved;
      others.erase(in_all[0]);
      for (const std::size_t version : involved) {
        if (version != in_all[0]) others.insert(agreeing[version].begin(), agreeing[version].end());
      }
      issue.others.assign(others.begin(), others.end());
    } else {
      issue.others.assign(involved.begin(), involved.end());
    }
  }

  const VersionReport& report_;
  VersionMentions mentions_;
  std::map<std::pair<std::size_t, std::uint32_t>, std::pair<Span, std::size_t>> row_of_;
};

}  // namespace

std::string VersionReport::label(std::size_t version) const {
  const Article& own = versions[version]->article;
  const auto same = std::count_if(versions.begin(), versions.end(), [&](const auto* other) {
    return other->article.lang == own.lang;
  });
  return same > 1 || own.lang.empty() ? own.name : own.lang;
}

VersionReport compare_versions(const std::vector<ComparedPair>& pairs, std::size_t versions,
                               const NameMatcher& names) {
  VersionReport report;
  report.versions.resize(versions);
  for (const ComparedPair& pair : pairs) {
    if (report.versions[pair.source] == nullptr)
      report.versions[pair.source] = &pair.report->source;
    if (report.versions[pair.target] == nullptr)
      report.versions[pair.target] = &pair.report->target;
  }
  report.rows = version_rows(pairs, versions);
  report.issues = Grouper(report, names).issues(pairs);
  const auto place = [](const VersionIssue& issue) {
    std::vector<std::uint32_t> begins;
    for (const std::optional<Passage>& passage : issue.passages)
      begins.push_back(passage ? passage->span.begin : ~std::uint32_t{0});
    return std::tuple(issue.row, begins, issue.check);
  };
  std::sort(report.issues.begin(), report.issues.end(),
            [&](const VersionIssue& a, const VersionIssue& b) { return place(a) < place(b); });
  return report;
}

}  // namespace concord

// Writes the index page of a batch.
#include "formats/index_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>
#include <vector>

#include "formats/escape.h"
#include "formats/messages.h"
#include "formats/page_files.h"
#include "formats/pair_record.h"
#include "text/lines.h"

namespace concord {
namespace {

using OrderedJson = nlohmann::ordered_json;

/// Issues by severity: errors, warnings, notes.
using Counts = std::array<std::size_t, 3>;
constexpr std::array<std::string_view, 3> kSeverities = {"error", "warning", "info"};

/// One line of the summaries.
struct PairSummary {
  std::string id;
  std::string languages;
  std::string error;  ///< why it could not be read; empty when it was
  Counts counts = {};
  std::size_t silenced = 0;
};

/// All that the page shows.
struct Summary {
  std::vector<PairSummary> pairs;
  std::map<std::string, Counts> by_check;
  Counts total = {};
  std::size_t silenced = 0;
  std::size_t unread = 0;
};

Summary summary_of(std::string_view summaries) {
  Summary all;
  for (Lines lines(summaries); lines.next();) {
    if (lines.line().empty()) continue;
    const OrderedJson json = OrderedJson::parse(lines.line());
    PairSummary pair;
    pair.id = id_text(json.at("id"));
    if (json.contains("error")) {
      pair.error = json["error"].get<std::string>();
      ++all.unread;
      all.pairs.push_back(std::move(pair));
      continue;
    }
    pair.languages = json.at("lang").get<std::string>();
    const OrderedJson& counts = json.at("counts");
    for (std::size_t s = 0; s < kSeverities.size(); ++s) {
      pair.counts[s] = counts.value(std::string(kSeverities[s]), std::size_t{0});
      all.total[s] += pair.counts[s];
    }
    pair.silenced = counts.value("silenced", std::size_t{0});
    all.silenced += pair.silenced;
    for (const auto& [check, of_check] : json.at("checks").items()) {
      Counts& sum = all.by_check[check];
      for (std::size_t s = 0; s < sum.size(); ++s) sum[s] += of_check.at(s).get<std::size_t>();
    }
    all.pairs.push_back(std::move(pair));
  }
  std::stable_sort(
      all.pairs.begin(), all.pairs.end(), [](const PairSummary& a, const PairSummary& b) {
        return std::tuple(a.error.empty(), b.counts) < std::tuple(b.error.empty(), a.counts);
      });
  return all;
}

std::string line_of(const OrderedJson& json) {
  return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

std::size_t sum_of(const Counts& counts) { return counts[0] + counts[1] + counts[2]; }

/// Writes the page's parts in one language.
class IndexWriter {
 public:
  IndexWriter(const std::string& messages, const std::string& ui_lang)
      : messages_(messages, ui_lang) {}

  std::string page(const Summary& all) const {
    const PageFiles files = page_files();
    const std::string title = message("index.title");
    return fmt::format(
               "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
               "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
               "style-src 'sha256-{}'; "
               "base-uri 'none'; form-action 'none'\">\n"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
               "<meta name=\"color-scheme\" content=\"light "
               "dark\">\n<title>{}</title>\n<style>{}</style>\n</head>\n"
               "<body>\n<header class=\"top\"><h1>{}</h1><p "
               "class=\"status\">{}</p></header>\n<main class=\"index\">\n",
               messages_.lang(), files.style_hash, title, files.style, title, totals(all)) +
           chart(all.by_check) + table(all) + "</main>\n</body>\n</html>\n";
  }

 private:
  std::string message(const std::string& id) const { return page_text(messages_.text({id, {}})); }
  std::string counted(const std::string& id, std::size_t count) const {
    return page_text(messages_.text({id, {{"count", std::to_string(count)}}}));
  }

  std::string totals(const Summary& all) const {
    std::string out = counted("index.pairs", all.pairs.size()) + ": " +
                      page_text(messages_.text({"summary.counts",
                                                {{"errors", std::to_string(all.total[0])},
                                                 {"warnings", std::to_string(all.total[1])},
                                                 {"infos", std::to_string(all.total[2])}}}));
    if (all.silenced > 0) out += " " + counted("summary.silenced", all.silenced);
    if (all.unread > 0) out += " " + counted("index.unread", all.unread);
    return out;
  }

  /// The cells of counts; what is zero steps back.
  static std::string count_cells(const Counts& counts) {
    std::string out;
    for (std::size_t s = 0; s < counts.size(); ++s) {
      out += fmt::format("<td class=\"count {}\">{}</td>", counts[s] > 0 ? kSeverities[s] : "none",
                         counts[s]);
    }
    return out;
  }

  std::string count_heads() const {
    return fmt::format(
        "<th scope=\"col\" class=\"count\">{}</th><th scope=\"col\" class=\"count\">{}</th>"
        "<th scope=\"col\" class=\"count\">{}</th>",
        message("index.errors"), message("index.warnings"), message("index.infos"));
  }

  /// A bar a check, as long as it has issues, its parts coloured by severity. The numbers stand
  /// beside it.
  std::string chart(const std::map<std::string, Counts>& by_check) const {
    if (by_check.empty()) return {};
    std::vector<std::pair<std::string, Counts>> checks(by_check.begin(), by_check.end());
    std::stable_sort(checks.begin(), checks.end(), [](const auto& a, const auto& b) {
      return sum_of(a.second) > sum_of(b.second);
    });
    const auto longest = static_cast<double>(sum_of(checks.front().second));
    std::string out = fmt::format(
        "<table class=\"pairs chart\">\n<caption>{}</caption>\n<thead><tr><th scope=\"col\">{}</th>"
        "<td class=\"bar\"></td>{}</tr></thead>\n<tbody>\n",
        message("index.by-check"), message("page.check"), count_heads());
    for (const auto& [check, counts] : checks) {
      out += fmt::format(
          "<tr><th scope=\"row\">{}</th><td class=\"bar\"><svg viewBox=\"0 0 100 8\" "
          "preserveAspectRatio=\"none\" "
          "aria-hidden=\"true\">",
          message("check." + check));
      double at = 0;
      for (std::size_t s = 0; s < counts.size(); ++s) {
        const double width = longest > 0 ? 100 * static_cast<double>(counts[s]) / longest : 0;
        if (width > 0)
          out += fmt::format("<rect class=\"{}\" x=\"{:.2f}\" width=\"{:.2f}\" height=\"8\"/>",
                             kSeverities[s], at, width);
        at += width;
      }
      out += "</svg></td>" + count_cells(counts) + "</tr>\n";
    }
    return out + "</tbody></table>\n";
  }

  std::string table(const Summary& all) const {
    std::string out = fmt::format(
        "<table class=\"pairs\">\n<caption>{}</caption>\n<thead><tr><th scope=\"col\">{}</th><th "
        "scope=\"col\">{}</th>{}"
        "<th scope=\"col\" class=\"count\">{}</th></tr></thead>\n<tbody>\n",
        message("index.title"), message("index.pair"), message("index.languages"), count_heads(),
        message("index.silenced"));
    for (const PairSummary& pair : all.pairs) {
      if (!pair.error.empty()) {
        out += fmt::format(
            "<tr class=\"unread\"><th scope=\"row\">{}</th><td colspan=\"5\" "
            "class=\"error\">{}</td></tr>\n",
            page_text(pair.id), page_text(pair.error));
        continue;
      }
      out += fmt::format(
          "<tr><th scope=\"row\"><a href=\"{}\">{}</a></th><td>{}</td>{}<td class=\"count "
          "{}\">{}</td></tr>\n",
          uri_of_path(page_name(pair.id)), page_text(pair.id), page_text(pair.languages),
          count_cells(pair.counts), pair.silenced > 0 ? "" : "none", pair.silenced);
    }
    return out + "</tbody></table>\n";
  }

  MessageCatalogue messages_;
};

}  // namespace

std::string index_summary(const PairRecord& record) {
  if (!record.error.empty()) return line_of({{"id", record.id}, {"error", record.error}});
  std::map<std::string, Counts> checks;
  for (const RecordedIssue& issue : record.issues) {
    const auto severity =
        std::find(kSeverities.begin(), kSeverities.end(), severity_name(issue.severity));
    ++checks[issue.check][static_cast<std::size_t>(severity - kSeverities.begin())];
  }
  return line_of({{"id", record.id},
                  {"lang", record.source.lang + "-" + record.target.lang},
                  {"counts", counts_json(record.counts)},
                  {"checks", checks}});
}

std::string index_summary(std::string_view record) {
  const OrderedJson json = OrderedJson::parse(record);
  if (json.contains("error")) return line_of({{"id", json.at("id")}, {"error", json["error"]}});
  std::map<std::string, Counts> checks;
  for (const OrderedJson& issue : json.at("issues")) {
    const auto severity =
        std::find(kSeverities.begin(), kSeverities.end(), issue.at("severity").get<std::string>());
    if (severity != kSeverities.end())
      ++checks[issue.at("check").get<std::string>()]
              [static_cast<std::size_t>(severity - kSeverities.begin())];
  }
  return line_of({{"id", json.at("id")},
                  {"lang", json["source"]["lang"].get<std::string>() + "-" +
                               json["target"]["lang"].get<std::string>()},
                  {"counts", json["counts"]},
                  {"checks", checks}});
}

std::string index_page(std::string_view summaries, const std::string& messages,
                       const std::string& ui_lang) {
  return IndexWriter(messages, ui_lang).page(summary_of(summaries));
}

}  // namespace concord

// Writes the index page of a batch.
#include "formats/index_page.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "formats/escape.h"
#include "formats/pair_record.h"

namespace concord {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::string_view kHead = R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>concord: checked pairs</title>
<style>
body{font:15px/1.4 system-ui,sans-serif;margin:2em;color:#222;background:#fff}
table{border-collapse:collapse;width:100%}
th,td{padding:.3em .6em;border-bottom:1px solid #ddd;text-align:left;vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
tr.error td.n.e{color:#b00020;font-weight:bold} tr.warning td.n.w{color:#8a5a00;font-weight:bold}
tr.unread td{color:#b00020}
@media (prefers-color-scheme:dark){body{color:#ddd;background:#181818}th,td{border-color:#444}a{color:#8ab4f8}}
</style></head><body>
<h1>Checked pairs</h1>
)";

template <class Use>
void for_each_line(std::string_view lines, Use use) {
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    if (end > 0) use(OrderedJson::parse(lines.substr(0, end)));
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
}

}  // namespace

std::string index_summary(std::string_view record) {
  const OrderedJson json = OrderedJson::parse(record);
  OrderedJson summary = {{"id", json.at("id")}};
  if (json.contains("error")) {
    summary["error"] = json["error"];
  } else {
    summary["lang"] = json["source"]["lang"].get<std::string>() + "-" + json["target"]["lang"].get<std::string>();
    summary["counts"] = json["counts"];
  }
  return summary.dump() + "\n";
}

std::string index_page(std::string_view summaries) {
  std::size_t pairs = 0;
  std::size_t unread = 0;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t infos = 0;
  std::string rows;
  for_each_line(summaries, [&](const OrderedJson& summary) {
    ++pairs;
    const std::string id = id_text(summary["id"]);
    if (summary.contains("error")) {
      ++unread;
      rows += fmt::format("<tr class=\"unread\"><td>{}</td><td colspan=\"4\">{}</td></tr>\n", page_text(id),
                          page_text(summary["error"].get<std::string>()));
      return;
    }
    const auto count = [&](const char* severity) { return summary["counts"][severity].get<std::size_t>(); };
    errors += count("error");
    warnings += count("warning");
    infos += count("info");
    const std::string_view worst = count("error") > 0 ? "error" : count("warning") > 0 ? "warning" : "clean";
    rows += fmt::format(
        "<tr class=\"{}\"><td><a href=\"{}\">{}</a></td><td>{}</td><td class=\"n e\">{}</td><td class=\"n w\">{}</td>"
        "<td class=\"n\">{}</td></tr>\n",
        worst, page_name(id), page_text(id), page_text(summary["lang"].get<std::string>()), count("error"),
        count("warning"), count("info"));
  });
  return std::string(kHead) +
         fmt::format("<p>{} pairs: {} errors, {} warnings, {} notes; {} could not be read.</p>\n", pairs, errors,
                     warnings, infos, unread) +
         "<table><thead><tr><th>Pair</th><th>Languages</th><th class=\"n\">Errors</th><th class=\"n\">Warnings</th>"
         "<th class=\"n\">Notes</th></tr></thead><tbody>\n" +
         rows + "</tbody></table>\n</body></html>\n";
}

}  // namespace concord

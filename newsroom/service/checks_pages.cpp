// How often each check was right, by the verdicts of the desk: as JSON and as a page.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "checks/core/check.h"
#include "newsroom/service/desk.h"
#include "newsroom/service/desk_values.h"
#include "newsroom/service/page_maker.h"

namespace concord {
namespace {

using OrderedJson = nlohmann::ordered_json;

std::string count_cell(std::size_t count, const char* severity) {
  return fmt::format("<td class=\"count {}\">{}</td>", count > 0 ? severity : "", count);
}

/// A share of verdicts with the interval in which it lies 19 times in 20 (Wilson 1927), in percent.
struct Share {
  double share = 0;
  double low = 0;
  double high = 0;
};
Share share_of(std::size_t part, std::size_t all) {
  constexpr double kZ = 1.96;
  const auto n = static_cast<double>(all);
  const double p = static_cast<double>(part) / n;
  const double middle = (p + kZ * kZ / (2 * n)) / (1 + kZ * kZ / n);
  const double half = kZ * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n)) / (1 + kZ * kZ / n);
  return {100 * p, 100 * std::max(0.0, middle - half), 100 * std::min(1.0, middle + half)};
}

/// One check: its verdicts, and as a graph how often it was useful, with the interval in which the
/// true share lies.
std::string earnings_row(const CheckEarnings& row, const PageMaker& page) {
  const std::size_t useful = row.real + row.intended;
  const Share share = share_of(useful, useful + row.false_alarms);
  return fmt::format("<tr><th scope=\"row\">{}<span class=\"worst\">{}</span></th>",
                     page.html("check." + row.check), page.html("explain." + row.check)) +
         count_cell(row.real, "") + count_cell(row.intended, "") +
         count_cell(row.false_alarms, "") +
         fmt::format(
             "<td>{:.0f}% <span class=\"range\">({:.0f}\xE2\x80\x93{:.0f})</span> <svg "
             "class=\"chart\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" "
             "aria-hidden=\"true\"><rect width=\"{:.1f}\" height=\"8\" fill=\"currentColor\"/>"
             "<rect x=\"{:.1f}\" y=\"3\" width=\"{:.1f}\" height=\"2\" class=\"interval\"/>"
             "</svg></td></tr>\n",
             share.share, share.low, share.high, share.share, share.low, share.high - share.low);
}

ServiceResponse get_checks(Desk& desk, const DeskRequest&, std::int64_t, const std::string&) {
  OrderedJson checks = OrderedJson::array();
  for (const CheckEarnings& row : desk.store.earnings())
    checks.push_back({{"check", row.check},
                      {"real", row.real},
                      {"false_alarms", row.false_alarms},
                      {"intended", row.intended}});
  return json_response({{"checks", std::move(checks)}});
}

ServiceResponse checks_page(Desk& desk, const DeskRequest& request, std::int64_t,
                            const std::string&) {
  const PageMaker page(desk.messages, desk.ui_lang(request), desk.options.version, request.caller,
                       desk.languages);
  std::string rows;
  for (const CheckEarnings& row : desk.store.earnings()) rows += earnings_row(row, page);
  std::string body = "<h1>" + page.html("desk.checks") + "</h1>\n<p class=\"compared\">" +
                     page.html("desk.checks-about") + "</p>\n";
  if (rows.empty()) {
    body += "<p>" + page.html("desk.no-verdicts") + "</p>\n";
  } else {
    body += page.table_head({"page.check", "verdict.real", "verdict.intended",
                             "verdict.false-alarm", "desk.right"}) +
            rows + "</tbody></table></div>\n";
  }
  body += "<section class=\"explained\"><h2>" + page.html("page.explained") + "</h2>\n<dl>\n";
  for (const Check& check : all_checks()) {
    const std::string name(check.name);
    body += fmt::format("<dt id=\"{0}\">{1}</dt><dd>{2}</dd>\n", name, page.html("check." + name),
                        page.html("explain." + name));
  }
  body += "</dl></section>\n";
  return page.response(page.text("desk.checks"), "checks", body, false);
}

}  // namespace

void add_checks_routes(Desk& desk, DeskRoutes& routes) {
  routes.add(desk, {"GET", "/api/v1/checks", Role::kReader}, get_checks);
  routes.add(desk, {"GET", "/checks", Role::kReader}, checks_page);
}

}  // namespace concord

// What a page says of its report in JSON-LD (schema.org, NewsArticle).
//
//   if (const auto report = read_linked_data(script)) use(report->headline, report->published);
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/article.h"

namespace concord {

/// The properties of a report that a reader uses; empty where the page does not say.
struct LinkedReport {
  std::string headline;
  std::string lang;  ///< inLanguage, BCP 47
  std::optional<Day> published;
};

/// The first article of a script of type application/ld+json: an object, an array of them or a
/// graph. None where there is no article or the text is no JSON; never throws.
std::optional<LinkedReport> read_linked_data(std::string_view json);

}  // namespace concord

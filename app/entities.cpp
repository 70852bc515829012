// concord entities: the mentions of sentences on standard input.
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "lang/base/data_dirs.h"
#include "lang/pack/analyse.h"
#include "lang/pack/packs.h"
#include "text/input_error.h"
#include "text/unicode.h"

namespace concord::app {
namespace po = boost::program_options;

int run_entities(const Arguments& arguments, const ProgramData& data) {
  std::string lang;
  std::string date;
  std::string format;
  po::options_description options("Options");
  options.add_options()                                                              //
      ("lang", po::value(&lang)->required(), "language of the sentences")            //
      ("date", po::value(&date)->default_value(""), "publication date, YYYY-MM-DD")  //
      ("format", po::value(&format)->default_value("jsonl"), "jsonl");
  if (!parse_options(arguments, "Usage: concord entities --lang L [--date D] < SENTENCES", options))
    return kClean;
  if (format != "jsonl") throw UsageError("unknown format '" + format + "'; use jsonl");
  const std::optional<Day> published = parse_day(date);
  Packs packs(*data);
  const Lexicon none;
  Analyser analyser(packs.get(lang), none, Side::kSource);
  std::string text;
  for (std::size_t line = 1; std::getline(std::cin, text); ++line) {
    if (const auto at = first_invalid_utf8(text)) {
      throw InputError("standard input", line, "is not UTF-8 at byte " + std::to_string(*at),
                       "save it as UTF-8");
    }
    const CodePointIndex index(text);
    for (const Mention& mention :
         analyser.analyse(text, {0, static_cast<std::uint32_t>(text.size())}, published).mentions) {
      if (mention.date() != nullptr && is_time_only(*mention.date())) continue;
      const auto show = [&](std::string_view type, Span span, const std::string& value) {
        const nlohmann::ordered_json object = {{"line", line},
                                               {"type", type},
                                               {"text", span.of(text)},
                                               {"start", index.at(span.begin)},
                                               {"end", index.at(span.end)},
                                               {"value", value}};
        print(object.dump() + "\n");
      };
      const Quantity* quantity = mention.quantity();
      if (quantity && mention.type == MentionType::kUnit && !mention.figure.empty()) {
        // A measure is a number too, for readers that do not ask for units.
        Quantity number = *quantity;
        number.unit.clear();
        show(type_name(MentionType::kNumber), mention.figure, to_string(number));
      }
      if (quantity && quantity->implied && mention.figure.empty()) continue;
      show(type_name(mention.type), mention.span, value_text(mention));
    }
  }
  return kClean;
}

}  // namespace concord::app

// Reads the segments of a translation memory in two languages.
#include "formats/tmx/text_pairs.h"

#include "formats/bitext_xml.h"
#include "text/input_error.h"

namespace concord {

std::vector<TextPair> read_text_pairs(const std::string& path, const LanguagePair& languages) {
  std::vector<TextPair> pairs;
  read_tmx(path, [&](const TmxEntry& entry) {
    const TmxVariant* source = variant_of(entry, languages.source);
    const TmxVariant* target = variant_of(entry, languages.target);
    if (entry.damaged || source == nullptr || target == nullptr || source->text.empty() ||
        target->text.empty())
      return;
    pairs.push_back({source->text, target->text});
  });
  if (pairs.empty())
    throw InputError(path, 0, "has no pair of " + languages.source + " and " + languages.target,
                     "check --src-lang and --tgt-lang");
  return pairs;
}

}  // namespace concord

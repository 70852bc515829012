// The whole chain on arbitrary text, over every language pair: the first byte chooses the language
// of the source, the rest is cut in two at the first NUL byte, and the second half is English.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "checks/core/checkers.h"
#include "formats/read_article.h"
#include "formats/writer.h"
#include "lang/base/data_dirs.h"
#include "text/input_error.h"

namespace {

constexpr std::array kLanguages = {"ru", "uk", "id", "vi", "en"};

struct Chain {
  concord::Packs packs{concord::find_data_dirs()};
  concord::SharedResources shared{packs};
  concord::Checkers checkers{shared};
};

concord::Article read(Chain& chain, const std::string& bytes, const std::string& lang) {
  concord::ReadOptions options;
  options.lang = lang;
  options.format = "text";
  options.published = concord::Day(std::chrono::days(20000));
  return concord::read_article("fuzz", bytes, options, chain.packs);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Chain chain;
  if (size == 0) return 0;
  const char* const lang = kLanguages[data[0] % kLanguages.size()];
  const std::string input(reinterpret_cast<const char*>(data + 1), size - 1);
  const std::size_t cut = input.find('\0');
  try {
    const concord::PairReport report =
        chain.checkers.get(lang, "en")
            .check(read(chain, input.substr(0, cut), lang),
                   read(chain, cut == std::string::npos ? "A." : input.substr(cut + 1), "en"));
    const std::string error = concord::partition_error(report.beads, report.source.sentences.size(),
                                                       report.target.sentences.size());
    if (!error.empty()) std::abort();
    concord::WriterOptions options;
    options.messages = concord::find_data_dirs().messages;
    for (const std::string& format : concord::report_formats()) {
      const auto writer = concord::make_writer(format, options);
      writer->begin();
      writer->pair(report);
      writer->end();
    }
  } catch (const concord::InputError&) {
    // Bad input is refused: that is right.
  }
  return 0;
}

// Every writer on a report whose texts, names, values and notes are arbitrary bytes, and what TMX
// writes read back: one input is cut at its NUL bytes.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "formats/bitext_xml.h"
#include "formats/tmx/tmx_frame.h"
#include "formats/writer.h"
#include "formats/xml_stream.h"
#include "lang/base/data_dirs.h"
#include "tests/formats/report_builder.h"
#include "text/input_error.h"
#include "text/unicode.h"

namespace {

/// The next part of the input; "x" when there is none left.
class Parts {
 public:
  explicit Parts(std::string input) : input_(std::move(input)) {}
  std::string next() {
    const std::size_t end = std::min(input_.find('\0', at_), input_.size());
    std::string part = at_ < input_.size() ? input_.substr(at_, end - at_) : "x";
    at_ = end + 1;
    // The library's texts are UTF-8 whatever was read.
    return concord::first_invalid_utf8(part) ? "x" : part;
  }

 private:
  std::string input_;
  std::size_t at_ = 0;
};

std::string written(const std::string& format, const concord::PairReport& report, bool judged) {
  concord::WriterOptions options;
  options.messages = concord::find_data_dirs().messages;
  options.version = "1";
  options.judged = judged;
  const auto writer = format == "tmx" ? concord::make_bead_writer(format, options)
                                      : concord::make_report_writer(format, options);
  return writer->begin() + writer->pair(report) + writer->end();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Parts parts(std::string(reinterpret_cast<const char*>(data), size));
  const std::string first = "a" + parts.next();
  const std::string second = "b" + parts.next();
  concord::PairReport report{{},
                             concord::test::article_of(parts.next(), "ru", {first}),
                             concord::test::article_of(parts.next(), "en", {second}),
                             {},
                             {}};
  report.id = parts.next();
  report.beads = {{{0}, {0}, 0.5, 0.9}};
  concord::Issue issue{"number",
                       concord::Severity::kWarning,
                       {"number.differs", {{"source", parts.next()}, {"target", parts.next()}}},
                       {},
                       {},
                       0U,
                       1,
                       {}};
  issue.id = "9f2c61d07b3e8a54";
  issue.source = concord::Passage{report.source.sentences[0].span, parts.next()};
  issue.target = concord::Passage{report.target.sentences[0].span, parts.next()};
  issue.judgement = concord::Judgement{"baseline", parts.next()};
  report.issues = {issue};
  for (const bool judged : {false, true}) {
    if (!judged) report.issues[0].judgement.reset();
    for (const std::string& format : concord::report_formats()) written(format, report, judged);
    report.issues[0].judgement = issue.judgement;
  }
  // What is written must be XML, and say the same.
  const std::string tmx = written("tmx", report, true);
  std::vector<concord::TmxEntry> read;
  concord::TmxHandler handler([&](concord::TmxEntry entry) { read.push_back(std::move(entry)); });
  concord::XmlStream xml("tmx", handler);
  handler.attach(xml);
  xml.feed(tmx);
  xml.finish();
  if (read.size() != 1 || read[0].variants.size() != 2) std::abort();
  return 0;
}

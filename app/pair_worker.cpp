// Turns one manifest line into the bytes of every output.
#include "app/pair_worker.h"

#include <utility>

#include "formats/tmx_frame.h"
#include "text/input_error.h"
#include "text/read_file.h"

namespace concord::app {

Article read_version(FeedItem item, Packs& packs) {
  if (!item.file_format.empty() && item.body.empty()) item.body = read_file(item.id);
  return read_item(item, packs);
}

PairWorker::PairWorker(SharedResources& shared, const PairOutputs& outputs)
    : shared_(&shared), outputs_(&outputs), checkers_(shared), issues_(make_writer("jsonl", outputs.writer)) {
  if (outputs.tmx) tmx_ = make_writer("tmx", outputs.writer);
}

RenderedPair PairWorker::check(const PairRequest& request, std::size_t line) {
  Article source = read_version(request.source, shared_->packs());
  Article target = read_version(request.target, shared_->packs());
  if (!source.lang.empty() && source.lang == target.lang) {
    throw InputError(target.name, 0, "is in the same language as " + source.name + " (" + source.lang + ")",
                     "name two versions, or say \"lang\"");
  }
  PairChecker& checker = checkers_.get(source.lang, target.lang);
  PairReport report = checker.check(std::move(source), std::move(target));
  RenderedPair rendered;
  rendered.id = id_text(request.id);
  report.id = rendered.id;
  rendered.counts = count_issues(report);
  if (tmx_) rendered.tmx = tmx_units_of(tmx_->pair(report));
  rendered.record = pair_record(request.id, line, report, issues_->pair(report), count_units(rendered.tmx)) + "\n";
  if (outputs_->memory) rendered.units = memory_units(report, outputs_->outlet, outputs_->writer.timestamp);
  if (outputs_->page) {
    const auto page = make_writer("html", outputs_->writer);
    rendered.page = page->begin();
    rendered.page += page->pair(report);
    rendered.page += page->end();
  }
  return rendered;
}

RenderedPair PairWorker::run(const std::string& name, std::size_t line, const std::string& text) {
  nlohmann::ordered_json id;
  try {
    return check(parse_pair_request(name, line, text, id), line);
  } catch (const InputError& error) {
    RenderedPair rendered;
    rendered.id = id.is_null() ? std::string() : id_text(id);
    rendered.record = error_record(id, line, error.what()) + "\n";
    rendered.unread = true;
    return rendered;
  }
}

}  // namespace concord::app

// Turns one manifest line into the bytes of every output.
#include "newsroom/engine/pair_worker.h"

#include <utility>

#include "formats/tmx/tmx_frame.h"
#include "text/input_error.h"
#include "text/read_file.h"

namespace concord::app {

Article read_version(FeedItem item, Packs& packs) {
  if (!item.file_format.empty() && item.body.empty()) item.body = read_file(item.id);
  return read_item(item, packs);
}

PairWorker::PairWorker(SharedResources& shared, const PairOutputs& outputs)
    : shared_(&shared), outputs_(&outputs), checkers_(shared) {
  writers(outputs.writer.ui_lang);
}

PairWorker::Writers& PairWorker::writers(const std::string& ui_lang) {
  const auto [known, is_new] = writers_.try_emplace(ui_lang);
  if (is_new) {
    known->second.options = outputs_->writer;
    known->second.options.ui_lang = ui_lang;
    known->second.issues = make_writer("jsonl", known->second.options);
    if (outputs_->tmx) known->second.tmx = make_writer("tmx", known->second.options);
  }
  return known->second;
}

RenderedPair PairWorker::check(const PairRequest& request, std::size_t line) {
  Article source = read_version(request.source, shared_->packs());
  Article target = read_version(request.target, shared_->packs());
  if (!source.lang.empty() && source.lang == target.lang) {
    throw InputError(target.name, 0,
                     "is in the same language as " + source.name + " (" + source.lang + ")",
                     "name two versions, or give \"lang\"");
  }
  std::string terms;
  std::string ui_lang = outputs_->writer.ui_lang;
  if (outputs_->desk != nullptr) {
    outputs_->desk->take_furniture(source, target);
    const PairRules& rules = outputs_->desk->rules(source, target);
    terms = rules.terms;
    if (!rules.ui_lang.empty()) ui_lang = rules.ui_lang;
  }
  Writers& out = writers(ui_lang);
  PairChecker& checker = checkers_.get(source.lang, target.lang, terms);
  PairReport report = checker.check(std::move(source), std::move(target));
  if (outputs_->desk != nullptr) outputs_->desk->apply(report);
  RenderedPair rendered;
  rendered.id = id_text(request.id);
  report.id = rendered.id;
  rendered.counts = count_issues(report);
  if (out.tmx) rendered.tmx = tmx_units_of(out.tmx->pair(report));
  rendered.record =
      pair_record(request.id, line, report, out.issues->pair(report), count_units(rendered.tmx)) +
      "\n";
  for (Issue& issue : report.issues) {
    if (!issue.judgement && outputs_->accepted.contains(issue.id))
      issue.judgement = Judgement{"false-alarm", {}};
  }
  rendered.documents = {report.source.article.name, report.target.article.name};
  if (outputs_->memory)
    rendered.units = memory_units(report, outputs_->outlet, outputs_->writer.timestamp);
  if (outputs_->page) {
    const auto page = make_writer("html", out.options);
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

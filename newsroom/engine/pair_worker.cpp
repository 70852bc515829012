// Checks one pair and makes what the outputs of a run want of it.
#include "newsroom/engine/pair_worker.h"

#include <utility>

#include "formats/read_article.h"
#include "text/input_error.h"
#include "text/read_file.h"

namespace concord {

Article read_version(FeedItem item, Packs& packs) {
  if (!item.file_format.empty() && item.body.empty()) item.body = read_file(item.id);
  return read_item(item, packs);
}

PairWorker::PairWorker(SharedResources& shared, const PairOutputs& outputs)
    : shared_(&shared), outputs_(&outputs), checkers_(shared) {
  language(outputs.writer.ui_lang);
}

const PairWorker::Language& PairWorker::language(const std::string& ui_lang) {
  const auto known = languages_.find(ui_lang);
  if (known != languages_.end()) return known->second;
  Language added{outputs_->writer, MessageCatalogue(ui_lang)};
  added.options.ui_lang = ui_lang;
  return languages_.emplace(ui_lang, std::move(added)).first->second;
}

RenderedPair PairWorker::check(const PairRequest& request, std::size_t line) {
  for (const FeedItem* item : {&request.source, &request.target}) {
    if (item->file_format.empty() || outputs_->files.empty()) continue;
    const auto id = file_id(item->id);
    if (id && outputs_->files.contains(*id)) throw SameFileError(item->id);
  }
  Article source = read_version(request.source, shared_->packs());
  Article target = read_version(request.target, shared_->packs());
  for (const Article* version : {&source, &target}) require_text(*version);
  if (!source.lang.empty() && source.lang == target.lang) {
    throw InputError(target.name, 0,
                     "is in the same language as " + source.name + " (" + source.lang + ")",
                     "name two versions, or give \"lang\"");
  }
  std::string terms;
  std::string ui_lang = outputs_->writer.ui_lang;
  if (outputs_->settings != nullptr) {
    outputs_->settings->mark_boilerplate(source, target);
    for (const Article* version : {&source, &target}) require_text(*version);
    const PairRules& rules = outputs_->settings->rules(source, target);
    terms = rules.terms;
    if (!rules.ui_lang.empty()) ui_lang = rules.ui_lang;
  }
  const Language& out = language(ui_lang);
  PairChecker& checker = checkers_.get(source.lang, target.lang, terms);
  PairReport report = checker.check(std::move(source), std::move(target));
  if (outputs_->settings != nullptr) outputs_->settings->apply(report);
  RenderedPair rendered;
  rendered.id = id_text(request.id);
  report.id = rendered.id;
  if (outputs_->tmx) rendered.tmx = tmx_units(report, out.options, out.messages);
  rendered.record = pair_record(request.id, line, report, out.options, out.messages);
  rendered.record.units = rendered.tmx.size();
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
  } catch (const SameFileError&) {
    throw;
  } catch (const InputError& error) {
    RenderedPair rendered;
    rendered.id = id.is_null() ? std::string() : id_text(id);
    rendered.record.id = id;
    rendered.record.line = line;
    rendered.record.error = error.what();
    return rendered;
  }
}

}  // namespace concord

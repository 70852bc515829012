// Checks one pair and makes what the outputs of a run want of it.
#include "newsroom/engine/pair_worker.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "formats/read_article.h"
#include "text/input_error.h"

namespace concord {

std::string report_text(const Article& article) {
  const bool page = std::any_of(article.blocks.begin(), article.blocks.end(),
                                [](const Block& b) { return b.role == BlockRole::kBoilerplate; });
  if (!page) return article.text;
  std::string text;
  for (const Block& block : article.blocks) {
    if (block.role == BlockRole::kBoilerplate) continue;
    text += (text.empty() ? "" : "\n\n") + std::string(block.span.of(article.text));
  }
  return text.empty() ? article.text : text;
}

PairWorker::PairWorker(SharedResources& shared, const PairOutputs& outputs)
    : shared_(&shared), outputs_(&outputs), checkers_(shared) {
  language(outputs.writer.ui_lang);
}

const PairWorker::Language& PairWorker::language(const std::string& ui_lang) {
  const auto known = languages_.find(ui_lang);
  if (known != languages_.end()) return known->second;
  Language added{outputs_->writer, MessageCatalogue(outputs_->writer.messages, ui_lang)};
  added.options.ui_lang = ui_lang;
  return languages_.emplace(ui_lang, std::move(added)).first->second;
}

RenderedPair PairWorker::check(const PairRequest& request, std::size_t line) {
  for (const FeedItem* item : {&request.source, &request.target}) {
    if (item->file.empty() || outputs_->files.empty()) continue;
    const std::string file = file_of_report(item->file);
    const auto id = file_id(file);
    if (id && outputs_->files.contains(*id)) throw SameFileError(file);
  }
  Article source = read_version(request.source, files_, shared_->packs(), &words_);
  Article target = read_version(request.target, files_, shared_->packs(), &words_);
  for (const Article* version : {&source, &target}) require_text(*version);
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
  if (outputs_->texts) {
    rendered.source_text = report_text(report.source.article);
    rendered.target_text = report_text(report.target.article);
  }
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

// Stems words with libstemmer and the tables of a language pack.
#include "lang/stemmer.h"

#include <libstemmer.h>

#include <filesystem>
#include <unordered_map>

#include "lang/table.h"
#include "text/unicode.h"

namespace concord {

struct Stemmer::Rules {
  std::unordered_map<std::string, std::string> irregular;  // folded form to lemma
  sb_stemmer* snowball = nullptr;

  ~Rules() {
    if (snowball != nullptr) sb_stemmer_delete(snowball);
  }
};

Stemmer::Stemmer(std::unique_ptr<Rules> rules) : rules_(std::move(rules)) {}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

Stemmer Stemmer::load(const std::string& data_dir, const std::string& tag) {
  auto rules = std::make_unique<Rules>();
  rules->snowball = sb_stemmer_new(tag.c_str(), "UTF_8");
  const std::string irregular = data_dir + "/" + tag + "/irregular.tsv";
  if (std::filesystem::exists(irregular)) {
    const Table table(irregular, 2, 2);
    for (const TableRow& row : table.rows()) rules->irregular.emplace(fold(row.cells[0]), fold(row.cells[1]));
  }
  return Stemmer(std::move(rules));
}

std::string Stemmer::stem(std::string_view folded) const {
  if (const auto lemma = rules_->irregular.find(std::string(folded)); lemma != rules_->irregular.end()) folded = lemma->second;
  if (rules_->snowball == nullptr) return std::string(folded);
  const sb_symbol* stem = sb_stemmer_stem(rules_->snowball, reinterpret_cast<const sb_symbol*>(folded.data()),
                                          static_cast<int>(folded.size()));
  return {reinterpret_cast<const char*>(stem), static_cast<std::size_t>(sb_stemmer_length(rules_->snowball))};
}

}  // namespace concord

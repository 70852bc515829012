// concord lexicon: compile, train, measure and show bilingual lexicons.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "app/command.h"
#include "checks/core/resources.h"
#include "formats/escape.h"
#include "formats/tmx/text_pairs.h"
#include "lang/base/data_dirs.h"
#include "lang/base/table.h"
#include "lang/build/lexicon_sources.h"
#include "lang/build/train.h"
#include "lang/lexicon/term_files.h"
#include "lang/pack/coverage.h"
#include "text/file_identity.h"
#include "text/input_error.h"
#include "text/output_file.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

constexpr const char* kUsage =
    R"(Usage: concord lexicon compile FILE.tsv|FILE.tbx... --src-lang L --tgt-lang L --output FILE
       concord lexicon train FILE.tmx... --src-lang L --tgt-lang L --output FILE
       concord lexicon import --lang L --output FILE
       concord lexicon coverage --aligned FILE --src-lang L --tgt-lang L
       concord lexicon show --src-lang L --tgt-lang L [WORD...]
       concord lexicon verify FILE...

compile   compiles a lexicon from a termbase: TSV (term TAB rendering; rendering) or TBX
train     learns one from translation memories
import    compiles the lexicon of L and English again from its pack and the dictionaries installed on this machine
coverage  counts the words of aligned lines that a lexicon renders
show      the sources of a lexicon, or the renderings of words
verify    reads compiled lexicons whole and fails when one is damaged

Use what compile and train write with concord check --lexicon FILE.
)";

/// The options of the commands that write a lexicon.
struct MakeOptions {
  std::vector<std::string> files;
  LanguagePair languages;
  std::string output;

  po::options_description description() {
    po::options_description options("Options");
    options.add_options()                                                                 //
        ("file", po::value(&files)->required()->composing(), "what to read")              //
        ("src-lang", po::value(&languages.source)->required(), "language of the source")  //
        ("tgt-lang", po::value(&languages.target)->required(), "language of the target")  //
        ("output", po::value(&output)->required(), "the compiled lexicon to write");
    return options;
  }
};

po::positional_options_description files_first() {
  po::positional_options_description positional;
  positional.add("file", -1);
  return positional;
}

int run_compile(const Arguments& arguments, const ProgramData& data) {
  MakeOptions make;
  if (!parse_options(arguments, kUsage, make.description(), files_first())) return kClean;
  require_apart(make.files, {make.output});
  Packs packs(*data);
  LexiconBuilder builder(packs.get(make.languages.source), packs.get(make.languages.target));
  for (const std::string& file : make.files) {
    std::size_t pairs = 0;
    std::size_t added = 0;
    for (const TermEntry& entry : read_termbase(file, make.languages)) {
      for (const std::string& term : entry.sources) {
        for (std::size_t rank = 0; rank < entry.targets.size(); ++rank) {
          ++pairs;
          added += builder.add({term, entry.targets[rank]},
                               1 / (1 + 0.5 * static_cast<double>(rank)), "terms")
                       ? 1
                       : 0;
        }
      }
    }
    if (added == 0) {
      throw InputError(file, 0,
                       "has no pair of " + make.languages.source + " and " + make.languages.target,
                       "check --src-lang and --tgt-lang");
    }
    print_line(fmt::format("{}: {} of {} pairs", file, added, pairs));
  }
  write_file(make.output, builder.bytes());
  return kClean;
}

int run_train(const Arguments& arguments, const ProgramData& data) {
  MakeOptions make;
  if (!parse_options(arguments, kUsage, make.description(), files_first())) return kClean;
  require_apart(make.files, {make.output});
  Packs packs(*data);
  const LanguagePack& source = packs.get(make.languages.source);
  const LanguagePack& target = packs.get(make.languages.target);
  std::vector<TextPair> segments;
  for (const std::string& file : make.files) {
    std::vector<TextPair> read = read_text_pairs(file, make.languages);
    print_line(fmt::format("{}: {} units", file, read.size()));
    std::move(read.begin(), read.end(), std::back_inserter(segments));
  }
  LexiconBuilder builder(source, target);
  const std::vector<LearntPair> pairs = train(segments, source, target);
  for (const LearntPair& pair : pairs)
    builder.add({pair.source, pair.target}, pair.probability, "memory");
  write_file(make.output, builder.bytes());
  print_line(
      fmt::format("{}: {} pairs learnt from {} units", make.output, pairs.size(), segments.size()));
  return kClean;
}

int run_import(const Arguments& arguments, const ProgramData& data) {
  std::string lang;
  std::string output;
  DictionaryFolders folders;
  po::options_description options("Options");
  options.add_options()                                                            //
      ("lang", po::value(&lang)->required(), "the language that is not English")   //
      ("output", po::value(&output)->required(), "the compiled lexicon to write")  //
      ("dictd", po::value(&folders.dictd)->default_value(folders.dictd),
       "folder of the dictd dictionaries")  //
      ("apertium", po::value(&folders.apertium)->default_value(folders.apertium),
       "folder of the Apertium pairs");
  if (!parse_options(arguments, kUsage, options)) return kClean;
  Packs packs(*data);
  if (lang == "en" || packs.get(lang).function_words.empty())
    throw UsageError("there is no lexicon of '" + lang + "' and English; use ru, uk, id or vi");
  const CompiledLexicon compiled = compile_lexicon(packs, lang, folders);
  write_file(output, compiled.bytes);
  for (const std::string& note : compiled.notes) print_line(note);
  return kClean;
}

int run_show(const Arguments& arguments, const ProgramData& data) {
  LanguagePair languages;
  std::string file;
  std::vector<std::string> words;
  po::options_description options("Options");
  options.add_options()                                                                       //
      ("src-lang", po::value(&languages.source)->required(), "language of the words")         //
      ("tgt-lang", po::value(&languages.target)->required(), "language of their renderings")  //
      ("lexicon", po::value(&file)->default_value(""),
       "a compiled lexicon to use besides the program's own")  //
      ("word", po::value(&words)->composing(), "words to look up");
  po::positional_options_description positional;
  positional.add("word", -1);
  if (!parse_options(arguments, kUsage, options, positional)) return kClean;
  Packs packs(*data);
  const PairResources resources = load_resources(packs, languages.source, languages.target, file);
  const Lexicon& lexicon = resources.lexicon;
  const std::vector<std::string_view> origins = lexicon.origins();
  if (words.empty()) {
    print(fmt::format("entries\t{}\t{}\n", lexicon.size(Side::kSource) - 1,
                      lexicon.size(Side::kTarget) - 1));
    for (const std::string_view origin : origins)
      print(fmt::format("source\t{}\n", plain_line(origin)));
  }
  Vocabulary vocabulary(*resources.source, lexicon, Side::kSource);
  for (const std::string& word : words) {
    for (const Rendering& rendering :
         lexicon.renderings(Side::kSource, vocabulary.intern(word).lexicon_id)) {
      std::string from;
      for (std::size_t i = 0; i < origins.size(); ++i) {
        if ((rendering.origins >> i & 1U) != 0)
          from += (from.empty() ? "" : ",") + std::string(origins[i]);
      }
      print(fmt::format("{}\t{}\t{:.3f}\t{}\n", plain_line(word),
                        plain_line(lexicon.text(Side::kTarget, rendering.id)), rendering.weight,
                        plain_line(from)));
    }
  }
  return kClean;
}

using AnalysedPair = std::array<AnalysedSentence, 2>;

std::vector<AnalysedPair> analyse_lines(const Table& table, std::array<Analyser, 2>& analysers) {
  std::vector<AnalysedPair> lines;
  for (const TableRow& row : table.rows()) {
    AnalysedPair& line = lines.emplace_back();
    for (std::size_t side = 0; side < 2; ++side) {
      const std::string_view text = row.cells[1 + side];
      line[side] =
          analysers[side].analyse(text, {0, static_cast<std::uint32_t>(text.size())}, std::nullopt);
    }
  }
  return lines;
}

void print_coverage(const std::array<Analyser, 2>& analysers,
                    const std::array<Coverage, 2>& coverage) {
  print("lang\twords\tin lexicon\ttranslated\tby chance\n");
  for (std::size_t side = 0; side < 2; ++side) {
    const Coverage& c = coverage[side];
    const double words = c.words == 0 ? 1 : static_cast<double>(c.words);
    print(fmt::format("{}\t{}\t{:.3f}\t{:.3f}\t{:.3f}\n", analysers[side].pack().tag, c.words,
                      static_cast<double>(c.in_lexicon) / words,
                      static_cast<double>(c.translated) / words,
                      static_cast<double>(c.by_chance) / words));
  }
}

/// Prints the commonest untranslated stems of each side, `most` at the most.
void print_missing(const std::array<Analyser, 2>& analysers,
                   const std::array<std::map<std::string_view, std::size_t>, 2>& untranslated,
                   std::size_t most) {
  for (std::size_t side = 0; side < 2; ++side) {
    std::vector<std::pair<std::size_t, std::string_view>> order;
    for (const auto& [stem, count] : untranslated[side]) order.emplace_back(count, stem);
    std::sort(order.rbegin(), order.rend());
    order.resize(std::min(order.size(), most));
    for (const auto& [count, stem] : order)
      print(fmt::format("{}\t{}\t{}\n", analysers[side].pack().tag, plain_line(stem), count));
  }
}

int run_coverage(const Arguments& arguments, const ProgramData& data) {
  std::string aligned;
  std::string source_lang;
  std::string target_lang;
  std::size_t missing = 0;
  std::string lexicon;
  po::options_description options("Options");
  options.add_options()  //
      ("aligned", po::value(&aligned)->required(),
       "TSV: id TAB source TAB target, one aligned line each")                     //
      ("src-lang", po::value(&source_lang)->required(), "language of the source")  //
      ("tgt-lang", po::value(&target_lang)->required(), "language of the target")  //
      ("lexicon", po::value(&lexicon)->default_value(""),
       "a compiled lexicon to use besides the program's own")  //
      ("missing",
       ranged("missing", &missing, std::size_t{0}, std::size_t{1'000'000})->default_value(0),
       "also print this many of the commonest untranslated stems of each side");
  if (!parse_options(arguments, kUsage, options)) return kClean;
  Packs packs(*data);
  const PairResources resources = load_resources(packs, source_lang, target_lang, lexicon);
  const Table table(aligned, 3);
  std::array<Analyser, 2> analysers{Analyser(*resources.source, resources.lexicon, Side::kSource),
                                    Analyser(*resources.target, resources.lexicon, Side::kTarget)};
  const std::vector<AnalysedPair> lines = analyse_lines(table, analysers);
  std::array<Coverage, 2> coverage;
  std::array<std::map<std::string_view, std::size_t>, 2> untranslated;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    // Half of the file away: another report in every corpus that is in the order of its documents.
    const AnalysedPair& far = lines[(i + lines.size() / 2) % lines.size()];
    count_coverage(resources.lexicon, {&lines[i][0], &lines[i][1]}, {&far[0], &far[1]}, coverage);
    for (std::size_t side = 0; missing > 0 && side < 2; ++side) {
      const auto translated = translated_tokens(resources.lexicon, static_cast<Side>(side),
                                                lines[i][side], lines[i][1 - side]);
      for (std::size_t t = 0; t < translated.size(); ++t) {
        const Token& token = lines[i][side].tokens[t];
        if (translated[t] == 0 && is_content_word(token, t == 0))
          ++untranslated[side][token.word->stem];
      }
    }
  }
  print_coverage(analysers, coverage);
  print_missing(analysers, untranslated, missing);
  return kClean;
}

int run_verify(const Arguments& arguments) {
  std::vector<std::string> files;
  po::options_description options("Options");
  options.add_options()("file", po::value(&files)->required()->composing(), "compiled lexicons");
  if (!parse_options(arguments, kUsage, options, files_first())) return kClean;
  for (const std::string& file : files) {
    Lexicon::open(file).verify(file);
    print_line(file + ": sound");
  }
  return kClean;
}

}  // namespace

int run_lexicon(const Arguments& arguments, const ProgramData& data) {
  if (arguments.empty() || arguments[0] == "--help" || arguments[0] == "-h") {
    print(kUsage);
    return arguments.empty() ? kFailed : kClean;
  }
  const Arguments rest(arguments.begin() + 1, arguments.end());
  if (arguments[0] == "compile") return run_compile(rest, data);
  if (arguments[0] == "train") return run_train(rest, data);
  if (arguments[0] == "import") return run_import(rest, data);
  if (arguments[0] == "coverage") return run_coverage(rest, data);
  if (arguments[0] == "show") return run_show(rest, data);
  if (arguments[0] == "verify") return run_verify(rest);
  throw UsageError("unknown command 'lexicon " + arguments[0] + "'; see concord lexicon --help");
}

}  // namespace concord::app

// Reads dictd dictionaries and takes the glosses out of their articles.
#include "lang/build/dictd.h"

#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

#include "text/ascii.h"
#include "text/input_error.h"
#include "text/read_file.h"
#include "text/unicode.h"

namespace concord {
namespace {

constexpr std::size_t kMaxDictionary = std::size_t{1}
                                       << 30;  // bytes unpacked; the largest of Debian has 80 MB

/// dictzip is gzip with an index in its header, so zlib reads it (RFC 1952).
std::string read_gzip(const std::string& path) {
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
  if (file == nullptr)
    throw InputError(path, 0, "cannot be opened", "install the dictionary's package again");
  std::string bytes;
  std::vector<char> block(1 << 18);
  for (;;) {
    const int count = gzread(file.get(), block.data(), static_cast<unsigned>(block.size()));
    if (count < 0)
      throw InputError(path, 0, "is damaged: it cannot be unpacked",
                       "install the dictionary's package again");
    if (count == 0) return bytes;
    bytes.append(block.data(), static_cast<std::size_t>(count));
    if (bytes.size() > kMaxDictionary)
      throw InputError(path, 0, "is larger than 1 GB unpacked", "this is not a dictionary");
  }
}

/// A number of dictd's index: digits of base 64, the most significant first.
std::optional<std::size_t> base64_number(std::string_view digits) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::size_t value = 0;
  if (digits.empty() || digits.size() > 8) return std::nullopt;
  for (const char digit : digits) {
    const std::size_t at = kDigits.find(digit);
    if (at == std::string_view::npos) return std::nullopt;
    value = value * 64 + at;
  }
  return value;
}

bool has_cyrillic(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (is_cyrillic(next_code_point(text, at))) return true;
  }
  return false;
}

std::string_view trim(std::string_view text) {
  const Span span = trimmed(text, {0, static_cast<std::uint32_t>(text.size())});
  return span.of(text);
}

std::vector<std::string_view> parts_of(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    if (const std::string_view part = trim(text.substr(0, end)); !part.empty())
      parts.push_back(part);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return parts;
}

/// The article in one line, without its first line, transcription, remarks in brackets and labels
/// such as "_v." and
/// "_ref.".
std::string mueller_plain(std::string_view text) {
  text.remove_prefix(std::min(text.find('\n'), text.size()));
  std::string plain;
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    // "1)" and "a)" are markers of senses: a bracket closes only what was opened.
    if (c == '(' || c == '[' || c == '{')
      ++depth;
    else if (depth > 0 && (c == ')' || c == ']' || c == '}'))
      --depth;
    else if (depth > 0)
      continue;
    else if (c == '_')
      i = std::min(text.find_first_of(".\n ", i), text.size() - 1);
    else if (c == '\n' && plain.ends_with('-'))
      i = std::min(text.find_first_not_of(" \n", i), text.size()) - 1;
    else
      plain += c == '\n' ? ' ' : c;
  }
  return plain;
}

/// Cuts "1. ", "2) " (a new sense of the headword) and a letter with a bracket (a new sense of the
/// example before it).
struct SensePart {
  bool of_headword = false;
  std::string_view text;
};
std::vector<SensePart> mueller_senses(std::string_view plain) {
  std::vector<SensePart> parts;
  SensePart current{true, {}};
  std::size_t begin = 0;
  const auto close = [&](std::size_t end, std::size_t next, bool of_headword) {
    current.text = plain.substr(begin, end - begin);
    parts.push_back(current);
    current.of_headword = of_headword;
    begin = next;
  };
  for (std::size_t at = 0; at < plain.size();) {
    if (at > 0 && plain[at - 1] != ' ') {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < plain.size() && is_ascii_digit(plain[end])) ++end;
    if (end > at && end < plain.size() &&
        (plain[end] == ')' ||
         (plain[end] == '.' && end + 1 < plain.size() && plain[end + 1] == ' '))) {
      close(at, end + 1, true);
      at = end + 1;
    } else if (at + 2 < plain.size() && static_cast<unsigned char>(plain[at]) >= 0xD0 &&
               plain[at + 2] == ')') {
      close(at, at + 3, false);  // a Cyrillic letter has two bytes
      at += 3;
    } else {
      ++at;
    }
  }
  close(plain.size(), plain.size(), true);
  return parts;
}

/// The English phrases of an example, without "to" and without placeholders at their end; none when
/// a placeholder is inside.
std::vector<std::string> english_phrases(std::string_view text) {
  std::vector<std::string> phrases;
  for (std::string_view part : parts_of(text, ',')) {
    while (!part.empty() && !is_ascii_letter(part.front())) part.remove_prefix(1);
    if (part.starts_with("to ")) part.remove_prefix(3);
    for (const std::string_view placeholder :
         {" smb.", " smth.", " one's", " oneself", " smb", " smth"}) {
      if (part.ends_with(placeholder)) part.remove_suffix(placeholder.size());
    }
    const auto words = std::count(part.begin(), part.end(), ' ') + 1;
    if (part.empty() || words > 4 || part.find('.') != std::string_view::npos ||
        part.find("one's") != std::string_view::npos)
      continue;
    phrases.emplace_back(part);
  }
  return phrases;
}

/// The glosses of a stretch of Russian: its parts between commas, without "-l." pronouns
/// ("chto-l."); a part with another abbreviation is not a gloss.
std::vector<std::string> russian_glosses(std::string_view text) {
  std::vector<std::string> glosses;
  for (const std::string_view part : parts_of(text, ',')) {
    std::string gloss;
    for (const std::string_view word : parts_of(part, ' ')) {
      if (word.ends_with("-\u043B.") || word == "\u0442\u0436.")
        continue;  // "what-so-ever", "also"
      gloss += (gloss.empty() ? "" : " ") + std::string(word);
    }
    while (!gloss.empty() && (gloss.back() == '?' || gloss.back() == '!' || gloss.back() == ' '))
      gloss.pop_back();
    const auto words = std::count(gloss.begin(), gloss.end(), ' ') + 1;
    if (gloss.empty() || words > 4 || gloss.find_first_of(".:=") != std::string::npos ||
        !has_cyrillic(gloss))
      continue;
    glosses.push_back(std::move(gloss));
  }
  return glosses;
}

}  // namespace

std::vector<DictEntry> read_dictd(const std::string& path) {
  const std::string index_path = path + ".index";
  const std::string index = read_file(index_path);
  const bool packed = std::filesystem::exists(path + ".dict.dz");
  const std::string body_path = path + (packed ? ".dict.dz" : ".dict");
  const std::string body = packed ? read_gzip(body_path) : read_file(body_path);
  if (const auto at = first_invalid_utf8(body)) {
    throw InputError(body_path, 0, "is not UTF-8 at byte " + std::to_string(*at),
                     "this version of the dictionary is not supported");
  }
  std::vector<DictEntry> entries;
  std::size_t line = 0;
  for (const std::string_view row : parts_of(index, '\n')) {
    ++line;
    const std::vector<std::string_view> cells = parts_of(row, '\t');
    const auto begin = cells.size() < 3 ? std::nullopt : base64_number(cells[1]);
    const auto size = cells.size() < 3 ? std::nullopt : base64_number(cells[2]);
    if (!begin || !size || *begin > body.size() || *size > body.size() - *begin) {
      throw InputError(index_path, line,
                       "is not a line of a dictd index, or not of this dictionary",
                       "this version of the dictionary is not supported");
    }
    if (cells[0].starts_with("00-database") || cells[0].starts_with("00database")) continue;
    entries.push_back({std::string(cells[0]), body.substr(*begin, *size)});
  }
  return entries;
}

void mueller_glosses(const DictEntry& entry, const TermSink& sink) {
  const std::string plain = mueller_plain(entry.text);
  int headword_rank = 0;
  std::vector<std::string> example;
  int example_rank = 0;
  for (const SensePart& sense : mueller_senses(plain)) {
    if (sense.of_headword) example.clear();
    for (const std::string_view piece : parts_of(sense.text, ';')) {
      const auto last_latin = std::find_if(piece.rbegin(), piece.rend(), is_ascii_letter);
      std::string_view russian = piece;
      if (last_latin != piece.rend()) {
        const auto cut = static_cast<std::size_t>(piece.rend() - last_latin);
        const std::string_view english = piece.substr(0, cut);
        // "see X", "past tense of X": a reference, no translation.
        if (has_cyrillic(english) || english.starts_with('=')) continue;
        russian = piece.substr(cut);
        // "smb." and "one's" end in a full stop or apostrophe that belongs to the English words.
        while (!russian.empty() && (russian.front() == '.' || russian.front() == '\''))
          russian.remove_prefix(1);
        example = english_phrases(english);
        example_rank = 0;
        if (example.empty()) example.emplace_back();
      }
      for (const std::string& gloss : russian_glosses(russian)) {
        if (example.empty()) sink({entry.headword, gloss}, headword_rank);
        for (const std::string& phrase : example) {
          if (!phrase.empty()) sink({phrase, gloss}, 2 + example_rank);
        }
        ++(example.empty() ? headword_rank : example_rank);
      }
    }
  }
}

void freedict_glosses(const DictEntry& entry, const TermSink& sink) {
  int rank = 0;
  bool first = true;
  for (std::string_view line : parts_of(
           std::string_view(entry.text).substr(std::min(entry.text.find('\n'), entry.text.size())),
           '\n')) {
    const bool numbered = line.size() > 3 && is_ascii_digit(line[0]) &&
                          line.find(". ") != std::string_view::npos && line.find(". ") < 3;
    const bool glosses = first || numbered;
    first = false;
    if (!glosses) continue;
    if (numbered) line.remove_prefix(line.find(". ") + 2);
    // "gloss 2." : the number of a second definition of the same sense.
    while (!line.empty() &&
           (line.back() == '.' || is_ascii_digit(line.back()) || line.back() == ' '))
      line.remove_suffix(1);
    for (std::string_view gloss : parts_of(line, ',')) {
      if (const std::size_t bracket = gloss.find('('); bracket != std::string_view::npos)
        gloss = trim(gloss.substr(0, bracket));
      if (!gloss.empty() && std::count(gloss.begin(), gloss.end(), ' ') < 4)
        sink({entry.headword, gloss}, rank++);
    }
  }
}

}  // namespace concord

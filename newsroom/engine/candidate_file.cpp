// Writes and reads files of candidates.
#include "newsroom/engine/candidate_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "text/input_error.h"

namespace concord {
namespace {

constexpr std::string_view kFormat = "concord candidates 1";
constexpr char kDeclared = 'd';
constexpr char kCompared = 'c';

[[noreturn]] void refuse(const std::string& path) {
  throw InputError(path, 0, "is not a complete file of candidates",
                   "name a file that concord pair --stage candidates wrote");
}

/// Takes the text up to a divider off the front.
std::string_view take(std::string_view& text, char divider) {
  const std::size_t end = text.find(divider);
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return taken;
}

template <class T>
T number(std::string_view text, const std::string& path) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) refuse(path);
  return value;
}

CandidateLine parse_line(std::string_view text, const std::string& path) {
  CandidateLine line;
  line.source = number<std::uint32_t>(take(text, '\t'), path);
  line.target = number<std::uint32_t>(take(text, '\t'), path);
  line.log_odds = number<double>(take(text, '\t'), path);
  line.declared = take(text, '\t') == std::string_view(&kDeclared, 1);
  line.reasons = text;
  return line;
}

}  // namespace

std::string candidate_line(const CandidateLine& line) {
  return fmt::format("{}\t{}\t{}\t{}\t{}\n", line.source, line.target, line.log_odds,
                     line.declared ? kDeclared : kCompared, line.reasons);
}

CandidateFileWriter::CandidateFileWriter(const std::string& path, const CandidateHead& head)
    : file_(path) {
  const nlohmann::json json = {{"format", kFormat},           {"index", head.index},
                               {"part", head.part},           {"parts", head.parts},
                               {"min_score", head.min_score}, {"date_window", head.date_window}};
  file_.write(json.dump() + "\n");
}

void CandidateFileWriter::add(std::string_view lines) {
  lines_ += static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n'));
  file_.write(lines);
}

void CandidateFileWriter::finish() {
  file_.write(fmt::format("{}\n", lines_));
  file_.commit();
}

CandidateFile::CandidateFile(const std::string& path) : path_(path), file_(path) {
  std::string_view text = file_.bytes();
  const auto json = nlohmann::json::parse(take(text, '\n'), nullptr, false);
  if (!json.is_object() || !text.ends_with('\n')) refuse(path);
  try {
    if (json.at("format") != kFormat) refuse(path);
    head_ = {json.at("index"), json.at("part"), json.at("parts"), json.at("min_score"),
             json.at("date_window")};
  } catch (const nlohmann::json::exception&) {
    refuse(path);
  }
  const std::size_t last = text.substr(0, text.size() - 1).rfind('\n') + 1;
  lines_ = text.substr(0, last);
  const auto count = number<std::size_t>(text.substr(last, text.size() - last - 1), path);
  if (count != static_cast<std::size_t>(std::count(lines_.begin(), lines_.end(), '\n')))
    refuse(path);
}

void CandidateFile::each(
    const std::function<void(const CandidateLine&, std::uint64_t)>& use) const {
  for (std::string_view left = lines_; !left.empty();) {
    const std::uint64_t place = lines_.size() - left.size();
    use(parse_line(take(left, '\n'), path_), place);
  }
}

CandidateLine CandidateFile::at(std::uint64_t place) const {
  std::string_view left = lines_.substr(std::min<std::size_t>(place, lines_.size()));
  return parse_line(take(left, '\n'), path_);
}

}  // namespace concord

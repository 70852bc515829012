// Compiles, stores and runs regular expressions with PCRE2.
#include "lang/base/patterns.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace concord {
namespace {

// Groups of an expression, the whole included; the rules name seven.
constexpr std::uint32_t kMostGroups = 32;
// Steps of PCRE2's engine that one attempt may take. A caption of 700 letters takes some ten
// thousand.
constexpr std::uint32_t kMostSteps = 1'000'000;
// Bytes of an expression: PCRE2 takes more than linear time to compile one of megabytes.
constexpr std::size_t kLongest = 64 << 10;

// A word boundary for which combining marks belong to the letter before them (Unicode Technical
// Standard 18, section 1.4).
constexpr std::string_view kBoundary = R"((?:\b(?<!\p{M})(?!\p{M})|(?<=\p{M})(?![\w\p{M}])))";

/// The expression with \b as it is understood here.
std::string with_boundaries(std::string_view pattern) {
  std::string out;
  bool in_set = false;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const char c = pattern[at];
    if (c == '\\' && at + 1 < pattern.size()) {
      ++at;
      if (pattern[at] == 'b' && !in_set) {
        out += kBoundary;
      } else {
        out.append({c, pattern[at]});
      }
      continue;
    }
    if (c == '[') in_set = true;
    if (c == ']') in_set = false;
    out += c;
  }
  return out;
}

struct FreeContext {
  void operator()(pcre2_compile_context* context) const { pcre2_compile_context_free(context); }
};

}  // namespace

std::string Patterns::add(std::string_view pattern) {
  if (pattern.size() > kLongest) return "longer than 64 KiB";
  const std::unique_ptr<pcre2_compile_context, FreeContext> context(
      pcre2_compile_context_create(nullptr));
  pcre2_set_newline(context.get(), PCRE2_NEWLINE_ANY);
  const std::string source = with_boundaries(pattern);
  int error = 0;
  std::size_t where = 0;
  pcre2_code* code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(source.data()), source.size(),
                                   PCRE2_UTF | PCRE2_UCP, &error, &where, context.get());
  if (code == nullptr) {
    std::array<PCRE2_UCHAR, 256> message{};
    pcre2_get_error_message(error, message.data(), message.size());
    return reinterpret_cast<const char*>(message.data());
  }
  codes_.emplace_back(code);
  return {};
}

std::string Patterns::version() {
  std::array<PCRE2_UCHAR, 64> version{};
  pcre2_config(PCRE2_CONFIG_VERSION, version.data());
  return std::string("PCRE2 ") + reinterpret_cast<const char*>(version.data());
}

Items<std::uint8_t> Patterns::serialized() const {
  if (codes_.empty()) return {};
  std::vector<const pcre2_code*> codes;
  for (const Code& code : codes_) codes.push_back(code.get());
  std::uint8_t* bytes = nullptr;
  std::size_t size = 0;
  if (pcre2_serialize_encode(codes.data(), static_cast<std::int32_t>(codes.size()), &bytes, &size,
                             nullptr) < 0)
    throw std::bad_alloc();  // nothing else can go wrong with what was compiled here
  const std::unique_ptr<std::uint8_t, decltype(&pcre2_serialize_free)> keep(bytes,
                                                                            pcre2_serialize_free);
  return Items(std::vector<std::uint8_t>(bytes, bytes + size));
}

void Patterns::restore(const Items<std::uint8_t>& bytes) {
  if (bytes.empty()) return;
  const std::int32_t count = pcre2_serialize_get_number_of_codes(bytes.data());
  std::vector<pcre2_code*> codes(static_cast<std::size_t>(std::max(count, 0)));
  if (count <= 0 || pcre2_serialize_decode(codes.data(), count, bytes.data(), nullptr) != count)
    throw std::out_of_range("a table image has expressions of another PCRE2");
  for (pcre2_code* code : codes) codes_.emplace_back(code);
}

void Patterns::Free::operator()(pcre2_code* code) const { pcre2_code_free(code); }

void PatternMatcher::Free::operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }

void PatternMatcher::Free::operator()(pcre2_match_context* context) const {
  pcre2_match_context_free(context);
}

PatternMatcher::PatternMatcher()
    : data_(pcre2_match_data_create(kMostGroups, nullptr)),
      context_(pcre2_match_context_create(nullptr)) {
  pcre2_set_match_limit(context_.get(), kMostSteps);
}

bool PatternMatcher::try_at(const Patterns& patterns, std::size_t number, PatternEnds ends,
                            std::string_view text, std::size_t from) {
  code_ = patterns.codes_[number].get();
  std::uint32_t options = PCRE2_NO_UTF_CHECK;
  if (ends != PatternEnds::kFree) options |= PCRE2_ANCHORED;
  if (ends == PatternEnds::kWhole) options |= PCRE2_ENDANCHORED;
  return pcre2_match(code_, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), from, options,
                     data_.get(), context_.get()) >= 0;
}

Span PatternMatcher::span() const {
  const std::size_t* ends = pcre2_get_ovector_pointer(data_.get());
  return {static_cast<std::uint32_t>(ends[0]), static_cast<std::uint32_t>(ends[1])};
}

Span PatternMatcher::group(const char* name) const {
  const int number = pcre2_substring_number_from_name(code_, reinterpret_cast<PCRE2_SPTR>(name));
  if (number < 0) return {};
  const std::size_t* ends = pcre2_get_ovector_pointer(data_.get()) + 2 * number;
  if (ends[0] == PCRE2_UNSET) return {};
  return {static_cast<std::uint32_t>(ends[0]), static_cast<std::uint32_t>(ends[1])};
}

}  // namespace concord

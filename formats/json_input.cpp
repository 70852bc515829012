// Parses JSON with a limit on nesting.
#include "formats/json_input.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "text/input_error.h"

namespace concord {
namespace {

// No format that concord reads nests deeper than ninjs packages do (about ten levels).
constexpr std::size_t kMaxDepth = 100;

// A feed of ten thousand items has some hundred thousand; each takes up to some hundred bytes.
constexpr std::size_t kMaxValues = 2'000'000;

/// Throws for brackets outside strings that nest deeper than allowed and for too many values;
/// decided before the parser builds anything.
void refuse_bombs(const std::string& name, std::size_t line, std::string_view text) {
  std::size_t depth = 0;
  std::size_t values = 1;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') {
        ++i;
      } else if (c == '"') {
        in_string = false;
      }
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kMaxDepth) {
        throw InputError(name, line,
                         "is JSON nested deeper than " + std::to_string(kMaxDepth) + " levels",
                         "no feed needs that");
      }
      ++values;
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    } else if (c == ',') {
      ++values;
    }
  }
  if (values > kMaxValues) {
    throw InputError(name, line, "is JSON of more than " + std::to_string(kMaxValues) + " values",
                     "split the feed");
  }
}

/// Collects the members of a flat object; stops at any other value.
class TextMembers : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override {
    members_.erase(key_);
    return begun_;
  }
  bool string(std::string& text) override {
    if (begun_) members_.insert_or_assign(key_, std::move(text));
    return begun_;
  }
  bool start_object(std::size_t) override { return !std::exchange(begun_, true); }
  bool key(std::string& text) override {
    key_ = std::move(text);
    return true;
  }
  bool end_object() override { return true; }

  bool boolean(bool) override { return false; }
  bool number_integer(number_integer_t) override { return false; }
  bool number_unsigned(number_unsigned_t) override { return false; }
  bool number_float(number_float_t, const std::string&) override { return false; }
  bool binary(nlohmann::json::binary_t&) override { return false; }
  bool start_array(std::size_t) override { return false; }
  bool end_array() override { return false; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override {
    return false;
  }

  std::map<std::string, std::string>& members() { return members_; }

 private:
  bool begun_ = false;
  std::string key_;
  std::map<std::string, std::string> members_;
};

}  // namespace

std::optional<std::map<std::string, std::string>> text_members(std::string_view text) {
  TextMembers handler;
  if (!nlohmann::json::sax_parse(text, &handler)) return std::nullopt;
  return std::move(handler.members());
}

nlohmann::json parse_json(const std::string& name, std::size_t line, std::string_view text) {
  refuse_bombs(name, line, text);
  try {
    return nlohmann::json::parse(text);
  } catch (const nlohmann::json::parse_error& error) {
    throw InputError(name, line, "is not JSON at byte " + std::to_string(error.byte), "fix it");
  } catch (const nlohmann::json::exception&) {
    throw InputError(name, line, "is JSON with a number out of range", "fix it");
  }
}

std::string text_member(const nlohmann::json& object, const char* key, const std::string& name,
                        std::size_t line) {
  const auto member = object.find(key);
  if (member == object.end() || member->is_null()) return {};
  if (!member->is_string())
    throw InputError(name, line, std::string("\"") + key + "\" is not a string",
                     "put it in quotation marks");
  return member->get<std::string>();
}

}  // namespace concord

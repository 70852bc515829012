// Writes JSON member by member into a text, without a tree in between.
//
//   JsonObject issue(out);
//   issue.text("id", id).number("start", 3).raw("source", "null");
//   JsonObject place(issue.member("target"));   // a value of its own, written in place
//   place.text("text", words).end();
//   issue.end();
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace concord {

/// One object. Members appear in the order in which they are written; end() closes it, once.
class JsonObject {
 public:
  /// Appends to `out`, which must outlive the object.
  explicit JsonObject(std::string& out) : out_(&out) { out += '{'; }

  JsonObject& text(std::string_view key, std::string_view value);
  JsonObject& number(std::string_view key, std::size_t value);
  /// The shortest decimal that reads back as the same number; always with a point or an exponent.
  JsonObject& number(std::string_view key, double value);
  /// A value that is JSON already.
  JsonObject& raw(std::string_view key, std::string_view json);
  /// Writes a key; the caller appends the value to what is returned.
  std::string& member(std::string_view key);
  void end() { *out_ += '}'; }

 private:
  std::string* out_;
  bool first_ = true;
};

}  // namespace concord

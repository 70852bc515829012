// The words of a language by how its dictionary prints them: ordinary ones in small letters, names
// with a capital.
//
//   WordList ru = WordList::open("ru.words");
//   ru.find("\u0433\u043e\u0440\u043e\u0434\u0430").ordinary;   // true: "of a town"
//   ru.find("\u043f\u0451\u0442\u0440").proper;                 // true: Peter
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace concord {

/// What a dictionary says of a printed form. Both for "may" and "May", neither for a word that it
/// has not.
struct WordStatus {
  bool ordinary = false;  ///< the dictionary has it in small letters
  bool proper = false;    ///< the dictionary has it with a capital letter

  friend bool operator==(const WordStatus&, const WordStatus&) = default;
};

/// One form of a dictionary.
struct ListedWord {
  std::string folded;  ///< see fold
  WordStatus status;
};

/// A set of word forms, memory-mapped from its compiled file. A form is kept as a fingerprint: one
/// word in a thousand that is not in the list is taken for one that is. Immutable; may be used by
/// many threads at once.
class WordList {
 public:
  /// A list without words.
  WordList() = default;
  /// Maps a compiled file. A missing file gives a list without words; throws InputError for a
  /// damaged one.
  static WordList open(const std::string& path);
  /// The same from bytes in memory; `name` is for messages.
  static WordList of_bytes(std::string bytes, const std::string& name);
  /// The bytes of the compiled file; forms that occur twice are merged, yo counts as ye.
  static std::string compile(const std::vector<ListedWord>& words);

  /// What the dictionary says of a folded form.
  WordStatus find(std::string_view folded) const;
  bool empty() const { return entries_ == nullptr; }

 private:
  void check(std::string_view bytes, const std::string& name);

  std::shared_ptr<const void> owner_;       // of the bytes
  const std::uint32_t* buckets_ = nullptr;  // 2^bits_ + 1 offsets into entries_
  const std::uint16_t* entries_ = nullptr;  // fingerprint << 2 | proper << 1 | ordinary
  std::uint32_t bits_ = 0;
};

}  // namespace concord

// A file read in pieces, for what may be larger than memory.
//
//   InputFile file("memory.tmx");
//   for (std::string_view piece = file.next(); !piece.empty(); piece = file.next()) use(piece);
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace concord {

/// An open file; "-" is standard input.
class InputFile {
 public:
  /// Throws InputError for what is missing, a folder or not readable.
  explicit InputFile(std::string path);
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;
  ~InputFile();

  /// The next piece, valid until the next call; empty at the end. Throws InputError.
  std::string_view next();
  /// `begin` and all that follows.
  std::string rest(std::string begin);
  /// Goes on at a byte of the file; false for what has no places, like a pipe.
  bool seek(std::size_t byte);

 private:
  [[noreturn]] void refuse(const std::string& why) const;

  std::string path_;
  int fd_;
  char buffer_[1 << 16];
};

}  // namespace concord

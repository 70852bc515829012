// Builds the one-line message of an InputError.
#include "text/input_error.h"

#include <utility>

namespace concord {
namespace {

std::string one_line(const std::string& file, std::size_t line, const std::string& wrong,
                     const std::string& remedy) {
  std::string message;
  if (!file.empty()) {
    message += file;
    if (line > 0) message += ":" + std::to_string(line);
    message += ": ";
  }
  message += wrong;
  if (!remedy.empty()) message += "; " + remedy;
  return message;
}

}  // namespace

InputError::InputError(std::string file, std::size_t line, std::string wrong, std::string remedy)
    : std::runtime_error(one_line(file, line, wrong, remedy)),
      file_(std::move(file)),
      line_(line) {}

}  // namespace concord

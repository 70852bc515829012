// The manifest lines of a batch: arbitrary bytes are a request or an InputError.
#include <cstdint>
#include <string_view>

#include "formats/pair_record.h"
#include "text/input_error.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  nlohmann::ordered_json id;
  try {
    concord::parse_pair_request("fuzz", 1, {reinterpret_cast<const char*>(data), size}, id);
  } catch (const concord::InputError&) {
    // Bad input is refused: that is right.
  }
  return 0;
}

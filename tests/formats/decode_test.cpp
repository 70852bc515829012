// Encodings of files.
#include "formats/decode.h"

#include <gtest/gtest.h>

#include "text/input_error.h"

namespace concord {
namespace {
using namespace std::string_literals;

TEST(DecodeText, RecognisesEncodings) {
  EXPECT_EQ(decode_text("f",
                        "\xEF\xBB\xBF"
                        "a\r\nb\rc"),
            "a\nb\nc");
  EXPECT_EQ(decode_text("f", "\xFF\xFE\x16\x04\n\0"s), "Ж\n");
  EXPECT_EQ(decode_text("f", "\xFE\xFF\x04\x16\0\n"s), "Ж\n");
  EXPECT_EQ(decode_text("f", "L\0i\0m\0a\0"s), "Lima");
  EXPECT_EQ(decode_text("f", "e\xCC\x81"), "é");
  EXPECT_EQ(decode_text("f", "\xC6\xC6", "windows-1251"), "ЖЖ");
  // "Prezident Vietnama vstretilsya s prem'er-ministrom Yaponii." in windows-1251.
  const std::string russian =
      "\xCF\xF0\xE5\xE7\xE8\xE4\xE5\xED\xF2 \xC2\xFC\xE5\xF2\xED\xE0\xEC\xE0 "
      "\xE2\xF1\xF2\xF0\xE5\xF2\xE8\xEB\xF1\xFF "
      "\xF1 "
      "\xEF\xF0\xE5\xEC\xFC\xE5\xF0-\xEC\xE8\xED\xE8\xF1\xF2\xF0\xEE\xEC \xDF\xEF\xEE\xED\xE8\xE8.";
  EXPECT_TRUE(decode_text("f", russian).starts_with("Президент "));
}

TEST(DecodeText, RefusesInOneLine) {
  const auto message = [](const std::string& bytes) -> std::string {
    try {
      decode_text("f.txt", bytes);
    } catch (const InputError& error) {
      return error.what();
    }
    return "no error";
  };
  EXPECT_EQ(message(""), "f.txt: is empty; name a report");
  EXPECT_EQ(message("Ж abc \xFF"), "f.txt: is not UTF-8 at byte 7; save it as UTF-8");
  // Lone surrogates, and surrogates in UTF-8, are not characters: they reach no output.
  for (const std::string& lone :
       {"\xFF\xFE\x00\xD8L\0"s, "\xFF\xFE\x00\xDCL\0"s, "\xFF\xFEL\0\x00\xD8"s,
        "\xFE\xFF\xD8\x00\0L"s, "\xFF\xFEL\0\x16"s}) {
    EXPECT_EQ(message(lone), "f.txt: is not valid UTF-16; save it as UTF-8");
  }
  EXPECT_EQ(message("a \xED\xA0\x80"), "f.txt: is not UTF-8 at byte 2; save it as UTF-8");
  EXPECT_EQ(message("\x7F"
                    "ELF\x02\x01\x01\0\0\0"s),
            "f.txt: is not text: byte 4 is a control character; name a report in text or HTML");
}

}  // namespace
}  // namespace concord

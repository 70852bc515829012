// Passwords, tokens and signatures.
#include "newsroom/service/secrets.h"

#include <gtest/gtest.h>

#include "newsroom/service/outbox.h"

namespace concord {
namespace {

TEST(Secrets, PasswordsMatchThemselvesAlone) {
  const std::string stored = password_hash("correct horse battery");
  EXPECT_TRUE(stored.starts_with("$argon2id$v=19$m=65536,t=2,p=1$")) << stored;
  EXPECT_TRUE(password_matches(stored, "correct horse battery"));
  EXPECT_FALSE(password_matches(stored, "correct horse batterz"));
  EXPECT_FALSE(password_matches("", "correct horse battery"));
  EXPECT_NE(stored, password_hash("correct horse battery"));
}

TEST(Secrets, TokensAreLongAndNew) {
  const std::string token = new_token();
  EXPECT_EQ(token.size(), 43U);  // 256 bits in base64 without padding
  EXPECT_EQ(token.find_first_of("+/="), std::string::npos);
  EXPECT_NE(token, new_token());
  EXPECT_EQ(token_hash("abc"),  // FIPS 180-4, example of SHA-256
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Secrets, SignsAsTheStandardSays) {
  // RFC 4231, test case 2.
  EXPECT_EQ(signature("Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_TRUE(same_secret("abc", "abc"));
  EXPECT_FALSE(same_secret("abc", "abd"));
  EXPECT_FALSE(same_secret("abc", "ab"));
  // The example of the Standard Webhooks libraries.
  EXPECT_EQ(
      webhook_signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "1614265330", R"({"test": 2432232314})"),
      "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(Secrets, ReadsBase64) {
  EXPECT_EQ(base64_bytes("aGVsbG8="), "hello");
  EXPECT_EQ(base64_bytes("aGVs\nbG8="), "hello");
  EXPECT_EQ(base64_bytes(""), "");
  EXPECT_EQ(base64_bytes("aGVsbG8"), std::nullopt);
  EXPECT_EQ(base64_bytes("***"), std::nullopt);
}

}  // namespace
}  // namespace concord

// Passwords, tokens and signatures, over libsodium.
//
//   const std::string stored = password_hash("correct horse battery");
//   password_matches(stored, "correct horse battery") == true;
//   const std::string token = new_token();      // given to a client; the store keeps
//   token_hash(token)
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace concord {

/// A password as it is stored: Argon2id with its salt and costs (64 MiB and two passes: libsodium's
/// limits for logging in). Takes a tenth of a second. Throws std::bad_alloc when there is no
/// memory.
std::string password_hash(const std::string& password);
/// Takes the same time whether or not they match.
bool password_matches(const std::string& stored, const std::string& password);

/// 256 random bits in the letters of base64url (RFC 4648, section 5).
std::string new_token();
/// What a store keeps of a token, in hexadecimal digits: who reads the store cannot log in with it.
std::string token_hash(std::string_view token);

/// HMAC-SHA-256 (RFC 2104) in hexadecimal digits, and as base64 (RFC 4648, section 4).
std::string signature(std::string_view key, std::string_view text);
std::string signature_base64(std::string_view key, std::string_view text);
/// The bytes that base64 says; none when it is not base64.
std::optional<std::string> base64_bytes(std::string_view text);
/// Compares in a time that tells nothing of where they differ.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace concord

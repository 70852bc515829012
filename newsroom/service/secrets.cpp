// Calls libsodium.
#include "newsroom/service/secrets.h"

#include <sodium.h>

#include <array>
#include <new>
#include <stdexcept>
#include <vector>

namespace concord {
namespace {

void start() {
  // May be called any number of times, from any thread.
  if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

template <std::size_t N>
std::string hex(const std::array<unsigned char, N>& bytes) {
  std::string text(2 * N + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), N);
  text.pop_back();  // the NUL
  return text;
}

using Hmac = std::array<unsigned char, crypto_auth_hmacsha256_BYTES>;

Hmac hmac(std::string_view key, std::string_view text) {
  start();
  crypto_auth_hmacsha256_state state;
  Hmac out{};
  crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes_of(text), text.size());
  crypto_auth_hmacsha256_final(&state, out.data());
  return out;
}

}  // namespace

std::string password_hash(const std::string& password) {
  start();
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (crypto_pwhash_str(out.data(), password.data(), password.size(),
                        crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
    throw std::bad_alloc();
  return out.data();
}

bool password_matches(const std::string& stored, const std::string& password) {
  start();
  return crypto_pwhash_str_verify(stored.c_str(), password.data(), password.size()) == 0;
}

std::string new_token() {
  start();
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::vector<char> text(sodium_base64_encoded_len(bytes.size(), kVariant));
  return sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kVariant);
}

std::string token_hash(std::string_view token) {
  start();
  std::array<unsigned char, crypto_hash_sha256_BYTES> out{};
  crypto_hash_sha256(out.data(), bytes_of(token), token.size());
  return hex(out);
}

std::string signature(std::string_view key, std::string_view text) { return hex(hmac(key, text)); }

std::string signature_base64(std::string_view key, std::string_view text) {
  const Hmac bytes = hmac(key, text);
  constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;
  std::vector<char> out(sodium_base64_encoded_len(bytes.size(), kVariant));
  return sodium_bin2base64(out.data(), out.size(), bytes.data(), bytes.size(), kVariant);
}

std::optional<std::string> base64_bytes(std::string_view text) {
  start();
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), " \r\n", &size, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0)
    return std::nullopt;
  bytes.resize(size);
  return bytes;
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace concord

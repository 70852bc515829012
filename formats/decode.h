// From the bytes of a file to UTF-8 text: byte order marks, UTF-16, windows-1251 and its like.
#pragma once

#include <string>
#include <string_view>

namespace concord {

/// The text of a file as NFC UTF-8 with LF line ends, without a byte order mark. UTF-8 is tried
/// first; then a declared encoding
/// (`declared`, an IANA name from a content type or a <meta>, may be empty), then UTF-16 without a
/// mark, then ICU's detection among the encodings outlets use. Throws InputError naming the byte
/// when the bytes are empty, binary (control characters) or broken UTF-8.
std::string decode_text(const std::string& name, std::string_view bytes,
                        std::string_view declared = {});

/// Throws InputError, with the way to convert it, for a document that is none of text or of our
/// formats: PDF, RTF, a Word document before DOCX, OpenDocument.
void refuse_other_documents(const std::string& name, std::string_view bytes);

}  // namespace concord

#include <dinh/journal/journal.hpp>

#include <string_view>
#include <unordered_map>

namespace dinh::inline v1 {
namespace {

constexpr std::size_t longest_id = 256;
constexpr std::size_t longest_payload = std::size_t{1} << 20U;

/// Well-formed UTF-8 without NUL: no overlong form, no surrogate, nothing beyond U+10FFFF (RFC 3629).
bool is_text(std::string_view s) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
  for (std::size_t i = 0; i < s.size();) {
    const unsigned char first = byte(i);
    if (first == 0) return false;
    if (first < 0x80) {
      ++i;
      continue;
    }
    const std::size_t length = first >= 0xF0 ? 4 : (first >= 0xE0 ? 3 : 2);
    if (first < 0xC2 || first > 0xF4 || i + length > s.size()) return false;
    for (std::size_t k = 1; k < length; ++k)
      if ((byte(i + k) & 0xC0U) != 0x80U) return false;
    const unsigned char second = byte(i + 1);
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) || (first == 0xF0 && second < 0x90) ||
        (first == 0xF4 && second > 0x8F))
      return false;
    i += length;
  }
  return true;
}

std::string entry_name(std::size_t index, std::string_view id) {
  return "batch[" + std::to_string(index) + "]" + (id.size() <= longest_id && is_text(id) ? " " + std::string{id} : "");
}

}  // namespace

journal::~journal() = default;

checked<append_result> journal::append(std::span<const journal_entry> batch, const append_terms& terms) {
  diagnostics faults;
  std::unordered_map<std::string_view, std::size_t> seen;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const auto& [id, payload] = batch[i];
    if (id.empty() || id.size() > longest_id || !is_text(id))
      faults.error("journal/id", entry_name(i, id),
                   {"Mã sự kiện phải là UTF-8 dài 1 đến 256 byte.", "An id is 1 to 256 bytes of UTF-8."});
    if (payload.empty() || payload.size() > longest_payload || !is_text(payload))
      faults.error("journal/payload", entry_name(i, id),
                   {"Nội dung phải là UTF-8 dài 1 byte đến 1 MiB.", "A payload is 1 byte to 1 MiB of UTF-8."});
    const auto [at, is_new] = seen.try_emplace(id, i);
    if (!is_new && batch[at->second].payload != payload)
      faults.error(
          "journal/conflicting-id", entry_name(i, id),
          {"Mã này đã dùng cho nội dung khác trong cùng lô.", "The batch uses this id for another payload too."},
          {"Mỗi sự kiện cần một mã riêng.", "Give each event an id of its own."});
  }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return append_checked(batch, terms);
}

diagnostics journal::moved_on(std::uint64_t size, const append_terms& terms) {
  if (!terms.only_at_size || *terms.only_at_size == size) return {};
  const std::string now = std::to_string(size);
  const std::string expected = std::to_string(*terms.only_at_size);
  return diagnostic{severity::error,
                    "journal/moved-on",
                    {},
                    {"Nhật ký đã có " + now + " mục, không phải " + expected + ".",
                     "The journal has " + now + " entries by now, not " + expected + "."},
                    {"Đọc phần mới của nhật ký rồi ghi lại.", "Read what is new in the journal and append again."}};
}

}  // namespace dinh::inline v1

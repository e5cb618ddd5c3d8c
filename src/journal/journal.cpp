#include <dinh/base/utf8.hpp>
#include <dinh/journal/journal.hpp>

#include <string_view>
#include <unordered_map>

namespace dinh::inline v1 {
namespace {

constexpr std::size_t longest_id = 256;
constexpr std::size_t longest_payload = std::size_t{1} << 20U;

bool is_text(std::string_view s) noexcept { return is_utf8(s) && s.find('\0') == std::string_view::npos; }

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

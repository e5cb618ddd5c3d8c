// Named after the hashing of packs, with which it is built.
#include <dinh/exchange/snapshot.hpp>
#include <exchange/hashing.hpp>

#include <charconv>
#include <optional>
#include <utility>

namespace dinh::inline v1 {

namespace {

constexpr std::string_view snapshot_format = "dinh-snapshot/1";

unexpected<diagnostics> no_snapshot(const char* code, text message) {
  return refuse(code, {}, std::move(message), {"Lập lại từ nhật ký.", "Make it again from the journal."});
}

/// Takes "name value\n" off the front.
std::optional<std::string_view> take_line(std::string_view& file, std::string_view name) {
  const std::size_t end = file.substr(0, 200).find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view line = file.substr(0, end);
  if (line.substr(0, name.size()) != name) return std::nullopt;
  line.remove_prefix(name.size());
  file.remove_prefix(end + 1);
  return line;
}

std::optional<std::uint64_t> number_of(std::optional<std::string_view> s) {
  if (!s) return std::nullopt;
  std::uint64_t n = 0;
  const auto [end, fault] = std::from_chars(s->data(), s->data() + s->size(), n);
  if (fault != std::errc{} || end != s->data() + s->size()) return std::nullopt;
  return n;
}

}  // namespace

checked<std::string> write_snapshot(const docket& d) {
  const std::string body = d.to_bytes();
  const auto hash = exchange::sha256(std::string_view{body});
  if (!hash) return unexpected{hash.error()};
  std::string out{snapshot_format};
  out += "\nsha256 " + *hash + "\nevents " + std::to_string(d.event_count()) + "\nbytes " + std::to_string(body.size()) + "\n\n";
  out += body;
  return out;
}

checked<docket> read_snapshot(std::string_view file, docket_terms terms, const snapshot_options& options) {
  if (file.size() > options.most_bytes)
    return no_snapshot("snapshot/too-large", {"Bản chụp quá lớn.", "The snapshot is too large."});
  constexpr std::string_view family = "dinh-snapshot/";
  if (file.substr(0, family.size()) != family)
    return no_snapshot("snapshot/not-one", {"Tệp không phải bản chụp.", "The file is no snapshot."});
  const auto rest = take_line(file, snapshot_format);
  if (!rest || !rest->empty())
    return no_snapshot("snapshot/other-version", {"Bản chụp thuộc phiên bản khác.", "The snapshot is of another version."});
  const auto hash = take_line(file, "sha256 ");
  const auto events = number_of(take_line(file, "events "));
  const auto size = number_of(take_line(file, "bytes "));
  const auto blank = take_line(file, "");
  if (!hash || !events || !size || !blank || !blank->empty())
    return no_snapshot("snapshot/not-one", {"Phần đầu của bản chụp hỏng.", "The head of the snapshot is damaged."});
  if (file.size() != *size)
    return no_snapshot("snapshot/truncated", {"Bản chụp bị cắt hoặc dài thêm.", "The snapshot was cut, or something was added."});
  const auto is = exchange::sha256(file);
  if (!is) return unexpected{is.error()};
  if (*is != *hash || (!options.expected_sha256.empty() && *is != options.expected_sha256))
    return no_snapshot("snapshot/wrong-hash", {"Bản chụp không khớp mã băm.", "The snapshot does not fit its hash."});
  auto d = docket::from_bytes(std::move(terms), file, options.how);
  if (d && d->event_count() != *events)
    return no_snapshot("snapshot/not-one", {"Số sự kiện không khớp.", "The number of events does not fit."});
  return d;
}

}  // namespace dinh::inline v1

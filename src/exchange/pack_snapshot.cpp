// Named after the hashing of packs, with which it is built.
#include <dinh/exchange/snapshot.hpp>
#include <exchange/hashing.hpp>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace dinh::inline v1 {

namespace {

constexpr std::string_view family = "dinh-snapshot/";
constexpr std::size_t block_size = std::size_t{1} << 20U;
constexpr std::size_t longest_line = 200;

unexpected<diagnostics> no_snapshot(const char* code, std::uint64_t byte, text message) {
  return refuse(code, "byte " + std::to_string(byte), std::move(message), {"Lập lại từ nhật ký.", "Make it again from the journal."});
}

std::string hash_line(const exchange::running_sha256& hash) { return "\nsha256 " + hash.so_far() + "\n"; }

/// A file that comes in pieces of any size, taken in pieces of the reader's.
class incoming {
public:
  incoming(const byte_source& from, std::uint64_t most) : from_{from}, most_{most} {}

  /// The next bytes, valid until the next call. Fails with `snapshot/truncated`, `snapshot/too-large` and as the source.
  checked<std::string_view> take(std::size_t size) {
    if (size > most_ - taken_) return no_snapshot("snapshot/too-large", taken_, {"Bản chụp quá lớn.", "The snapshot is too large."});
    if (piece_.size() >= size) {
      taken_ += size;
      return std::exchange(piece_, piece_.substr(size)).substr(0, size);
    }
    held_.clear();
    while (held_.size() < size) {
      if (auto more = refill(); !more) return unexpected{std::move(more).error()};
      if (piece_.empty())
        return no_snapshot("snapshot/truncated", taken_ + held_.size(), {"Bản chụp bị cắt ở đây.", "The snapshot was cut off here."});
      const std::size_t here = std::min(size - held_.size(), piece_.size());
      held_ += piece_.substr(0, here);
      piece_.remove_prefix(here);
    }
    taken_ += size;
    return std::string_view{held_};
  }
  /// The value of a line "name value"; empty if the line is another one.
  checked<std::optional<std::string>> line(std::string_view name) {
    std::string out;
    for (;;) {
      const auto c = take(1);
      if (!c) return unexpected{c.error()};
      if (*c == "\n") break;
      out += *c;
      if (out.size() > longest_line) return std::optional<std::string>{};
    }
    if (out.compare(0, name.size(), name) != 0) return std::optional<std::string>{};
    return std::optional{out.substr(name.size())};
  }
  checked<bool> is_at_end() {
    if (auto more = refill(); !more) return unexpected{std::move(more).error()};
    return piece_.empty();
  }
  [[nodiscard]] std::uint64_t taken() const noexcept { return taken_; }

private:
  checked<bool> refill() {
    if (!piece_.empty() || ended_) return true;
    auto next = from_();
    if (!next) return unexpected{std::move(next).error()};
    piece_ = *next;
    ended_ = piece_.empty();
    return true;
  }

  const byte_source& from_;
  std::uint64_t most_;
  std::uint64_t taken_ = 0;
  std::string_view piece_;
  std::string held_;
  bool ended_ = false;
};

std::optional<std::uint64_t> number_of(const std::optional<std::string>& s) {
  if (!s) return std::nullopt;
  std::uint64_t n = 0;
  const auto [end, fault] = std::from_chars(s->data(), s->data() + s->size(), n);
  if (fault != std::errc{} || end != s->data() + s->size()) return std::nullopt;
  return n;
}

struct head {
  bool is_first_version = false;
  std::string sha256;  // of the first version
  std::uint64_t events = 0;
  std::uint64_t bytes = 0;
};

checked<head> read_head(incoming& file) {
  const auto begin = file.take(family.size());
  if (!begin || *begin != family) {
    if (!begin && begin.error().begin()->code != "snapshot/truncated") return unexpected{begin.error()};
    return no_snapshot("snapshot/not-one", 0, {"Tệp không phải bản chụp.", "The file is no snapshot."});
  }
  head out;
  diagnostics faults;
  const auto line = [&](std::string_view name) -> std::optional<std::string> {
    if (faults.has_errors()) return std::nullopt;
    auto value = file.line(name);
    if (value) return *std::move(value);
    faults.append(std::move(value).error());
    return std::nullopt;
  };
  const auto version = line("");
  if (!faults.has_errors() && version != "1" && version != "2" && version != "3")
    return no_snapshot("snapshot/other-version", family.size(), {"Bản chụp thuộc phiên bản khác.", "The snapshot is of another version."});
  out.is_first_version = version == "1";
  const auto hash = out.is_first_version ? line("sha256 ") : std::string{};
  const auto events = number_of(line("events "));
  const auto bytes = number_of(line("bytes "));
  const auto blank = line("");
  if (faults.has_errors()) return unexpected{std::move(faults)};
  if (!hash || !events || !bytes || !blank || !blank->empty())
    return no_snapshot("snapshot/not-one", file.taken(), {"Phần đầu của bản chụp hỏng.", "The head of the snapshot is damaged."});
  out.sha256 = *hash;
  out.events = *events;
  out.bytes = *bytes;
  return out;
}

unexpected<diagnostics> wrong_hash(std::uint64_t byte) {
  return no_snapshot("snapshot/wrong-hash", byte, {"Bản chụp không khớp mã băm trước chỗ này.", "The snapshot does not fit its hash before this place."});
}

/// The body, block by block, each given after its hash was found to fit; of the first version, which has one hash alone, the
/// last one is asked for more before anybody believes the whole.
class body_of {
public:
  body_of(incoming& file, const head& h, exchange::running_sha256 hash) : file_{file}, head_{h}, left_{h.bytes}, hash_{std::move(hash)} {}

  checked<std::string_view> next() {
    if (left_ == 0) return end();
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, block_size));
    auto bytes = file_.take(size);
    if (!bytes) return bytes;
    hash_.add(*bytes);
    left_ -= size;
    if (head_.is_first_version) return bytes;
    block_ = *bytes;
    const std::string wanted = hash_line(hash_);
    const auto is = file_.take(wanted.size());
    if (!is) return is;
    if (*is != wanted) return wrong_hash(file_.taken());
    return std::string_view{block_};
  }
  [[nodiscard]] std::string sha256() const { return hash_.so_far(); }

private:
  checked<std::string_view> end() {
    if (head_.is_first_version && hash_.so_far() != head_.sha256) return wrong_hash(file_.taken());
    const auto at_end = file_.is_at_end();
    if (!at_end) return unexpected{at_end.error()};
    if (!*at_end)
      return no_snapshot("snapshot/truncated", file_.taken(), {"Bản chụp dài thêm từ đây.", "Something was added to the snapshot here."});
    return std::string_view{};
  }

  incoming& file_;
  const head& head_;
  std::uint64_t left_;
  exchange::running_sha256 hash_;
  std::string block_;
};

}  // namespace

checked<snapshot_summary> write_snapshot_to(const byte_sink& to, const docket& d) {
  auto hash = exchange::running_sha256::make();
  if (!hash) return unexpected{std::move(hash).error()};
  snapshot_summary out;
  out.events = d.event_count();
  (void)d.write_bytes([&](std::string_view bytes) {
    out.bytes += bytes.size();
    return diagnostics{};
  });
  std::string begin{family};
  begin += "3\nevents " + std::to_string(out.events) + "\nbytes " + std::to_string(out.bytes) + "\n\n";
  if (auto faults = to(begin); faults.has_errors()) return unexpected{std::move(faults)};
  std::size_t in_block = 0;
  const auto end_block = [&] {
    in_block = 0;
    return to(hash_line(*hash));
  };
  auto faults = d.write_bytes([&](std::string_view bytes) {
    while (!bytes.empty()) {
      const std::string_view here = bytes.substr(0, block_size - in_block);
      bytes.remove_prefix(here.size());
      hash->add(here);
      in_block += here.size();
      if (auto f = to(here); f.has_errors()) return f;
      if (in_block < block_size) continue;
      if (auto f = end_block(); f.has_errors()) return f;
    }
    return diagnostics{};
  });
  if (!faults.has_errors() && in_block > 0) faults = end_block();
  if (faults.has_errors()) return unexpected{std::move(faults)};
  out.sha256 = hash->so_far();
  return out;
}

checked<docket> read_snapshot_from(const byte_source& from, docket_terms terms, const snapshot_options& options) {
  incoming file{from, options.most_bytes};
  const auto h = read_head(file);
  if (!h) return unexpected{h.error()};
  if (h->bytes > options.most_bytes)
    return no_snapshot("snapshot/too-large", file.taken(), {"Bản chụp quá lớn.", "The snapshot is too large."});
  if (h->events > options.journal_size)
    return no_snapshot("snapshot/other-journal", file.taken(),
                       {"Bản chụp có nhiều sự kiện hơn nhật ký.", "The snapshot has more events than the journal."});
  auto hash = exchange::running_sha256::make();
  if (!hash) return unexpected{std::move(hash).error()};
  body_of body{file, *h, *std::move(hash)};
  auto d = docket::read_bytes(std::move(terms), [&] { return body.next(); }, options.how);
  if (!d) return d;
  if (!options.expected_sha256.empty() && body.sha256() != options.expected_sha256) return wrong_hash(file.taken());
  if (d->event_count() != h->events)
    return no_snapshot("snapshot/not-one", 0, {"Số sự kiện không khớp.", "The number of events does not fit."});
  return d;
}

checked<std::string> write_snapshot(const docket& d) {
  std::string out;
  const auto done = write_snapshot_to(
      [&](std::string_view bytes) {
        out += bytes;
        return diagnostics{};
      },
      d);
  if (!done) return unexpected{done.error()};
  return out;
}

checked<docket> read_snapshot(std::string_view file, docket_terms terms, const snapshot_options& options) {
  return read_snapshot_from([&] { return checked<std::string_view>{std::exchange(file, {})}; }, std::move(terms), options);
}

}  // namespace dinh::inline v1

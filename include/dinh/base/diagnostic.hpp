#pragma once
/// \file
/// Diagnostics: what is wrong, where, and how to mend it. All faults of an input come at once.

#include <dinh/base/result.hpp>
#include <dinh/base/text.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

/// How bad a finding is; only errors refuse an input.
enum class severity : std::uint8_t { note, warning, error };

/// One finding about an input.
struct diagnostic {
  severity level = severity::error;
  /// Stable name of the kind of fault, such as `pack/unknown-rule`. Never reused for another fault.
  std::string code;
  /// Where: `file#/rules/3/limit` (JSON pointer), `units.csv:12:4` (line, column) or the name of a thing.
  std::string where;
  text message;  ///< what is wrong, in one sentence
  /// How to mend it; may be empty where the message says it already.
  text remedy;

  friend bool operator==(const diagnostic&, const diagnostic&) = default;
};

/// "error pack/unknown-rule at rules.json#/3: …; …" in one line.
[[nodiscard]] inline std::string describe(const diagnostic& d, lang l = lang::en) {
  std::string out = d.level == severity::error     ? (l == lang::en ? "error " : "lỗi ")
                    : d.level == severity::warning ? (l == lang::en ? "warning " : "cảnh báo ")
                                                   : (l == lang::en ? "note " : "ghi chú ");
  out += d.code;
  if (!d.where.empty()) {
    out += l == lang::en ? " at " : " tại ";
    out += d.where;
  }
  out += ": ";
  out += d.message.in(l);
  if (!d.remedy.empty()) {
    out += l == lang::en ? " To mend: " : " Cách sửa: ";
    out += d.remedy.in(l);
  }
  return out;
}

/// The findings about one input, in the order in which they were met. A hostile input may have any number of faults:
/// `most_listed` errors and as many warnings and notes are listed, the rest is counted.
class diagnostics {
public:
  static constexpr std::size_t most_listed = 500;

  diagnostics() = default;
  diagnostics(diagnostic d) { add(std::move(d)); }

  void add(diagnostic d) {
    std::size_t& listed = d.level == severity::error ? errors_listed_ : others_listed_;
    if (listed == most_listed) {
      ++omitted_;
      return;
    }
    ++listed;
    list_.push_back(std::move(d));
  }
  void error(std::string code, std::string where, text message, text remedy = {}) {
    add({severity::error, std::move(code), std::move(where), std::move(message), std::move(remedy)});
  }
  void warning(std::string code, std::string where, text message, text remedy = {}) {
    add({severity::warning, std::move(code), std::move(where), std::move(message), std::move(remedy)});
  }
  void append(diagnostics other) {
    for (auto& d : other.list_) add(std::move(d));
    omitted_ += other.omitted_;
  }

  /// Changes each listed finding: `change(diagnostic&)`, which leaves its level alone. For readers that know the file
  /// where the library knows the thing.
  template <class Change>
  void change_each(Change change) {
    for (diagnostic& d : list_) change(d);
  }

  /// Whether there is nothing, not even a note.
  [[nodiscard]] bool empty() const noexcept { return list_.empty(); }
  /// All findings, with those that are counted only.
  [[nodiscard]] std::size_t size() const noexcept { return list_.size() + omitted_; }
  /// The findings that are counted but not listed.
  [[nodiscard]] std::size_t omitted() const noexcept { return omitted_; }
  [[nodiscard]] bool has_errors() const noexcept { return errors_listed_ != 0; }
  /// The listed findings; iteration is over these.
  [[nodiscard]] const std::vector<diagnostic>& list() const noexcept { return list_; }
  [[nodiscard]] auto begin() const noexcept { return list_.begin(); }
  [[nodiscard]] auto end() const noexcept { return list_.end(); }

private:
  std::vector<diagnostic> list_;
  std::size_t errors_listed_ = 0;
  std::size_t others_listed_ = 0;
  std::size_t omitted_ = 0;
};

/// One line per finding, and one that counts those not listed.
[[nodiscard]] inline std::string describe(const diagnostics& ds, lang l = lang::en) {
  std::string out;
  for (const auto& d : ds) {
    if (!out.empty()) out += '\n';
    out += describe(d, l);
  }
  if (ds.omitted() != 0)
    out += l == lang::en ? "\n… and " + std::to_string(ds.omitted()) + " more."
                         : "\n… và " + std::to_string(ds.omitted()) + " lỗi hoặc ghi chú khác.";
  return out;
}

/// A value, or all the reasons why there is none.
template <class T>
using checked = result<T, diagnostics>;

/// Shorthand for a `checked` that fails with one error.
[[nodiscard]] inline unexpected<diagnostics> refuse(std::string code, std::string where, text message,
                                                    text remedy = {}) {
  return unexpected{diagnostics{diagnostic{severity::error, std::move(code), std::move(where),
                                           std::move(message), std::move(remedy)}}};
}

}  // namespace dinh::inline v1

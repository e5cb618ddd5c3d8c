#pragma once
/// \file
/// Receipts: an answer with all that it was computed from, as a file of canonical JSON that another machine can
/// recompute. See docs/receipts.md.
///
/// \code
/// auto vn = packs::vietnam().value();
/// auto r = receipt_of(vn, due_date_question{.calendar = "state-agency", .asked = within(5_working_days), .from = day});
/// std::string file = write_receipt(*r).value();
/// verify_receipt(file, "due.json", vn).value().is_same();
/// \endcode

#include <dinh/base/diagnostic.hpp>
#include <dinh/base/json_value.hpp>
#include <dinh/calendar/due.hpp>
#include <dinh/config.hpp>
#include <dinh/exchange/pack.hpp>
#include <dinh/law/decide.hpp>
#include <dinh/law/publicity.hpp>

#include <string>
#include <string_view>

namespace dinh::inline v1 {

/// An answer and what it rests on. A plain value; `write_receipt` adds the hashes.
struct receipt {
  std::string question;  ///< "due", "publicity" or "request" (a rule case: decisions and everything else)
  json_value inputs;     ///< all that was asked and given
  json_value pack;       ///< {"hash", "id", "layers", "version"}
  json_value calendars;  ///< [{"hash", "id", "notices"}]: those that the answer was computed from
  json_value result;     ///< the answer, in the form of its kind of question
  std::string library;   ///< version of the library that made it; no part of the comparison

  friend bool operator==(const receipt&, const receipt&) = default;
};

/// When is it due?
struct due_date_question {
  std::string calendar = "state-agency";  ///< id
  limit asked;
  date from;  ///< the trigger, or the event of a lead time
  due_options options{};
  std::string rule{};  ///< id of the rule that sets the limit, if one does; it must hold on `from` and set `asked`
};

/// By when, where and how long must an item be made public?
struct publicity_question {
  publicity_regime regime = publicity_regime::commune;
  int item = 1;  ///< of Art 11 for a commune, 1 to 14
  date on;
};

/// The answer with its receipt. All of them fail with `hash/not-built-in` without libsodium, with the faults of the
/// inputs, and with `receipt/no-answer` where the pack does not answer the question. The answer is computed from the
/// inputs as they are written into the receipt, and from nothing else.
[[nodiscard]] DINH_API checked<receipt> receipt_of(const pack& p, const due_date_question& q);
[[nodiscard]] DINH_API checked<receipt> receipt_of(const pack& p, const question& q);
[[nodiscard]] DINH_API checked<receipt> receipt_of(const pack& p, const publicity_question& q);
/// For a rule-case request ({"id", "kind", "as_of", "input"}). Questions about units have no receipt: the units are no
/// part of the pack.
[[nodiscard]] DINH_API checked<receipt> receipt_of_request(const pack& p, std::string_view json_line);

/// The rule-case request that asks this question.
[[nodiscard]] DINH_API json_value request_of(const question& q);

/// The file: canonical JSON (RFC 8785) with a hash for each part and one over all, and a line end.
[[nodiscard]] DINH_API checked<std::string> write_receipt(const receipt& r);

/// What became of a receipt.
struct receipt_check {
  /// Everything that differs, each with a stable code: bytes of the file (`receipt/not-canonical`), a part that no
  /// longer has its hash (`receipt/inputs-changed`, `receipt/pack-changed`, `receipt/calendars-changed`,
  /// `receipt/result-changed`, `receipt/changed`), another pack (`receipt/other-pack`, naming the one that is needed),
  /// another calendar (`receipt/other-calendar`), another answer (`receipt/other-result`).
  diagnostics differences;
  receipt read;             ///< as it stands in the file
  json_value result_here;   ///< the answer of this pack; null where it was not computed

  [[nodiscard]] bool is_same() const noexcept { return differences.empty(); }
};

/// Reads a receipt, checks its bytes against its hashes, and computes the answer again. Fails with `json/…` and
/// `receipt/malformed` where the file is no receipt. A receipt whose bytes were changed is not computed again; one of
/// another pack is, so that it can be told whether the answer is the same all the same.
[[nodiscard]] DINH_API checked<receipt_check> verify_receipt(std::string_view content, std::string_view file,
                                                             const pack& p);

}  // namespace dinh::inline v1

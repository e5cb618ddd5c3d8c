#pragma once
/// \file
/// All rules of a pack, found by id, by provision and date, or by what they decide.

#include <dinh/base/diagnostic.hpp>
#include <dinh/base/phrase.hpp>
#include <dinh/config.hpp>
#include <dinh/law/instrument.hpp>
#include <dinh/law/rule.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

/// What a rule is looked for; what is not given matches only rules that do not ask for it.
struct rule_question {
  rule_use use = rule_use::passing_threshold;
  std::optional<setting> where;
  content what;
  std::optional<decision_form> form;
  std::optional<vote_matter> matter;
  std::optional<meeting_purpose> purpose;
  std::optional<asked_body> body;
  std::optional<publicity_channel> channel;
};

namespace detail {

/// A scope as bits: for each of its restrictions one bit for "not given" and one for each value. A rule has those that
/// it admits, a question exactly one of each restriction, so that one comparison tells whether the rule applies.
class scope_bits {
public:
  explicit scope_bits(const rule_scope& s) noexcept {
    unsigned width = 0;
    admit(s.settings, width);
    admit(s.forms, width);
    admit(s.matters, width);
    admit(s.purposes, width);
    admit(s.bodies, width);
    admit(s.channels, width);
    for (std::uint8_t clause = 0; clause < contents; ++clause)
      bits_ |= std::uint64_t{s.contents.admits(clause) ? 1U : 0U} << (width + clause);
  }
  /// Of a `question` or a `rule_question`.
  template <class Question>
  [[nodiscard]] static scope_bits asked_by(const Question& q) noexcept {
    scope_bits out;
    unsigned width = 0;
    out.ask(q.where, width);
    out.ask(q.form, width);
    out.ask(q.matter, width);
    out.ask(q.purpose, width);
    out.ask(q.body, width);
    out.ask(q.channel, width);
    out.bits_ |= std::uint64_t{1} << (width + q.what.clause());
    return out;
  }
  /// The bits of the same question in another form.
  [[nodiscard]] scope_bits in_form(std::optional<decision_form> form) const noexcept {
    constexpr unsigned width = values<setting> + 1;  // the form comes behind the setting
    constexpr std::uint64_t forms = (std::uint64_t{1} << (values<decision_form> + 1)) - 1;
    scope_bits out = *this;
    out.bits_ = (bits_ & ~(forms << width)) | std::uint64_t{1} << (width + (form ? static_cast<unsigned>(*form) + 1 : 0));
    return out;
  }
  static constexpr unsigned contents = 7;  ///< none, 15.1 to 15.6
  [[nodiscard]] bool covers(scope_bits question) const noexcept { return (bits_ & question.bits_) == question.bits_; }

private:
  scope_bits() = default;

  template <class Enum>
  static constexpr unsigned values = static_cast<unsigned>(terms<Enum>::names.size());
  static_assert(6 + values<setting> + values<decision_form> + values<vote_matter> + values<meeting_purpose> +
                    values<asked_body> + values<publicity_channel> + contents <= 64);

  template <class Enum>
  void admit(term_set<Enum> set, unsigned& width) noexcept {
    if (set.empty()) bits_ |= std::uint64_t{1} << width;
    for (unsigned v = 0; v < values<Enum>; ++v)
      bits_ |= std::uint64_t{set.admits(static_cast<Enum>(v)) ? 1U : 0U} << (width + 1 + v);
    width += values<Enum> + 1;
  }
  template <class Enum>
  void ask(std::optional<Enum> given, unsigned& width) noexcept {
    bits_ |= std::uint64_t{1} << (width + (given ? static_cast<unsigned>(*given) + 1 : 0));
    width += values<Enum> + 1;
  }

  std::uint64_t bits_ = 0;
};

/// A question as two numbers, for whoever asks it of several uses: small enough for registers, since to copy what was just
/// written member by member costs more than a lookup.
class prepared_question {
public:
  explicit prepared_question(const rule_question& q) noexcept : prepared_question{q.use, q} {}
  /// `q` has the members of a `rule_question`, but for the use.
  template <class Question>
  prepared_question(rule_use use, const Question& q) noexcept
      : bits_{scope_bits::asked_by(q)}, group_{group_of(use, q.where, q.what)} {}
  [[nodiscard]] prepared_question of(rule_use use) const noexcept {  // the use is none of the bits
    return {bits_, static_cast<std::uint32_t>(use) * groups_of_use + group_ % groups_of_use};
  }
  [[nodiscard]] prepared_question in_form(decision_form form) const noexcept { return {bits_.in_form(form), group_}; }

  [[nodiscard]] scope_bits bits() const noexcept { return bits_; }
  /// Number of the use, the setting (or none) and the content (or none), in this order of weight.
  [[nodiscard]] std::size_t group() const noexcept { return group_; }
  static constexpr std::uint32_t settings = 1 + static_cast<std::uint32_t>(terms<setting>::names.size());
  static constexpr std::uint32_t groups_of_use = settings * scope_bits::contents;

private:
  prepared_question(scope_bits bits, std::uint32_t group) noexcept : bits_{bits}, group_{group} {}
  [[nodiscard]] static std::uint32_t group_of(rule_use use, std::optional<setting> where, content what) noexcept {
    const std::uint32_t place = where ? 1 + static_cast<std::uint32_t>(*where) : 0;
    return static_cast<std::uint32_t>(use) * groups_of_use + place * scope_bits::contents + what.clause();
  }

  scope_bits bits_;
  std::uint32_t group_;
};

}  // namespace detail

/// The rule that governs, if any. `rival` is set where the texts conflict and a lawyer has to say which holds.
struct governing_rule {
  const rule* rule_found = nullptr;
  const rule* rival = nullptr;

  [[nodiscard]] explicit operator bool() const noexcept { return rule_found != nullptr; }
  [[nodiscard]] bool is_disputed() const noexcept { return rival != nullptr; }
  [[nodiscard]] const rule* operator->() const noexcept { return rule_found; }
  [[nodiscard]] const rule& operator*() const noexcept { return *rule_found; }
};

/// Rules and the instruments they rest on. Immutable; cheap to copy (shared state); safe to read from any thread.
class rule_set {
public:
  /// No rules.
  DINH_API rule_set();

  /// Checks the rules as a whole. Faults: `law/duplicate-rule`, `law/unknown-instrument`, `law/unknown-rule` (in
  /// `replaces`, `narrowed_by`), `law/impossible-fraction` (above 1 or below 0), `law/missing-label`,
  /// `law/missing-value` (a use without the value that it needs), `law/wrong-way` (a value that counts otherwise than its
  /// use does, such as a minimum where a maximum is asked), `law/not-in-force` (a rule holds on days on which its
  /// instrument does not), `law/overrides-unknown` (`overrides` names no other rule).
  [[nodiscard]] DINH_API static checked<rule_set> build(std::vector<rule> rules, std::vector<instrument> instruments);

  [[nodiscard]] std::span<const rule> rules() const noexcept { return state_->rules; }
  [[nodiscard]] std::span<const instrument> instruments() const noexcept { return state_->instruments; }

  /// The rule of that id, or null. O(log n).
  [[nodiscard]] DINH_API const rule* find(std::string_view id) const noexcept;
  /// The instrument of that id ("10/2022/QH15"), or null. O(log n).
  [[nodiscard]] DINH_API const instrument* find_instrument(std::string_view id) const noexcept;
  /// The id under which an instrument is declared that is written longer or shorter: "403/2017/NQLT-UBTVQH14-CP" is
  /// "403/2017", "09/2008/NQLT" is "09/2008/NQLT-CP-UBTWMTTQVN", "10/2022/qh15" is "10/2022/QH15". The number itself where it is an id, or names none or
  /// several. O(n).
  [[nodiscard]] DINH_API std::string_view known_as(std::string_view number) const noexcept;
  /// Rules that rest on a provision on a day, in the order of their ids: the place itself and what lies below it
  /// ("3(5)" covers "3(5)(a)"); the whole instrument if no article is named. The instrument may be written as `known_as`
  /// reads it. O(n).
  [[nodiscard]] DINH_API std::vector<const rule*> at_provision(const citation& where, date on) const;
  /// The rules that name this one in `replaces`, in the order of their ids. O(n).
  [[nodiscard]] DINH_API std::vector<const rule*> replaced_by(const rule& r) const;
  /// The rules in force on a day that took the place of this one, directly or through other versions. O(n) for each.
  [[nodiscard]] DINH_API std::vector<const rule*> successors(const rule& r, date on) const;
  /// `law/rule-ended` where rules of the pack rest on the provision and none of them is in force on that day: says when
  /// they were and which rules took their place; `law/rule-not-begun` where all of them begin later. Empty otherwise, also where no rule rests on it at all.
  [[nodiscard]] DINH_API std::optional<diagnostic> check(const citation& where, date on) const;
  /// All rules in force on a day. O(n).
  [[nodiscard]] DINH_API std::vector<const rule*> at(date on) const;

  /// Rules of a use that apply, the governing one first: higher rank of the instrument, then the narrower scope, then
  /// the later beginning. No allocation; a scan over the rules of that use.
  [[nodiscard]] governing_rule governing(const rule_question& q, date on) const noexcept {
    return governing(detail::prepared_question{q}, on);
  }
  [[nodiscard]] governing_rule governing(detail::prepared_question q, date on) const noexcept;

  /// Calls `visit(const rule&)` for each rule of the use that applies, in order of precedence unspecified. A general
  /// rule is left out where a special rule of a layer that overrides it applies, an earlier version where the newer one,
  /// in an instrument of higher rank, is in force already.
  template <class Visit>
  void for_each_applicable(const rule_question& q, date on, Visit&& visit) const {
    for_each_applicable(detail::prepared_question{q}, on, std::forward<Visit>(visit));
  }
  template <class Visit>
  void for_each_applicable(detail::prepared_question q, date on, Visit&& visit) const {
    for (const candidate& c : state_->candidates_for(q))
      if (applies(c, q.bits(), on) && !(c.overrides != c.overrides_end && is_displaced(c, q, on)))
        visit(state_->rules[c.index]);
  }

  /// The rules of `r.narrowed_by`; `r` must be a rule of this set.
  template <class Visit>
  void for_each_detailing(const rule& r, Visit&& visit) const {
    const auto index = static_cast<std::uint32_t>(&r - state_->rules.data());
    for (const detail_of& d : state_->details)
      if (d.general == index) visit(state_->rules[d.narrower]);
  }

  /// The rule that holds on a day in the place of the rule of that id: the rule itself, or the special rule of a layer
  /// with the same scope that overrides it on that day. Null if there is no such rule. O(log n).
  [[nodiscard]] DINH_API const rule* prevailing(std::string_view id, date on) const noexcept;

  /// The words in which answers are explained: those of the library, or of the pack that rewords them.
  [[nodiscard]] const phrase_book& phrases() const noexcept { return phrases_; }
  [[nodiscard]] rule_set with_phrases(phrase_book words) const {
    rule_set out = *this;
    out.phrases_ = std::move(words);
    return out;
  }

  /// The weakest evidence on which an answer may rest; `memory` accepts every rule.
  [[nodiscard]] evidence weakest_accepted() const noexcept { return weakest_accepted_; }
  /// The same rules for an application that accepts no weaker evidence: an answer that would rest on a weaker rule is
  /// `undetermined` and says so.
  [[nodiscard]] rule_set accepting(evidence weakest) const {
    rule_set out = *this;
    out.weakest_accepted_ = weakest;
    return out;
  }

  /// Rank of the rule's instrument; a lower number prevails.
  [[nodiscard]] std::uint8_t rank(const rule& r) const noexcept {
    return state_->ranks[static_cast<std::size_t>(&r - state_->rules.data())];
  }

private:
  /// What is looked at to tell whether a rule applies, close together in memory.
  struct candidate {
    validity valid;
    detail::scope_bits admitted;
    std::uint32_t index;
    std::uint32_t overrides = 0;  // those that may take its place, as a range
    std::uint32_t overrides_end = 0;
  };
  struct override_of {
    enum class by : std::uint8_t { layer, newer_version };  // which of the two takes the place
    std::uint32_t general;
    std::uint32_t special;
    by how;
  };
  struct detail_of {
    std::uint32_t general;
    std::uint32_t narrower;
  };
  struct state {
    std::vector<rule> rules;                 // by id
    std::vector<instrument> instruments;     // by id
    std::vector<std::uint8_t> ranks;         // of rules[i]'s instrument
    std::vector<detail::scope_bits> scopes;  // of rules[i]
    std::vector<override_of> overrides;      // by the general rule
    std::vector<detail_of> details;          // few
    /// Those that a question may find, side by side for each use, setting (or none) and content (or none).
    std::vector<candidate> candidates;
    std::vector<std::uint32_t> first;  // of each such group in `candidates`; one more at the end

    [[nodiscard]] std::span<const candidate> candidates_for(detail::prepared_question q) const noexcept {
      const std::size_t group = q.group();
      if (group + 1 >= first.size()) return {};  // no rules
      return {candidates.data() + first[group], candidates.data() + first[group + 1]};
    }
  };

  [[nodiscard]] static bool applies(const candidate& c, detail::scope_bits asked, date on) noexcept {
    return c.admitted.covers(asked) && c.valid.contains(on);
  }
  /// Whether a rule that takes the place of this one applies to the same question: the special rule of a layer, or the
  /// newer version in an instrument of higher rank where this one ended late.
  [[nodiscard]] DINH_API bool is_displaced(const candidate& general, detail::prepared_question q, date on) const noexcept;
  [[nodiscard]] bool prevails(const rule& a, const rule& b) const noexcept;
  [[nodiscard]] static bool says_the_same(const rule& a, const rule& b) noexcept {
    return a.vote == b.vote && a.quorum == b.quorum && a.roles == b.roles && a.counts_from == b.counts_from &&
           a.ends_with == b.ends_with && a.term == b.term && a.number == b.number && a.time == b.time;
  }

  std::shared_ptr<const state> state_;
  phrase_book phrases_;
  evidence weakest_accepted_ = evidence::memory;
};

/// "CP-03 (155/2026/ND-CP Art 10, [2026-07-01, +inf))", one after the other.
[[nodiscard]] DINH_API text names_of(std::span<const rule* const> rules);

// ---- implementation -------------------------------------------------------------------------------

inline bool rule_set::prevails(const rule& a, const rule& b) const noexcept {
  if (rank(a) != rank(b)) return rank(a) < rank(b);
  // A rule for named contents is the special one beside a rule for all.
  if (a.applies.contents.empty() != b.applies.contents.empty()) return b.applies.contents.empty();
  if (a.valid.from != b.valid.from) return a.valid.from > b.valid.from;
  return a.id < b.id;
}

inline governing_rule rule_set::governing(detail::prepared_question q, date on) const noexcept {
  governing_rule out;
  const rule* contested = nullptr;  // a rule that is known to conflict with others in force
  for_each_applicable(q, on, [&](const rule& r) {
    if (r.conflict == on_conflict::needs_review) contested = &r;
    if (out.rule_found == nullptr || prevails(r, *out.rule_found)) out.rule_found = &r;
  });
  if (contested == nullptr || out.rule_found == nullptr) return out;
  if (contested != out.rule_found) {
    if (!says_the_same(*contested, *out.rule_found)) out.rival = contested;
    return out;
  }
  for_each_applicable(q, on, [&](const rule& r) {
    if (!says_the_same(r, *out.rule_found)) out.rival = &r;
  });
  return out;
}

}  // namespace dinh::inline v1

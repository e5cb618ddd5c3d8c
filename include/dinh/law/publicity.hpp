#pragma once
/// \file
/// Publicity: by when, where and how long a content has to be made public, and whether it was.

#include <dinh/base/date.hpp>
#include <dinh/calendar/limit.hpp>
#include <dinh/config.hpp>
#include <dinh/law/rule_set.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace dinh::inline v1 {

/// Whose publicity: commune (Law 10/2022/QH15 Art 11-14), agency or public unit (Art 46-48), state enterprise
/// (Art 64-66).
enum class publicity_regime : std::uint8_t { commune, agency, state_enterprise };

/// What is asked on one channel.
struct channel_duty {
  bool is_asked = false;      ///< the content goes on this channel; where there is one, for loudspeaker and portal
  bool is_permanent = false;  ///< for good, kept up to date
  std::optional<span> least;  ///< at least so long without a break
  /// Broadcasts count by the days on which they were made, postings by the days that follow the first (Art 13(2), (3)).
  bool counts_each_day = false;
  /// A rule on this channel is known less well than the rules accept (`rule_set::accepting`): what it asks is left open.
  bool is_too_weak = false;
  bool is_unread = false;  ///< no rule of that day is known at all: see `publicity_duty::is_unread`
  const rule* source = nullptr;  ///< null where no rule asks for anything on this channel
};

/// What the law of a day asks for one item. The rules are those of the set it was asked of, which must outlive it.
struct publicity_duty {
  std::optional<limit> publish_within;  ///< from the decision or document; empty if the law sets no time
  const rule* publish_source = nullptr;
  std::array<channel_duty, 3> channels;  ///< by `publicity_channel`
  const rule* forms_source = nullptr;       ///< names the permitted forms; null if the law of that day names none
  /// A list of what was made public is due so often; empty: none is asked for.
  std::optional<std::int64_t> list_every_months;
  const rule* list_source = nullptr;
  /// No rule on publicity of that day is known. What then applied was not read: not the same as a law that sets no time.
  bool is_unread = false;
  /// Rules that speak of it and are known less well than the rules accept, in the order of their ids. Nothing above is
  /// taken from them.
  std::vector<const rule*> too_weak;

  [[nodiscard]] const channel_duty& on(publicity_channel c) const noexcept {
    return channels[static_cast<std::size_t>(c)];
  }
};

/// How many items of content the law names: 14 in Art 11, 12 in Art 46, 8 in Art 64(1) of Law 10/2022/QH15 (text seen), in
/// force from 1 July 2023. Empty on earlier days: the items of the older texts were not read.
[[nodiscard]] inline std::optional<int> publicity_items(publicity_regime regime, date on) {
  if (on < date{2023, 7, 1}) return std::nullopt;
  return regime == publicity_regime::commune ? 14 : (regime == publicity_regime::agency ? 12 : 8);
}

/// What is asked for an item (of Art 11 for a commune: 1 to 14; other regimes make no difference between items). A law
/// of the field that sets its own time or form prevails (Art 12(3), 13(6)); it is not known here. What rests on a rule known
/// less well than the rules accept is left open.
[[nodiscard]] DINH_API publicity_duty publicity_of(const rule_set& rules, publicity_regime regime, int item, date on);

/// Days `[first, last]` on which something was up, both to the end of the day.
struct posting_interval {
  date first;
  date last;
};

/// Whether postings kept the time that the law asks for.
struct posting_check {
  /// `met`; `not_met`: taken down too early; `overdue`: never put up; `undetermined`: still running on `today`, or the
  /// duty counts working days or hours, or it rests on evidence that is too weak, or no rule of the day is known.
  outcome result = outcome::undetermined;
  /// First lawful end of the posting that counts: the first that lasted long enough; none did: the one that is still up,
  /// or else the longest.
  std::optional<date> needed_until;
  std::vector<posting_interval> gaps;  ///< days between the first and the last day on which it was not up
  std::int64_t longest_days = 0;       ///< days of the longest unbroken posting up to `today`, counted as the duty counts them
};

/// Whether postings on a channel keep the duty. The first day is not counted: 30 days from 2 June end with 2 July
/// (Civil Code 91/2015/QH13 Art 147(2)). Broadcasts of 3 days running may be those of 2, 3 and 4 June. Overlapping and adjoining intervals are joined;
/// days after `today` are not kept yet. What was kept once stays kept, whatever is posted again later.
/// Pre: each interval's `first` is not after its `last`; others are ignored.
[[nodiscard]] DINH_API posting_check check_posting(const channel_duty& duty, std::span<const posting_interval> up,
                                                   date today);

}  // namespace dinh::inline v1

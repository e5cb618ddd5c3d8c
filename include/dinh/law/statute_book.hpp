#pragma once
/// \file
/// The statute book: instruments and provisions as a typed graph, asked by date.

#include <dinh/base/diagnostic.hpp>
#include <dinh/base/explanation.hpp>
#include <dinh/config.hpp>
#include <dinh/graph/typed_graph.hpp>
#include <dinh/law/citation_form.hpp>
#include <dinh/law/instrument.hpp>
#include <dinh/law/rule_set.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// A place in an instrument that a rule rests on.
struct provision {
  citation where;
  friend bool operator==(const provision&, const provision&) = default;
};

/// Edges of the statute book: the source acts on the target.
namespace statute {
/// The instrument has the provision.
struct has {
  using from = instrument;
  using to = provision;
};
/// The instrument amends another one.
struct amends {
  using from = instrument;
  using to = instrument;
};
/// The instrument takes the place of another one.
struct replaces {
  using from = instrument;
  using to = instrument;
};
/// The instrument details or guides another one.
struct guides {
  using from = instrument;
  using to = instrument;
};
/// The instrument carries out another one.
struct implements {
  using from = instrument;
  using to = instrument;
};
/// The instrument names another one.
struct cites {
  using from = instrument;
  using to = instrument;
};
/// The instrument names another one as its legal basis.
struct founded_on {
  using from = instrument;
  using to = instrument;
};
}  // namespace statute

/// The node and edge types of the statute book.
struct statute_schema {
  using nodes = type_list<instrument, provision>;
  using edges = type_list<statute::has, statute::amends, statute::replaces, statute::guides, statute::implements,
                          statute::cites, statute::founded_on>;
};

/// What one instrument does to another.
enum class link_kind : std::uint8_t { amends, replaces, guides, implements, cites, founded_on };
template <>
struct terms<link_kind> {
  static constexpr std::array<std::string_view, 6> names{"amends",     "replaces", "guides",
                                                         "implements", "cites",    "founded_on"};
};

/// How one instrument acts on another, by their ids.
struct instrument_link {
  std::string from;  ///< of the instrument that acts
  link_kind kind = link_kind::cites;
  std::string to;  ///< of the one it acts on
};

/// Immutable; cheap to copy (shared state); safe to read from any thread.
class statute_book {
public:
  /// Instruments hold while they are in force, a link from the day its source is in force, provisions with their
  /// instrument. Provisions are those that the rules cite. Faults: `law/duplicate-instrument`,
  /// `law/unknown-instrument`, `law/malformed-article`.
  [[nodiscard]] DINH_API static checked<statute_book> build(std::span<const instrument> instruments,
                                                            std::span<const instrument_link> links,
                                                            std::span<const rule> rules);

  [[nodiscard]] const frozen_graph<statute_schema>& graph() const noexcept { return state_->graph; }

  /// The instrument of that id or number as printed; none if unknown. O(log n).
  [[nodiscard]] DINH_API node_id<instrument> find(std::string_view id) const;
  [[nodiscard]] const instrument& operator[](node_id<instrument> n) const noexcept { return state_->graph[n]; }

  /// Instruments in force on a day, in the order of their ids.
  [[nodiscard]] DINH_API std::vector<node_id<instrument>> at(date on) const;

  /// Empty if the citation can be relied on that day; else `law/unknown-instrument`, `law/not-in-force` or
  /// `law/malformed-article`.
  [[nodiscard]] DINH_API std::optional<diagnostic> check(const citation& c, date on) const;

  /// The citation in full: "khoản 1 Điều 21 Luật số 10/2022/QH15". An unknown instrument is cited by its id.
  [[nodiscard]] DINH_API std::string cite(const citation& c, lang l) const;

private:
  struct state {
    frozen_graph<statute_schema> graph;
    std::vector<std::pair<std::string, node_id<instrument>>> by_id;  // sorted
  };
  explicit statute_book(std::shared_ptr<const state> s) noexcept : state_{std::move(s)} {}
  std::shared_ptr<const state> state_;
};

/// The tree of reasons as indented lines, each provision with the kind and number of its instrument:
/// "… [khoản 1 Điều 21 Luật số 10/2022/QH15, T]".
[[nodiscard]] DINH_API std::string to_text(const explanation& e, lang l, const statute_book& book);

}  // namespace dinh::inline v1

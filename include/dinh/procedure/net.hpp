#pragma once
/// \file
/// Petri nets: what a procedure, a BPMN process or a PNML file means to the verifier.
///
/// \code
/// net_builder b;
/// const auto i = b.place("i"), o = b.place("o");
/// const auto t = b.transition("register");
/// b.input(t, i).output(t, o);
/// const auto net = b.build();                 // checked<workflow_net>
/// verify_net(*net).verdict;                   // soundness::sound
/// \endcode

#include <dinh/base/diagnostic.hpp>
#include <dinh/base/id.hpp>
#include <dinh/config.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

using net_place = id<struct net_place_kind>;
using net_transition = id<struct net_transition_kind>;

/// What tokens on a place mean at the end.
enum class place_role : std::uint8_t {
  inner,   ///< none may be left
  sink,    ///< where a case ends: at the end at most one token lies on each
  buffer,  ///< a message that nobody took: may be left over
};

/// A Petri net with one case in it: places with tokens, transitions, arcs with weights; beyond that, transitions that
/// empty places (a cancelled part of a process) and transitions held back by tokens elsewhere (an inclusive join that
/// waits). Immutable; arcs lie in flat arrays, sorted by node.
class DINH_API workflow_net {
public:
  /// The other end of an arc and its weight.
  struct arc {
    std::uint32_t node;
    std::uint32_t weight;
    friend bool operator==(const arc&, const arc&) = default;
  };

  [[nodiscard]] std::uint32_t place_count() const noexcept { return static_cast<std::uint32_t>(place_names_.size()); }
  [[nodiscard]] std::uint32_t transition_count() const noexcept {
    return static_cast<std::uint32_t>(transition_names_.size());
  }
  [[nodiscard]] std::size_t arc_count() const noexcept { return inputs_.arcs.size() + outputs_.arcs.size(); }
  [[nodiscard]] const std::string& name(net_place p) const noexcept { return place_names_[p.index()]; }
  [[nodiscard]] const std::string& name(net_transition t) const noexcept { return transition_names_[t.index()]; }
  [[nodiscard]] place_role role(net_place p) const noexcept { return roles_[p.index()]; }
  /// Tokens on the place at the start.
  [[nodiscard]] std::uint32_t tokens(net_place p) const noexcept { return tokens_[p.index()]; }

  /// Places that the transition takes from and puts on; transitions that put on the place and take from it.
  [[nodiscard]] std::span<const arc> inputs(net_transition t) const noexcept { return inputs_.of(t.index()); }
  [[nodiscard]] std::span<const arc> outputs(net_transition t) const noexcept { return outputs_.of(t.index()); }
  [[nodiscard]] std::span<const arc> producers(net_place p) const noexcept { return producers_.of(p.index()); }
  [[nodiscard]] std::span<const arc> consumers(net_place p) const noexcept { return consumers_.of(p.index()); }
  /// Places that the transition empties after it took its inputs and before it puts its outputs.
  [[nodiscard]] std::span<const arc> empties(net_transition t) const noexcept { return empties_.of(t.index()); }
  /// Places of which any token holds the transition back.
  [[nodiscard]] std::span<const arc> held_back_by(net_transition t) const noexcept { return inhibitors_.of(t.index()); }

  /// All weights are 1, nothing empties or holds back, no buffers, and at most one token on a place at the start.
  [[nodiscard]] bool is_plain() const noexcept { return plain_; }
  /// Plain, and transitions that share one input place share all.
  [[nodiscard]] bool is_free_choice() const noexcept { return free_choice_; }
  /// Why this is not a workflow net: it needs one place without producers, one without consumers, and everything on a
  /// way between them. Empty if it is one.
  [[nodiscard]] const std::vector<text>& structure_faults() const noexcept { return structure_faults_; }
  /// Every transition has inputs and outputs, and everything lies on a way from a marked place to a sink.
  [[nodiscard]] bool is_connected() const noexcept { return connected_; }
  [[nodiscard]] std::span<const net_place> sinks() const noexcept { return sinks_; }
  /// The only place without producers; none if there are none or several.
  [[nodiscard]] net_place source() const noexcept { return source_; }

private:
  friend class net_builder;
  struct table {
    std::vector<std::uint32_t> first;
    std::vector<arc> arcs;
    [[nodiscard]] std::span<const arc> of(std::uint32_t i) const noexcept {
      return {arcs.data() + first[i], arcs.data() + first[i + 1]};
    }
  };
  std::vector<std::string> place_names_, transition_names_;
  std::vector<place_role> roles_;
  std::vector<std::uint32_t> tokens_;
  std::vector<net_place> sinks_;
  net_place source_;
  table inputs_, outputs_, producers_, consumers_, empties_, inhibitors_;
  std::vector<text> structure_faults_;
  bool plain_ = true;
  bool free_choice_ = true;
  bool connected_ = true;
};

/// How much a net may hold.
struct net_limits {
  std::uint32_t places = 100'000;
  std::uint32_t transitions = 200'000;
  std::uint32_t arcs = 4'000'000;
  std::uint32_t weight = 100;  ///< of an arc, and tokens on a place at the start
};

/// Collects places, transitions and arcs, and checks them as a whole.
class DINH_API net_builder {
public:
  explicit net_builder(net_limits limits = {}) : limits_{limits} {}

  /// Names are for answers; `input` and `output` join what was made here, and several arcs between the same two add up.
  net_place place(std::string name, std::uint32_t tokens = 0, place_role role = place_role::inner);
  net_transition transition(std::string name);
  net_builder& input(net_transition t, net_place p, std::uint32_t weight = 1);
  net_builder& output(net_transition t, net_place p, std::uint32_t weight = 1);
  /// As `workflow_net::empties` and `held_back_by` say.
  net_builder& empty(net_transition t, net_place p);
  net_builder& hold_back(net_transition t, net_place p);

  /// Where no token lies anywhere, none is put: nothing may ever begin.
  net_builder& as_marked() noexcept {
    as_marked_ = true;
    return *this;
  }

  /// Holds more than its limits allow: `build` will refuse it, and more need not be written.
  [[nodiscard]] bool is_too_large() const noexcept;

  /// Arcs between the same two nodes add up. A place without consumers becomes a sink (buffers excepted); if no token
  /// lies anywhere, one is put on the only place without producers (but see `as_marked`). Faults: `net/too-large`, `net/weight`,
  /// `net/no-place`. O(size · log size).
  [[nodiscard]] checked<workflow_net> build() const;

private:
  struct line {
    std::uint32_t transition, place, weight;
  };
  net_limits limits_;
  bool as_marked_ = false;
  std::vector<std::string> place_names_, transition_names_;
  std::vector<std::uint32_t> tokens_;
  std::vector<place_role> roles_;
  std::vector<line> inputs_, outputs_, empties_, inhibitors_;
};

}  // namespace dinh::inline v1

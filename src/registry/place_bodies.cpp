#include "place_bodies.hpp"

#include "resolve_words.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

namespace {

enum class end : std::uint8_t { body, office, other };

end end_of(const role_rule& r) {
  switch (r.form) {
    case role_form::body:
    case role_form::team:
    case role_form::assembly: return end::body;
    case role_form::office: return end::office;
    default: return end::other;
  }
}

/// Calls `f(std::type_identity<Edge>)` for the edge type that joins such ends; false if there is none.
template <class F>
bool with_edge(relation_kind kind, end from, end to, F&& f) {
  const auto both = [&](end a, end b) { return from == a && to == b; };
  const bool bodies = both(end::body, end::body);
  const bool to_office = both(end::body, end::office);
  switch (kind) {
    case relation_kind::supervises:
      if (bodies) return f(std::type_identity<supervises>{}), true;
      if (to_office) return f(std::type_identity<supervises_office>{}), true;
      return false;
    case relation_kind::directs:
      return bodies && (f(std::type_identity<directs>{}), true);
    case relation_kind::criticises:
      return bodies && (f(std::type_identity<criticises>{}), true);
    case relation_kind::elects:
      if (bodies) return f(std::type_identity<elects>{}), true;
      if (to_office) return f(std::type_identity<elects_to>{}), true;
      return false;
    case relation_kind::recognises:
      if (bodies) return f(std::type_identity<recognises>{}), true;
      if (to_office) return f(std::type_identity<recognises_in>{}), true;
      return false;
    case relation_kind::reports_to:
      if (bodies) return f(std::type_identity<reports_to>{}), true;
      if (both(end::office, end::body)) return f(std::type_identity<office_reports_to>{}), true;
      return false;
    case relation_kind::established_by:
      if (bodies) return f(std::type_identity<established_by>{}), true;
      if (to_office) return f(std::type_identity<established_by_office>{}), true;
      return false;
    case relation_kind::agrees_with:
      return bodies && (f(std::type_identity<agrees_with>{}), true);
  }
  return false;
}

/// Takes the days of `hole` out of `days`, which stay in order.
void subtract(std::vector<validity>& days, const validity& hole) {
  std::vector<validity> left;
  for (const validity& d : days) {
    if (!d.overlaps(hole)) {
      left.push_back(d);
      continue;
    }
    if (d.from < hole.from) left.push_back({d.from, hole.from});
    if (hole.until < d.until) left.push_back({hole.until, d.until});
  }
  days = std::move(left);
}

/// A node of one role in one unit.
struct placed {
  unit_id at;
  validity when;
  std::uint32_t node = 0;  ///< index of a body or an office, as the role's form says
};

struct above {
  unit_id unit;
  validity when;
};

class placer {
public:
  placer(typed_graph<register_schema>& g, const body_rules& rules, const std::set<unit_id>* only)
      : g_{g}, rules_{rules}, only_{only}, parents_(g.count<unit>()), ancestors_(g.count<unit>()) {
    for (std::uint32_t i = 0; i < g.count<contains>(); ++i) {
      const edge_id<contains> e{i};
      parents_[g.to(e).index()].push_back({g.from(e), g.valid(e)});
    }
    for (const role_rule& r : rules.roles) forms_.emplace(r.role, end_of(r));
    for (std::uint32_t i = 0; i < g.count<seat_of>(); ++i) {
      const edge_id<seat_of> e{i};
      const body_id b = g.from(e);
      bodies_[g[b].role].push_back({g.to(e), g.valid(e), b.index()});
      recorded_[{g[b].role, g.to(e).index()}].push_back(g.valid(e));
    }
  }

  void place() {
    for (std::size_t first = 0; first < rules_.roles.size();) {
      std::size_t last = first;
      while (last < rules_.roles.size() && rules_.roles[last].role == rules_.roles[first].role) ++last;
      place_role(rules_.roles.subspan(first, last - first));
      first = last;
    }
    for (auto& [role, nodes] : bodies_) sort_by_unit(nodes);
    for (auto& [role, nodes] : offices_) sort_by_unit(nodes);
    attach_posts();
  }

  void relate() {
    for (const relation_rule& r : rules_.relations)
      with_edge(r.kind, form(r.subject), form(r.object), [&](auto edge) {
        join<typename decltype(edge)::type>(r, nodes_of(r.subject), nodes_of(r.object));
      });
  }

  void take_over() {
    for (std::uint32_t i = 0; i < g_.count<succeeded_by>(); ++i) {
      const edge_id<succeeded_by> e{i};
      const succeeded_by& how = g_[e];
      // A unit that lives on keeps its bodies; what is lost with a part of it has no body of its own.
      if (g_.valid(g_.from(e)).contains(how.on)) continue;
      const date eve = how.on - boost::gregorian::days{1};
      for (const auto& [role, nodes] : bodies_)
        for (const placed& old : of_unit(nodes, g_.from(e))) {
          if (!old.when.contains(eve)) continue;
          pass(role, old, g_.to(e), {how.on, how.how_much, {how.decree, {}}, how.known_by});
        }
    }
    for (const role_succession& s : rules_.successions) {
      if (s.becomes.empty() || form(s.role) != end::body || form(s.becomes) != end::body) continue;
      for (const placed& old : nodes_of(s.role))
        for (const placed& heir : of_unit(nodes_of(s.becomes), old.at))
          if (s.when.contains(old.when.until) || s.when.contains(heir.when.from))
            g_.link<takes_over>(body_id{old.node}, body_id{heir.node},
                                {heir.when.from, extent::whole, s.source, s.known_by});
    }
  }

  void add_people(const people_records& people, diagnostics& faults,
                  const std::function<unit_id(const std::string&)>& find_unit) {
    std::map<std::string, person_id> persons;
    for (const person_record& r : people.persons) {
      if (persons.find(r.what.key) != persons.end()) {
        faults.error("registry/person-twice", r.where,
                     {"Người \"" + r.what.key + "\" được khai hai lần.",
                      "The person \"" + r.what.key + "\" is stated twice."});
        continue;
      }
      persons.emplace(r.what.key, g_.add(r.what));
    }
    const auto find_person = [&](const std::string& key, const std::string& where) {
      const auto found = persons.find(key);
      if (found != persons.end()) return found->second;
      faults.error("registry/unknown-person", where,
                   {"Không có người \"" + key + "\".", "There is no person \"" + key + "\"."});
      return person_id{};
    };
    for (const holding_record& r : people.holdings) {
      const person_id who = find_person(r.person, r.where);
      const placed* post = place_of(r.role, r.unit, r.when, end::office, r.where, faults, find_unit);
      if (who && post != nullptr) g_.link<holds>(who, office_id{post->node}, r.how, r.when);
    }
    for (const membership_record& r : people.memberships) {
      const person_id who = find_person(r.person, r.where);
      const placed* b = r.body.empty() ? place_of(r.role, r.unit, r.when, end::body, r.where, faults, find_unit)
                                       : recorded_body(r.body, r.when, r.where, faults);
      if (who && b != nullptr) g_.link<member_of>(who, body_id{b->node}, r.how, r.when);
    }
    for (const project_record& r : people.projects) {
      const project_id p = g_.add(r.what);
      const placed* board = recorded_body(r.body, r.when, r.where, faults);
      if (board != nullptr) g_.link<oversees>(body_id{board->node}, p, r.when);
    }
  }

private:
  /// The node of the role in the unit that exists on all these days, or null with a fault.
  const placed* place_of(const std::string& role, const std::string& unit_key, const validity& when, end wanted,
                         const std::string& where, diagnostics& faults,
                         const std::function<unit_id(const std::string&)>& find_unit) {
    const unit_id u = find_unit(unit_key);
    if (u && form(role) == wanted)
      for (const placed& p : of_unit(nodes_of(role), u))
        if (intersect(p.when, when) == when) return &p;
    faults.error("registry/no-such-post", where,
                 {"Trong " + to_text(when) + " không có \"" + role + "\" ở \"" + unit_key + "\" suốt thời gian đó.",
                  "There is no \"" + role + "\" in \"" + unit_key + "\" on all the days " + to_text(when) + "."},
                 {"Kiểm tra vai trò, đơn vị và ngày; ghi khóa <mã>@<ngày>.",
                  "Check the role, the unit and the days; the unit is <code>@<day>."});
    return nullptr;
  }

  const placed* recorded_body(const std::string& key, const validity& when, const std::string& where,
                              diagnostics& faults) const {
    for (const auto& [role, nodes] : bodies_)
      for (const placed& p : nodes)
        if (g_[body_id{p.node}].key == key && intersect(p.when, when) == when) return &p;
    faults.error("registry/no-such-body", where,
                 {"Không có cơ quan \"" + key + "\" trong " + to_text(when) + ".",
                  "There is no body \"" + key + "\" on all the days " + to_text(when) + "."});
    return nullptr;
  }

  static void sort_by_unit(std::vector<placed>& nodes) {
    std::stable_sort(nodes.begin(), nodes.end(), [](const placed& a, const placed& b) { return a.at < b.at; });
  }
  [[nodiscard]] end form(const std::string& role) const {
    const auto found = forms_.find(role);
    return found == forms_.end() ? end::other : found->second;
  }
  [[nodiscard]] const std::vector<placed>& nodes_of(const std::string& role) const {
    static const std::vector<placed> none;
    const auto& all = form(role) == end::office ? offices_ : bodies_;
    const auto found = all.find(role);
    return found == all.end() ? none : found->second;
  }
  [[nodiscard]] static std::span<const placed> of_unit(const std::vector<placed>& nodes, unit_id u) {
    const auto less = [](const auto& a, const auto& b) {
      if constexpr (std::is_same_v<std::decay_t<decltype(a)>, placed>)
        return a.at < b;
      else
        return a < b.at;
    };
    const auto [first, last] = std::equal_range(nodes.begin(), nodes.end(), u, less);
    return {first, last};
  }

  /// Units above, of any level, with the days on which they are.
  [[nodiscard]] const std::vector<above>& ancestors(unit_id u) {
    auto& known = ancestors_[u.index()];
    if (known) return *known;
    std::vector<above> all;
    for (const above& p : parents_[u.index()]) {
      all.push_back(p);
      for (const above& higher : ancestors(p.unit)) {
        const validity when = intersect(p.when, higher.when);
        if (!when.is_empty()) all.push_back({higher.unit, when});
      }
    }
    known = std::move(all);
    return *known;
  }

  void subtract_absences(std::vector<validity>& days, const role_rule& r, unit_id u, const unit_period& period) {
    for (const role_absence& a : r.absent_in) {
      if (!resolve_words::admits(a.kinds, period.kind)) continue;
      if (g_[u].code == a.under) subtract(days, a.when);
      for (const above& up : ancestors(u))
        if (g_[up.unit].code == a.under) subtract(days, intersect(a.when, up.when));
    }
  }

  void place_role(std::span<const role_rule> rules) {
    const end kind = end_of(rules.front());
    if (kind == end::other) return;
    for (std::uint32_t i = 0; i < g_.count<unit>(); ++i) {
      const unit_id u{i};
      if (only_ != nullptr && only_->find(u) == only_->end()) continue;
      std::vector<body_period> pieces;
      for (const role_rule& r : rules) {
        if (!r.level || !r.per.empty() || !r.together.empty() || !r.one_of.empty()) continue;
        for (const unit_period& p : g_[u].periods) {
          if (level_of(p.kind) != *r.level) continue;
          if (!resolve_words::admits(r.kinds, p.kind)) continue;
          std::vector<validity> days{intersect(r.when, p.when)};
          if (days.front().is_empty()) continue;
          subtract_absences(days, r, u, p);
          if (const auto own = recorded_.find({r.role, i}); own != recorded_.end())
            for (const validity& v : own->second) subtract(days, v);
          for (const validity& d : days) pieces.push_back({d, resolve_words::name_of_body(r, p), r.source, r.known_by});
        }
      }
      add_nodes(rules.front().role, kind, u, std::move(pieces));
    }
  }

  /// Pieces that follow each other without a gap are one body.
  void add_nodes(const std::string& role, end kind, unit_id u, std::vector<body_period> pieces) {
    std::stable_sort(pieces.begin(), pieces.end(),
                     [](const body_period& a, const body_period& b) { return a.when.from < b.when.from; });
    for (std::size_t first = 0; first < pieces.size();) {
      std::size_t last = first + 1;
      while (last < pieces.size() && pieces[last].when.from == pieces[last - 1].when.until) ++last;
      const validity when{pieces[first].when.from, pieces[last - 1].when.until};
      std::vector<body_period> own{pieces.begin() + static_cast<std::ptrdiff_t>(first),
                                   pieces.begin() + static_cast<std::ptrdiff_t>(last)};
      const body_period now = own.back();
      std::string key = role + ":" + g_[u].key;
      if (kind == end::office) {
        const office_id o = g_.add(office{std::move(key), role, now.name, now.source, now.known_by, std::move(own)}, when);
        g_.link<post_in>(o, u, when);
        offices_[role].push_back({u, when, o.index()});
      } else {
        const body_id b = g_.add(body{std::move(key), role, now.name, now.source, now.known_by, std::move(own)}, when);
        g_.link<seat_of>(b, u, when);
        bodies_[role].push_back({u, when, b.index()});
      }
      first = last;
    }
  }

  void attach_posts() {
    std::map<std::string, std::string> of;
    for (const role_rule& r : rules_.roles)
      if (end_of(r) == end::office && !r.of.empty()) of.emplace(r.role, r.of);
    for (const auto& [role, posts] : offices_) {
      const auto whose = of.find(role);
      if (whose == of.end() || form(whose->second) != end::body) continue;
      for (const placed& post : posts)
        for (const placed& b : of_unit(nodes_of(whose->second), post.at)) {
          const validity when = intersect(post.when, b.when);
          if (!when.is_empty()) g_.link<post_of>(office_id{post.node}, body_id{b.node}, when);
        }
    }
  }

  template <class Edge>
  void join(const relation_rule& r, const std::vector<placed>& subjects, const std::vector<placed>& objects) {
    const auto link = [&](const placed& s, const placed& o, const validity& chain) {
      const validity when = intersect(intersect(r.when, chain), intersect(s.when, o.when));
      if (when.is_empty()) return;
      g_.link<Edge>(node_id<typename Edge::from>{s.node}, node_id<typename Edge::to>{o.node},
                    Edge{r.source, r.known_by}, when);
    };
    for (const placed& s : subjects) {
      for (const placed& o : of_unit(objects, s.at)) link(s, o, {});
      for (const above& up : ancestors(s.at))
        for (const placed& o : of_unit(objects, up.unit)) link(s, o, up.when);
    }
    for (const placed& o : objects)
      for (const above& up : ancestors(o.at))
        for (const placed& s : of_unit(subjects, up.unit)) link(s, o, up.when);
  }

  /// To the body of the same kind in the new unit, or of the kind that it became on that day.
  void pass(const std::string& role, const placed& old, unit_id to, const takes_over& how) {
    const auto give = [&](const std::string& heir_role) {
      bool given = false;
      for (const placed& heir : of_unit(nodes_of(heir_role), to))
        if (heir.when.contains(how.on)) {
          g_.link<takes_over>(body_id{old.node}, body_id{heir.node}, how);
          given = true;
        }
      return given;
    };
    if (give(role)) return;
    for (const role_succession& s : rules_.successions)
      if (s.role == role && !s.becomes.empty() && s.when.contains(how.on) && form(s.becomes) == end::body)
        give(s.becomes);
  }

  typed_graph<register_schema>& g_;
  const body_rules& rules_;
  const std::set<unit_id>* only_;
  std::vector<std::vector<above>> parents_;
  std::vector<std::optional<std::vector<above>>> ancestors_;
  std::map<std::string, end> forms_;
  std::map<std::string, std::vector<placed>> bodies_, offices_;
  std::map<std::pair<std::string, std::uint32_t>, std::vector<validity>> recorded_;
};

}  // namespace

void place_bodies(typed_graph<register_schema>& graph, const body_rules& rules, const std::set<unit_id>* only,
                  const people_records& people, const std::function<unit_id(const std::string&)>& find_unit,
                  diagnostics& faults) {
  placer p{graph, rules, only};
  p.place();
  p.relate();
  p.take_over();
  p.add_people(people, faults, find_unit);
}

void unknown_role(const std::string& role, const std::string& where, diagnostics& faults) {
  faults.error("registry/unknown-role", where,
               {"Không có vai trò \"" + role + "\".", "There is no role \"" + role + "\"."},
               {"Ghi mã của một vai trò trong danh sách.", "Write the id of a role of the list."});
}

void check_relations(const body_rules& rules, diagnostics& faults) {
  std::map<std::string_view, end> forms;
  for (const role_rule& r : rules.roles) forms.emplace(r.role, end_of(r));
  const auto known = [&](const std::string& role, const std::string& where) {
    const auto found = forms.find(role);
    if (found != forms.end()) return std::optional{found->second};
    unknown_role(role, where, faults);
    return std::optional<end>{};
  };
  for (const relation_rule& r : rules.relations) {
    const auto from = known(r.subject, r.where);
    const auto to = known(r.object, r.where);
    if (!from || !to || with_edge(r.kind, *from, *to, [](auto) {})) continue;
    faults.error("registry/relation-not-possible", r.where,
                 {"Quan hệ \"" + std::string{name_of(r.kind)} + "\" không nối được hai vai trò này.",
                  "The relation \"" + std::string{name_of(r.kind)} + "\" cannot join these two roles."},
                 {"Chủ thể thường là cơ quan; chức danh chỉ được bầu, công nhận, giám sát.",
                  "The subject is mostly a body; an office is elected, recognised or supervised."});
  }
  for (const role_succession& s : rules.successions) {
    (void)known(s.role, s.where);
    if (!s.becomes.empty()) (void)known(s.becomes, s.where);
  }
}

}  // namespace dinh::inline v1

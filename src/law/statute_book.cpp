#include <dinh/law/statute_book.hpp>
#include <law/article_text.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace dinh::inline v1 {

checked<statute_book> statute_book::build(std::span<const instrument> instruments,
                                          std::span<const instrument_link> links, std::span<const rule> rules) {
  diagnostics faults;
  typed_graph<statute_schema> graph;
  std::map<std::string, node_id<instrument>, std::less<>> known;
  for (const instrument& i : instruments) {
    if (known.count(i.id) != 0) {
      faults.error("law/duplicate-instrument", i.id,
                   {"Văn bản " + i.id + " được khai báo hai lần.", "The instrument " + i.id + " is declared twice."});
      continue;
    }
    known.emplace(i.id, graph.add(i, i.in_force));
  }
  const auto find_or_report = [&](const std::string& id, const std::string& where) {
    const auto it = known.find(id);
    if (it != known.end()) return it->second;
    faults.error("law/unknown-instrument", where,
                 {where + " nhắc đến văn bản chưa khai báo: " + id + ".",
                  where + " names an undeclared instrument: " + id + "."},
                 {"Khai báo văn bản đó.", "Declare it."});
    return node_id<instrument>{};
  };
  for (const instrument_link& l : links) {
    const auto from = find_or_report(l.from, l.from);
    const auto to = find_or_report(l.to, l.from);
    if (from.is_none() || to.is_none()) continue;
    const validity since{graph[from].in_force.from, date{boost::date_time::pos_infin}};
    switch (l.kind) {
      case link_kind::amends:
        graph.link<statute::amends>(from, to, since);
        break;
      case link_kind::replaces:
        graph.link<statute::replaces>(from, to, since);
        break;
      case link_kind::guides:
        graph.link<statute::guides>(from, to, since);
        break;
      case link_kind::implements:
        graph.link<statute::implements>(from, to, since);
        break;
      case link_kind::cites:
        graph.link<statute::cites>(from, to, since);
        break;
      case link_kind::founded_on:
        graph.link<statute::founded_on>(from, to, since);
        break;
    }
  }
  std::set<citation> places;
  for (const rule& r : rules) {
    const auto source = find_or_report(r.source.instrument, r.id);
    if (source.is_none() || r.source.article.empty() || !places.insert(r.source).second) continue;
    if (auto parts = parse_places(r.source.article); !parts) {
      faults.error("law/malformed-article", r.id, parts.error().list().front().message,
                   parts.error().list().front().remedy);
      continue;
    }
    const auto place = graph.add(provision{r.source}, graph[source].in_force);
    graph.link<statute::has>(source, place, graph[source].in_force);
  }
  if (faults.has_errors()) return unexpected{std::move(faults)};

  auto made = std::make_shared<state>();
  for (const auto& [id, node] : known) made->by_id.emplace_back(id, node);
  made->graph = std::move(graph).freeze();
  return statute_book{std::move(made)};
}

node_id<instrument> statute_book::find(std::string_view id) const {
  const auto lookup = [&](std::string_view wanted) {
    const auto& all = state_->by_id;
    const auto it = std::lower_bound(all.begin(), all.end(), wanted,
                                     [](const auto& entry, std::string_view w) { return entry.first < w; });
    return it != all.end() && it->first == wanted ? it->second : node_id<instrument>{};
  };
  auto found = lookup(id);
  if (found.is_none()) found = lookup(instrument_id(id));
  if (!found.is_none()) return found;
  // Typed in small letters: "10/2022/qh15".
  const std::string wanted = articles::number_in_capitals(id);
  for (const auto& [known, node] : state_->by_id) {
    if (articles::number_in_capitals(known) != wanted) continue;
    if (!found.is_none()) return {};
    found = node;
  }
  return found;
}

std::vector<node_id<instrument>> statute_book::at(date on) const {
  std::vector<node_id<instrument>> out;
  for (const auto& [id, node] : state_->by_id)
    if (state_->graph[node].in_force.contains(on)) out.push_back(node);
  return out;
}

std::optional<diagnostic> statute_book::check(const citation& c, date on) const {
  const auto n = find(c.instrument);
  const std::string named = to_text(c, lang::en);
  if (n.is_none())
    return diagnostic{severity::error,
                      "law/unknown-instrument",
                      named,
                      {"Không biết văn bản " + c.instrument + ".", "The instrument " + c.instrument + " is unknown."},
                      {}};
  const instrument& i = state_->graph[n];
  if (!i.in_force.contains(on))
    return diagnostic{
        severity::error,
        "law/not-in-force",
        named,
        {"Văn bản " + i.number + " không có hiệu lực ngày " + to_text(on) + ", chỉ " + to_text(i.in_force) + ".",
         "The instrument " + i.id + " is not in force on " + to_text(on) + ", only " + to_text(i.in_force) + "."},
        {}};
  if (!c.article.empty())
    if (auto parts = parse_places(c.article); !parts) return parts.error().list().front();
  return std::nullopt;
}

std::string statute_book::cite(const citation& c, lang l) const {
  const auto n = find(c.instrument);
  return n.is_none() ? to_text(c, l) : dinh::cite(c, state_->graph[n], l);
}

namespace {

void write_reasons(const explanation& e, lang l, const statute_book& book, std::size_t depth, std::string& out) {
  out.append(depth * 2, ' ');
  if (depth > 0) out += "- ";
  out += e.statement.in(l);
  if (!e.source.empty()) {
    out += " [" + book.cite(e.source, l) + ", ";
    out += letter(e.known_by);
    out += ']';
  }
  out += '\n';
  for (const explanation& b : e.because) write_reasons(b, l, book, depth + 1, out);
}

}  // namespace

std::string to_text(const explanation& e, lang l, const statute_book& book) {
  std::string out;
  write_reasons(e, l, book, 0, out);
  return out;
}

}  // namespace dinh::inline v1

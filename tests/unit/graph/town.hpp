#pragma once
// A small schema with two node types and the random graphs that the tests compare with plain references.

#include <dinh/graph/typed_graph.hpp>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace town {

struct place {
  std::string key;
};
struct office {
  std::string name;
};
struct holds {
  using from = place;
  using to = place;
  static constexpr std::string_view type_name = "holds";
  static constexpr dinh::edge_shape shape = dinh::edge_shape::forest;
};
struct road {
  using from = place;
  using to = place;
  static constexpr dinh::parallel_edges parallel = dinh::parallel_edges::allowed;
  std::uint32_t length = 1;
};
struct watches {
  using from = office;
  using to = place;
  static constexpr std::string_view type_name = "watches";
};
struct schema {
  using nodes = dinh::type_list<place, office>;
  using edges = dinh::type_list<holds, road, watches>;
};
using graph = dinh::typed_graph<schema>;
using frozen = dinh::frozen_graph<schema>;

inline dinh::date day(int n) { return dinh::to_date(dinh::to_day_number(dinh::civil{2020, 1, 1}) + n); }

/// What a random graph consists of, as plain lists.
struct plain {
  struct edge {
    std::uint32_t from, to;
    dinh::validity valid;
  };
  std::vector<dinh::validity> places;
  std::vector<dinh::validity> offices;
  std::vector<edge> roads;
  std::vector<edge> watches;
};

inline dinh::validity some_days(std::mt19937& random) {
  dinh::validity v;
  if (random() % 3 != 0) v.from = day(static_cast<int>(random() % 20));
  if (random() % 3 != 0) v.until = day(static_cast<int>(random() % 20) + 10);
  return v;
}

inline plain random_plain(std::mt19937& random) {
  plain p;
  for (auto n = random() % 30 + 1; n > 0; --n) p.places.push_back(some_days(random));
  for (auto n = random() % 5 + 1; n > 0; --n) p.offices.push_back(some_days(random));
  const auto pick = [&](const auto& list) { return static_cast<std::uint32_t>(random() % list.size()); };
  for (auto n = random() % 90; n > 0; --n)
    p.roads.push_back({pick(p.places), pick(p.places), some_days(random)});
  for (auto n = random() % 20; n > 0; --n)
    p.watches.push_back({pick(p.offices), pick(p.places), some_days(random)});
  return p;
}

inline graph to_graph(const plain& p) {
  graph g;
  for (std::size_t i = 0; i < p.places.size(); ++i) g.add(place{"p" + std::to_string(i)}, p.places[i]);
  for (std::size_t i = 0; i < p.offices.size(); ++i) g.add(office{"o" + std::to_string(i)}, p.offices[i]);
  for (std::size_t i = 0; i < p.roads.size(); ++i)
    g.link<road>(dinh::node_id<place>{p.roads[i].from}, dinh::node_id<place>{p.roads[i].to},
                 road{static_cast<std::uint32_t>(i)}, p.roads[i].valid);
  for (const auto& e : p.watches) g.link<watches>(dinh::node_id<office>{e.from}, dinh::node_id<place>{e.to}, e.valid);
  return g;
}

}  // namespace town

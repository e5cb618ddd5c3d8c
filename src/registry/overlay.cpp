// Putting what one builder holds on top of another.
#include <dinh/registry/registry.hpp>

#include <iterator>
#include <vector>

namespace dinh::inline v1 {
namespace {

template <class T>
void append(std::vector<T>& to, std::vector<T>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

registry_builder& registry_builder::add(registry_builder other) {
  append(units_, other.units_);
  append(successions_, other.successions_);
  append(bodies_, other.bodies_);
  append(roles_, other.roles_);
  append(relations_, other.relations_);
  append(role_successions_, other.role_successions_);
  append(compositions_, other.compositions_);
  append(people_.persons, other.people_.persons);
  append(people_.holdings, other.people_.holdings);
  append(people_.memberships, other.people_.memberships);
  append(people_.projects, other.people_.projects);
  if (other.phrases_.is_reworded()) phrases_ = std::move(other.phrases_);
  places_bodies_ = places_bodies_ || other.places_bodies_;
  return *this;
}

registry_builder& registry_builder::remove_role(std::string_view role) {
  std::erase_if(roles_, [&](const role_rule& r) { return r.role == role; });
  return *this;
}

}  // namespace dinh::inline v1

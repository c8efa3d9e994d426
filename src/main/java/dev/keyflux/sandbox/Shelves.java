package dev.keyflux.sandbox;

import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The shelves of all accounts and regions, each made when it is first asked for. */
final class Shelves {
    private final ConcurrentMap<Place, RegionShelf> shelves = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final Identifiers ids;
    private final int operationPolls;

    Shelves(InstantSource clock, Identifiers ids, int operationPolls) {
        this.clock = clock;
        this.ids = ids;
        this.operationPolls = operationPolls;
    }

    RegionShelf at(Place place) {
        return shelves.computeIfAbsent(place, added -> new RegionShelf(clock, ids, operationPolls));
    }
}

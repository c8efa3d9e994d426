package dev.keyflux.bench.scale;

import dev.keyflux.target.Account;
import dev.keyflux.target.Target;
import java.util.List;
import java.util.stream.IntStream;

/** The size of a run. */
record Size(int keys, int regions, int accounts) {

    long imports() {
        return (long) keys * regions * accounts;
    }

    List<Target> targets() {
        var entered = IntStream.range(0, accounts)
                .mapToObj(n -> Account.assuming("account-" + n, "arn:aws:iam::%012d:role/keyflux".formatted(n)))
                .toList();
        return Target.across(
                entered,
                IntStream.range(0, regions).mapToObj(n -> "region-" + n).toList());
    }
}

package dev.keyflux.target;

import java.util.Collection;
import java.util.List;

/**
 * One account in one region: the place that a lane of a rollout works on.
 *
 * @param account the account
 * @param region the region's name, for example {@code eu-west-2}; any string, so that a region newer than this library
 *     works ({@link RegionSelection} is what checks names that people type)
 */
public record Target(Account account, String region) {

    /** Every account in every region, account by account. */
    public static List<Target> across(Collection<Account> accounts, Collection<String> regions) {
        return accounts.stream()
                .flatMap(account -> regions.stream().map(region -> new Target(account, region)))
                .toList();
    }

    /** The caller's own account in every one of these regions. */
    public static List<Target> inRegions(Collection<String> regions) {
        return across(List.of(Account.callersOwn()), regions);
    }

    /** {@code alias/region}, as messages show it. */
    @Override
    public String toString() {
        return account.alias() + "/" + region;
    }
}

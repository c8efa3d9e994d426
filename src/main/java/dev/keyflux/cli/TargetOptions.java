package dev.keyflux.cli;

import dev.keyflux.aws.Endpoints;
import dev.keyflux.target.Account;
import dev.keyflux.target.RegionSelection;
import dev.keyflux.target.Target;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which accounts and regions, and the way there. */
final class TargetOptions {

    @Option(
            names = {"-r", "--regions"},
            required = true,
            paramLabel = "LIST",
            description = "The regions, separated by commas: names, globs such as 'eu-*', or all.")
    String regions = "";

    @Option(
            names = "--account",
            paramLabel = "ALIAS=ROLE_ARN",
            description = "An account, entered by assuming this role; repeatable. Default: the caller's own account,"
                    + " under the alias default.")
    List<String> accounts = List.of();

    @Option(
            names = "--accounts",
            paramLabel = "FILE.csv",
            description = "Accounts from a file with the columns alias, role_arn and, if need be, external_id.")
    @Nullable
    Path accountsFile;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "The profile of the AWS config files to take credentials from. Default: as in the AWS CLI.")
    @Nullable
    String profile;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description =
                    "Call this URL for Lightsail and STS alike. Default: each region's own Lightsail and the STS of"
                            + " us-east-1, or what the variable AWS_ENDPOINT_URL says.")
    @Nullable
    String endpointUrl;

    @Option(
            names = "--sandbox",
            converter = FlagConverter.class,
            description = "Start a local Lightsail for this run and call it instead of AWS; needs no credentials.")
    boolean sandbox;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** Every account in every region. */
    List<Target> targets() {
        return Target.across(accounts(), regions());
    }

    /** Where to connect to. */
    ConnectionSettings connection(RunOptions run) {
        if (command != null
                && command.commandLine().getParseResult().originalArgs().contains("--sandbox=")) {
            // Picocli takes it for false, whose consequence would be calls to AWS.
            throw new UsageException("--sandbox=: neither true nor false");
        }
        if (!sandbox) {
            return new ConnectionSettings(false, endpoint(), profile, run.attemptTimeout, run.maxInFlight);
        }
        var asked = isTyped("--sandbox") ? "--sandbox" : "the variable KEYFLUX_SANDBOX";
        if (isTyped("--endpoint-url")) {
            throw new UsageException(asked + " and --endpoint-url name two places to call; give one of them");
        }
        if (isTyped("--profile")) {
            throw new UsageException(asked + " takes no credentials; leave out --profile");
        }
        return new ConnectionSettings(true, null, null, run.attemptTimeout, run.maxInFlight);
    }

    /** A warning if the sandbox is to be called though nobody typed that; else null. */
    @Nullable
    String sandboxOfTheVariable() {
        return sandbox && !isTyped("--sandbox")
                ? "calling a local sandbox instead of AWS, as the variable KEYFLUX_SANDBOX says"
                : null;
    }

    /** Whether an option stands in the command line itself: one that comes from a variable gives way. */
    private boolean isTyped(String option) {
        return command != null && command.commandLine().getParseResult().hasMatchedOption(option);
    }

    private List<String> regions() {
        try {
            return RegionSelection.parse(regions);
        } catch (IllegalArgumentException e) {
            throw UsageException.of("--regions", ": " + e.getMessage(), e);
        }
    }

    private List<Account> accounts() {
        var all = new ArrayList<Account>();
        if (counts("--account", "--accounts")) {
            accounts.forEach(text -> all.add(account(text)));
        }
        if (accountsFile != null && counts("--accounts", "--account")) {
            all.addAll(AccountsFile.read(accountsFile));
        }
        requireDifferent(all);
        return all.isEmpty() ? List.of(Account.callersOwn()) : all;
    }

    /** An account under two aliases would be two targets that get into each other's way. */
    private static void requireDifferent(List<Account> accounts) {
        var aliases = new HashSet<String>();
        var aliasOf = new HashMap<String, String>();
        for (var account : accounts) {
            if (!aliases.add(account.alias())) {
                throw new UsageException("account alias '" + account.alias() + "' is given twice");
            }
            account.accountId().ifPresent(id -> {
                var other = aliasOf.putIfAbsent(id, account.alias());
                if (other != null) {
                    throw new UsageException("accounts '" + other + "' and '" + account.alias() + "' are both " + id
                            + "; give one role");
                }
            });
        }
    }

    /** Both may be typed, or come from variables; but accounts of a variable are none to add to those that are typed. */
    private boolean counts(String option, String other) {
        return isTyped(option) || !isTyped(other);
    }

    private static Account account(String text) {
        var equals = text.indexOf('=');
        if (equals < 0) {
            throw UsageException.of("--account", " '" + text + "': expected ALIAS=ROLE_ARN");
        }
        try {
            return Account.assuming(text.substring(0, equals), text.substring(equals + 1));
        } catch (IllegalArgumentException e) {
            throw UsageException.of("--account", ": " + e.getMessage(), e);
        }
    }

    private @Nullable URI endpoint() {
        if (endpointUrl == null) {
            return null;
        }
        try {
            return Endpoints.check(URI.create(endpointUrl));
        } catch (IllegalArgumentException e) {
            throw UsageException.of(
                    "--endpoint-url", " '" + endpointUrl + "': expected a URL such as http://127.0.0.1:4566", e);
        }
    }
}

package dev.keyflux.report;

import dev.keyflux.aws.Operation;
import dev.keyflux.key.KeyType;
import dev.keyflux.key.NamedKey;
import dev.keyflux.key.RejectedKey;
import dev.keyflux.key.RejectionReason;
import dev.keyflux.key.SourceLine;
import dev.keyflux.key.SshPublicKey;
import dev.keyflux.rollout.ErrorDetail;
import dev.keyflux.rollout.HeldBy;
import dev.keyflux.rollout.ImportResult;
import dev.keyflux.rollout.KeyRejected;
import dev.keyflux.rollout.Outcome;
import dev.keyflux.rollout.RolloutEvent;
import dev.keyflux.rollout.RunFinished;
import dev.keyflux.rollout.RunStarted;
import dev.keyflux.rollout.TargetFinished;
import dev.keyflux.target.Account;
import dev.keyflux.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Hand-made events for tests of what is made of them. */
public final class SampleRuns {

    public static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    public static final Target LONDON = new Target(Account.callersOwn(), "eu-west-2");
    public static final Target PROD =
            new Target(Account.assuming("prod", "arn:aws:iam::123456789012:role/keyflux"), "us-east-1");

    private SampleRuns() {}

    public static NamedKey key(String name) {
        return new NamedKey(
                name,
                new SshPublicKey(KeyType.ED25519, 256, "AAAA", "of " + name, "SHA256:fingerprint", "MD5:aa:bb", null),
                new SourceLine("keys/" + name + ".pub", 1));
    }

    public static RejectedKey rejectedKey(String message) {
        return new RejectedKey(new SourceLine("keys/bad.pub", 3), RejectionReason.PRIVATE_KEY, message);
    }

    public static ImportResult result(String name, Target target, Outcome outcome) {
        return result(name, target, outcome, null, null);
    }

    public static ImportResult result(
            String name, Target target, Outcome outcome, @Nullable HeldBy heldBy, @Nullable ErrorDetail error) {
        return new ImportResult(
                key(name), target, outcome, heldBy, 1, START.plusMillis(20), Duration.ofMillis(30), null, error);
    }

    public static ImportResult withOperation(ImportResult result, Operation operation) {
        return new ImportResult(
                result.key(),
                result.target(),
                result.outcome(),
                result.heldBy(),
                result.attempts(),
                result.startedAt(),
                result.duration(),
                operation,
                result.error());
    }

    public static RunStarted started(RunStarted.Mode mode, long keys, Target... targets) {
        return new RunStarted("run-1", mode, START, OptionalLong.of(keys), List.of(targets));
    }

    /** The end of a target with one key. */
    public static TargetFinished finished(Target target) {
        return finished(target, 1);
    }

    public static TargetFinished finished(Target target, long keys) {
        return new TargetFinished(target, keys, 4, 1, 1, Duration.ofMillis(1500), null, null);
    }

    public static RunFinished finished(boolean stopped) {
        return new RunFinished(START.plusSeconds(2), stopped);
    }

    /** A run over one target with these outcomes, one key each. */
    public static Flux<RolloutEvent> run(RunStarted.Mode mode, boolean stopped, Outcome... outcomes) {
        var events = new ArrayList<RolloutEvent>();
        events.add(started(mode, outcomes.length, LONDON));
        for (var i = 0; i < outcomes.length; i++) {
            events.add(result("key-" + i, LONDON, outcomes[i]));
        }
        events.add(finished(LONDON, outcomes.length));
        events.add(finished(stopped));
        return Flux.fromIterable(events);
    }

    /** A run over one target with one good outcome and one rejected entry. */
    public static Flux<RolloutEvent> runWithRejected(String message) {
        return Flux.just(
                started(RunStarted.Mode.IMPORT, 1, LONDON),
                new KeyRejected(rejectedKey(message)),
                result("alice", LONDON, Outcome.IMPORTED),
                finished(LONDON),
                finished(false));
    }

    /** What is collected of these events. */
    public static RolloutReport report(Flux<RolloutEvent> events) {
        return Objects.requireNonNull(RolloutReport.collect(events).block(Duration.ofSeconds(10)));
    }
}

package dev.keyflux.report;

import dev.keyflux.aws.Operation;
import dev.keyflux.key.NamedKey;
import dev.keyflux.key.RejectedKey;
import dev.keyflux.rollout.ErrorDetail;
import dev.keyflux.rollout.ImportResult;
import dev.keyflux.rollout.RunStarted;
import dev.keyflux.rollout.TargetFinished.Latency;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The parts that JSON reports and recordings are made of, each written into an object that the caller has begun. Every
 * key is always there, in the same order.
 */
final class JsonParts {

    private final JsonFields json;

    JsonParts(JsonFields json) {
        this.json = json;
    }

    void tool(Tool tool) {
        json.string("name", tool.name());
        json.string("version", tool.version());
    }

    /** The run as far as it is known at its beginning. */
    void run(RunStarted started) {
        run(started.id(), started.mode(), started.startedAt());
        json.instant("finishedAt", null);
        json.millis("durationMs", null);
        json.integer("exitCode", null);
    }

    void run(RolloutReport report) {
        run(report.id(), report.mode(), report.startedAt());
        json.instant("finishedAt", report.finishedAt());
        json.millis("durationMs", report.duration());
        json.integer("exitCode", report.exitCode());
    }

    private void run(String id, RunStarted.Mode mode, Instant startedAt) {
        json.string("id", id);
        json.string("mode", mode.name().toLowerCase(Locale.ROOT));
        json.instant("startedAt", startedAt);
    }

    void summary(RunSummary summary) {
        json.integer("keys", summary.keys());
        json.integer("targets", summary.targets());
        json.integer("expected", summary.expected());
        json.integer("rejected", summary.rejected());
        outcomes(summary.outcomes());
    }

    void target(TargetReport report) {
        var end = report.finished();
        var account = end.target().account();
        json.string("account", account.alias());
        json.string("accountId", account.accountId().orElse(null));
        json.string("region", end.target().region());
        outcomes(report.outcomes());
        json.integer("calls", end.calls());
        json.integer("throttled", end.throttled());
        json.integer("retries", end.retries());
        json.millis("durationMs", end.duration());
        json.object("latencyMs", () -> latency(end.latency()));
        json.object("halted", end.halted(), halted -> {
            json.string("code", halted.code());
            json.string("message", halted.message());
        });
    }

    /** A result; {@code keyType} is the field that names the key's type. */
    void result(ImportResult result, String keyType) {
        var key = result.key();
        var heldBy = result.heldBy();
        json.string("key", key.name());
        json.string("source", key.source().toString());
        json.string(keyType, key.key().type().wireName());
        json.string("fingerprint", key.key().fingerprint());
        json.string("account", result.target().account().alias());
        json.string("region", result.target().region());
        json.string("outcome", result.outcome().wireName());
        json.string("heldBy", heldBy == null ? null : heldBy.wireName());
        json.integer("attempts", result.attempts());
        json.instant("startedAt", result.startedAt());
        json.millis("durationMs", result.duration());
        json.object("operation", result.operation(), this::operation);
        json.object("error", result.error(), this::error);
    }

    void rejected(RejectedKey entry) {
        json.string("source", entry.source().toString());
        json.string("reason", entry.reason().wireName());
        json.string("message", entry.message());
    }

    void key(NamedKey named) {
        var key = named.key();
        json.string("key", named.name());
        json.string("source", named.source().toString());
        json.string("type", key.type().wireName());
        json.integer("bits", key.bits());
        json.string("comment", key.comment().isEmpty() ? null : key.comment());
        json.string("fingerprint", key.fingerprint());
        json.string("md5", key.md5());
        json.string("lightsailFingerprint", key.lightsailFingerprint());
    }

    private void outcomes(OutcomeCounts counts) {
        json.object(
                "outcomes",
                () -> counts.byOutcome().forEach((outcome, count) -> json.integer(outcome.wireName(), count)));
    }

    private void latency(@Nullable Latency latency) {
        json.millis("p50", latency == null ? null : latency.p50());
        json.millis("p95", latency == null ? null : latency.p95());
        json.millis("max", latency == null ? null : latency.max());
    }

    private void operation(Operation operation) {
        var location = operation.location();
        json.string("id", operation.id());
        json.string("resourceName", operation.resourceName());
        json.string("resourceType", operation.resourceType());
        json.instant("createdAt", operation.createdAt());
        json.object("location", () -> {
            json.string("availabilityZone", location == null ? null : location.availabilityZone());
            json.string("regionName", location == null ? null : location.regionName());
        });
        json.bool("isTerminal", operation.isTerminal());
        json.string("operationDetails", operation.operationDetails());
        json.string("operationType", operation.operationType());
        json.string("status", operation.status());
        json.instant("statusChangedAt", operation.statusChangedAt());
        json.string("errorCode", operation.errorCode());
        json.string("errorDetails", operation.errorDetails());
    }

    private void error(ErrorDetail error) {
        json.string("code", error.code());
        json.string("message", error.message());
        json.string("requestId", error.requestId());
    }

    /** How long a run took, for the last line of a recording. */
    void ending(Instant finishedAt, Duration duration, int exitCode) {
        json.instant("finishedAt", finishedAt);
        json.millis("durationMs", duration);
        json.integer("exitCode", exitCode);
    }
}

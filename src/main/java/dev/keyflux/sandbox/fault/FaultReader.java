package dev.keyflux.sandbox.fault;

import dev.keyflux.sandbox.fault.EffectFault.OperationCourse;
import dev.keyflux.sandbox.fault.GateFault.Throttle;
import dev.keyflux.sandbox.fault.ReplyFault.AwsError;
import dev.keyflux.sandbox.fault.ReplyFault.StaleConnection;
import java.time.Duration;
import java.util.List;

/** Makes a fault of its JSON: {@link Fault} says what is in it. */
final class FaultReader {
    private static final String TYPES = "reset, close, hang, trickle, truncate, garbage, emptyBody, html, error,"
            + " staleConnection, throttle, clockSkew, sessionExpiry, delay, operation, readLag, emptyPage";

    private FaultReader() {}

    static Fault fault(JsonFields fields) {
        var type = fields.required("type");
        return switch (JsonFields.text(type)) {
            case "reset" -> Fault.reset(stage(fields));
            case "close" -> Fault.close(stage(fields));
            case "hang" -> Fault.hang(stage(fields), duration(fields, "time"));
            case "trickle" -> Fault.trickle(count(fields, "bytes"), duration(fields, "pause"));
            case "truncate" -> Fault.truncate(count(fields, "percent"));
            case "garbage" -> Fault.garbage(stage(fields));
            case "emptyBody" -> Fault.emptyBody(stage(fields));
            case "html" -> Fault.html(stage(fields), count(fields, "status"));
            case "error" -> error(fields);
            case "staleConnection" ->
                Fault.staleConnection(JsonFields.word(fields.required("when"), StaleConnection.When.class));
            case "throttle" -> throttle(fields);
            case "clockSkew" -> clockSkew(fields);
            case "sessionExpiry" ->
                new GateFault.SessionExpiry(
                        fields.optional("calls").map(JsonFields::count).orElse(null),
                        fields.optional("time").map(JsonFields::duration).orElse(null));
            case "delay" -> delay(fields);
            case "operation" -> operation(fields);
            case "readLag" ->
                Fault.readLag(
                        fields.optional("time").map(JsonFields::duration).orElse(Duration.ZERO),
                        fields.optional("reads").map(JsonFields::count).orElse(0));
            case "emptyPage" -> Fault.emptyPage();
            default -> throw type.wrong("'" + type.value() + "' is none of " + TYPES);
        };
    }

    private static Fault error(JsonFields fields) {
        var usual = AwsError.of(stage(fields), JsonFields.text(fields.required("error")));
        return new AwsError(
                usual.stage(),
                usual.type(),
                fields.optional("status").map(JsonFields::count).orElseGet(usual::status),
                fields.optional("code").map(JsonFields::text).orElse(null),
                fields.optional("message").map(JsonFields::text).orElseGet(usual::message));
    }

    private static Fault throttle(JsonFields fields) {
        var changes = fields.optional("changes").map(JsonFields::list).orElseGet(List::of);
        return new Throttle(
                JsonFields.real(fields.required("rate")),
                count(fields, "burst"),
                changes.stream()
                        .map(change -> JsonFields.read(
                                change,
                                members -> new Throttle.RateChange(
                                        duration(members, "at"), JsonFields.real(members.required("rate")))))
                        .toList());
    }

    private static Fault clockSkew(JsonFields fields) {
        if (fields.has("ahead") == fields.has("behind")) {
            throw new IllegalArgumentException("one of ahead and behind must be given");
        }
        var ahead = fields.optional("ahead").map(JsonFields::duration);
        var behind = fields.optional("behind").map(JsonFields::duration);
        return new GateFault.ClockSkew(
                ahead.orElseGet(() -> behind.orElse(Duration.ZERO).negated()),
                fields.optional("error").map(JsonFields::text).orElse(GateFault.ClockSkew.USUAL_ERROR));
    }

    private static Fault delay(JsonFields fields) {
        var least = duration(fields, "least");
        return Fault.delay(
                stage(fields),
                least,
                fields.optional("most").map(JsonFields::duration).orElse(least));
    }

    private static Fault operation(JsonFields fields) {
        var usual = OperationCourse.of(
                count(fields, "polls"),
                JsonFields.word(fields.required("end"), OperationCourse.End.class),
                JsonFields.word(fields.required("effect"), OperationCourse.Effect.class));
        return new OperationCourse(
                usual.polls(),
                usual.end(),
                usual.effect(),
                fields.optional("code").map(JsonFields::text).orElseGet(usual::code),
                fields.optional("details").map(JsonFields::text).orElseGet(usual::details));
    }

    private static Stage stage(JsonFields fields) {
        return JsonFields.word(fields.required("stage"), Stage.class);
    }

    private static int count(JsonFields fields, String name) {
        return JsonFields.count(fields.required(name));
    }

    private static Duration duration(JsonFields fields, String name) {
        return JsonFields.duration(fields.required(name));
    }
}

package dev.keyflux.sandbox.fault;

import java.time.Duration;
import java.util.List;

/**
 * What goes wrong with a call. This page is the menu; the records that it makes tell the details.
 *
 * <table>
 * <caption>Faults in Java and in JSON</caption>
 * <tr><th>Java</th><th>JSON</th></tr>
 * <tr><td>{@code reset(stage)}</td><td>{@code {"type": "reset", "stage": "before"}}, or {@code "after"}</td></tr>
 * <tr><td>{@code close(stage)}</td><td>{@code {"type": "close", "stage": "after"}}</td></tr>
 * <tr><td>{@code hang(stage, time)}</td><td>{@code {"type": "hang", "stage": "after", "time": "30s"}}</td></tr>
 * <tr><td>{@code trickle(bytes, pause)}</td><td>{@code {"type": "trickle", "bytes": 1, "pause": "100ms"}}</td></tr>
 * <tr><td>{@code truncate(percent)}</td><td>{@code {"type": "truncate", "percent": 50}}</td></tr>
 * <tr><td>{@code garbage(stage)}</td><td>{@code {"type": "garbage", "stage": "after"}}</td></tr>
 * <tr><td>{@code emptyBody(stage)}</td><td>{@code {"type": "emptyBody", "stage": "after"}}</td></tr>
 * <tr><td>{@code html(stage, status)}</td><td>{@code {"type": "html", "stage": "before", "status": 503}}</td></tr>
 * <tr><td>{@code error(stage, type)}</td><td>{@code {"type": "error", "stage": "before", "error": "ServiceException"}}, and
 * {@code "status"}, {@code "code"}, {@code "message"}</td></tr>
 * <tr><td>{@code staleConnection(when)}</td><td>{@code {"type": "staleConnection", "when": "idle"}}, or {@code "reuse"}</td></tr>
 * <tr><td>{@code throttle(rate, burst)}</td><td>{@code {"type": "throttle", "rate": 10, "burst": 5, "changes": [{"at": "30s",
 * "rate": 2}]}}</td></tr>
 * <tr><td>{@code clockSkew(ahead)}</td><td>{@code {"type": "clockSkew", "ahead": "10m"}}, or {@code "behind"}; and {@code
 * "error"}</td></tr>
 * <tr><td>{@code sessionExpiry(calls, time)}</td><td>{@code {"type": "sessionExpiry", "calls": 100, "time": "5m"}}, or one</td></tr>
 * <tr><td>{@code delay(stage, least, most)}</td><td>{@code {"type": "delay", "stage": "after", "least": "10ms", "most":
 * "2s"}}</td></tr>
 * <tr><td>{@code operation(polls, end, effect)}</td><td>{@code {"type": "operation", "polls": 3, "end": "failed", "effect":
 * "never"}}, and {@code "code"}, {@code "details"}</td></tr>
 * <tr><td>{@code readLag(time, reads)}</td><td>{@code {"type": "readLag", "time": "2s", "reads": 3}}, or one</td></tr>
 * <tr><td>{@code emptyPage()}</td><td>{@code {"type": "emptyPage"}}</td></tr>
 * </table>
 */
public sealed interface Fault permits Delay, ReplyFault, GateFault, EffectFault {

    /** The connection is reset (TCP RST). */
    static ReplyFault reset(Stage stage) {
        return new ReplyFault.Reset(stage);
    }

    /** The connection is closed in good order (TCP FIN), without an answer. */
    static ReplyFault close(Stage stage) {
        return new ReplyFault.Close(stage);
    }

    /** There is no answer until the client gives up, or the connection is closed after {@code time}. */
    static ReplyFault hang(Stage stage, Duration time) {
        return new ReplyFault.Hang(stage, time);
    }

    /** The answer comes {@code bytes} at a time, with a pause in between. */
    static ReplyFault trickle(int bytes, Duration pause) {
        return new ReplyFault.Trickle(bytes, pause);
    }

    /** The connection is closed after so many percent of the answer's body. */
    static ReplyFault truncate(int percent) {
        return new ReplyFault.Truncate(percent);
    }

    /** Status 200, the right content type, and a body that is no JSON and no XML. */
    static ReplyFault garbage(Stage stage) {
        return new ReplyFault.Garbage(stage);
    }

    /** Status 200, the content type of JSON, and no body. */
    static ReplyFault emptyBody(Stage stage) {
        return new ReplyFault.Page(stage, 200, "application/x-amz-json-1.1", "");
    }

    /** A page in HTML, as from a proxy or a load balancer: with status 200 a wrong content type, with 503 an outage. */
    static ReplyFault html(Stage stage, int status) {
        return new ReplyFault.Page(
                stage, status, "text/html", "<html><body><h1>" + status + " from some proxy</h1></body></html>\n");
    }

    /** An error in the service's own words, with the status that goes with its type. */
    static ReplyFault.AwsError error(Stage stage, String type) {
        return ReplyFault.AwsError.of(stage, type);
    }

    /** The answer is whole, and the connection is kept alive in word only. */
    static ReplyFault staleConnection(ReplyFault.StaleConnection.When when) {
        return new ReplyFault.StaleConnection(when);
    }

    /** Each account may make {@code rate} calls a second in each region, and {@code burst} at once. */
    static GateFault.Throttle throttle(double rate, int burst) {
        return new GateFault.Throttle(rate, burst, List.of());
    }

    /** The sandbox's clock is ahead by so much; behind, if negative. */
    static GateFault clockSkew(Duration ahead) {
        return new GateFault.ClockSkew(ahead, GateFault.ClockSkew.USUAL_ERROR);
    }

    /** Sessions from {@code AssumeRole} expire after so many calls each. */
    static GateFault sessionExpiry(int calls) {
        return new GateFault.SessionExpiry(calls, null);
    }

    /** Sessions from {@code AssumeRole} expire so long after they began. */
    static GateFault sessionExpiry(Duration time) {
        return new GateFault.SessionExpiry(null, time);
    }

    /** Calls take longer, by a time between {@code least} and {@code most} that the seed decides. */
    static Delay delay(Stage stage, Duration least, Duration most) {
        return new Delay(stage, least, most);
    }

    /** The operation that a write begins has another course. */
    static EffectFault.OperationCourse operation(
            int polls, EffectFault.OperationCourse.End end, EffectFault.OperationCourse.Effect effect) {
        return EffectFault.OperationCourse.of(polls, end, effect);
    }

    /** A new key pair is not shown to the first {@code reads} look-ups, nor within {@code time} of its import. */
    static EffectFault readLag(Duration time, int reads) {
        return new EffectFault.ReadLag(time, reads);
    }

    /** A page of a listing is empty and has a next token. */
    static EffectFault emptyPage() {
        return new EffectFault.EmptyPage();
    }
}

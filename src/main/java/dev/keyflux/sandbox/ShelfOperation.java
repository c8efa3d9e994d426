package dev.keyflux.sandbox;

import dev.keyflux.sandbox.fault.EffectFault.OperationCourse;
import dev.keyflux.sandbox.fault.EffectFault.OperationCourse.End;
import java.time.Instant;

/**
 * An operation on a key pair.
 *
 * @param id its id
 * @param type {@code ImportKeyPair} or {@code DeleteKeyPair}
 * @param keyPairName the key pair it works on
 * @param createdAt when it began
 * @param statusChangedAt when its status last changed
 * @param course how it goes
 * @param polls how many times it was asked about
 */
record ShelfOperation(
        String id,
        String type,
        String keyPairName,
        Instant createdAt,
        Instant statusChangedAt,
        OperationCourse course,
        int polls) {

    boolean isTerminal() {
        return course.isEnded(polls);
    }

    boolean isVanished() {
        return isTerminal() && course.end() == End.VANISHED;
    }

    boolean isFailed() {
        return isTerminal() && course.end() == End.FAILED;
    }

    String status() {
        if (!isTerminal()) {
            return "Started";
        }
        return isFailed() ? "Failed" : "Succeeded";
    }

    /** The same operation after it was asked about once more. */
    ShelfOperation polled(Instant now) {
        if (isTerminal()) {
            return this;
        }
        var ends = course.isEnded(polls + 1);
        return new ShelfOperation(id, type, keyPairName, createdAt, ends ? now : statusChangedAt, course, polls + 1);
    }

    /** The same operation, failed because its effect came too late. */
    ShelfOperation failed(String code, String details) {
        return new ShelfOperation(
                id,
                type,
                keyPairName,
                createdAt,
                statusChangedAt,
                new OperationCourse(course.polls(), End.FAILED, course.effect(), code, details),
                polls);
    }
}

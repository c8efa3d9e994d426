package dev.keyflux.key;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import reactor.core.publisher.Flux;

/**
 * A re-readable source of keys. A rollout reads it once to judge it, before any call, and then once for each target, so
 * that a slow target never holds back another.
 */
@FunctionalInterface
public interface KeySource {

    /**
     * Reads the source from its beginning. Cold: every subscription reads anew, may come from any thread, must not
     * block it, and must yield the same entries in the same order, its {@link NamedKey}s with unique names. Each key is
     * good by itself; what shows only across all of them is left to the reader (see {@link BatchVerdict}). Honours
     * backpressure. Signals {@link UnreadableSourceException} if a source that was named cannot be read at all; whatever
     * is wrong with a single entry is a {@link RejectedKey} instead.
     */
    Flux<KeyEntry> entries();

    /**
     * These keys, held in memory and judged as a batch: RSA keys that share a modulus or a prime become rejected entries.
     *
     * @throws IllegalArgumentException if two keys have the same name
     */
    static KeySource of(Collection<NamedKey> keys) {
        return KeyBatch.judge(List.copyOf(keys));
    }

    /**
     * Every key below a folder ({@code *.pub}, {@code authorized_keys*}, {@code *.pem} and {@code *.rfc4716},
     * recursively, in path order) under the
     * {@linkplain KeyPolicy#defaults() default policy}. Files are read again at each subscription; see {@link
     * KeyBatch#read} to read them only once.
     */
    static KeySource folder(Path folder) {
        return read(List.of(KeyInput.path(folder)), KeyPolicy.defaults());
    }

    /**
     * Every key of these inputs, one input after another, judged and named as one batch under {@code policy}.
     *
     * <p>Read on {@link reactor.core.scheduler.Schedulers#boundedElastic()}, one file at a time and only as entries are
     * requested; cancelling interrupts the read and closes the file. RSA keys are checked for weaknesses when first
     * read; up to 16,384 found sound are not checked again. A file may have up to 16 MiB, a line or block 16 KiB.
     * Links are followed, and every real file and folder is visited once over all inputs.
     *
     * <p>Understood are OpenSSH key lines (sshd(8); options are checked and dropped), RFC 4716, PEM ({@code PUBLIC KEY} and
     * {@code RSA PUBLIC KEY}), mixed at will within a file, and a file that is base64 of any of these, which the key's
     * {@linkplain NamedKey#notes() notes} then say. Whatever the form, the key is the same OpenSSH one. Of a file that
     * holds a private key, in whatever form and encoding, nothing is taken.
     */
    static KeySource read(List<KeyInput> inputs, KeyPolicy policy) {
        return new InputReader(inputs, policy);
    }
}
